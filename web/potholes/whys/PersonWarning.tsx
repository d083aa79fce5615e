import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { newId } from '../../../src/platform/ids.ts'
import type { Why } from '../../../src/potholes/whys/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { askBelow, sayNoPerson } from './edits.ts'
import { useBench } from './useDesk.ts'
import classes from './whys.module.css'

type PersonWarningProps = { why: Why; told: { text: string; personFound: { words: string }[] } }

/** A branch that ends at a person ends too early: somebody else would slip there too. Says so, and how to go on. */
export function PersonWarning({ why, told }: PersonWarningProps) {
  const t = useText()
  const { desk, mayEdit, goTo } = useBench()
  // While somebody writes, the warning is about words that are not there any more.
  if (why.isNoPerson || told.personFound.length === 0 || told.text !== why.text.trim()) return null
  const askFurther = () => {
    const id = newId()
    desk.edit((whys) => askBelow(whys, why.id, id))
    goTo(id)
  }
  const words = told.personFound.map((found) => `“${found.words}”`).join(', ')
  return (
    <output className={classes.warning}>
      <p>
        <IconAlertTriangle size={16} aria-hidden /> {t('whys.person', { words })}
      </p>
      {mayEdit && (
        <div className={`${classes.acts} not-printed`}>
          <Button size="compact-xs" variant="light" onClick={askFurther}>
            {t('whys.person_ask')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => desk.edit((whys) => sayNoPerson(whys, why.id))}>
            {t('whys.person_none')}
          </Button>
        </div>
      )}
    </output>
  )
}
