import { UnstyledButton } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import type { TextKey } from '../../../src/platform/texts/text.ts'
import type { Template } from './draft.ts'
import classes from './letters.module.css'

type PlaceholdersProps = { placeholders: Template['placeholders']; onInsert: (name: string) => void }

/** What can stand in braces: what each means, and a click puts it where the cursor is. */
export function Placeholders({ placeholders, onInsert }: PlaceholdersProps) {
  const t = useText()
  return (
    <section aria-labelledby="placeholders">
      <h2 id="placeholders" className={classes.heading}>
        {t('letters.placeholders')}
      </h2>
      <ul className={classes.placeholders}>
        {placeholders.map(({ name, needed }) => (
          <li key={name}>
            <UnstyledButton
              className={classes.placeholder}
              aria-label={t('letters.insert', { name: `{${name}}` })}
              onClick={() => onInsert(name)}
            >
              <code>{`{${name}}`}</code>
            </UnstyledButton>{' '}
            {t(`letters.placeholder.${name}` as TextKey)}
            {needed && <span className={classes.quiet}> · {t('letters.needed')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
