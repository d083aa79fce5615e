import { Badge, Button, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type Locus, lociOf } from '../../../src/causes/rules.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './causes.module.css'
import type { Opened } from './TaxonomyEditor.tsx'
import type { Cause, DraftCause } from './taxonomy-draft.ts'

type ClassPartProps = {
  causeClass: Cause['class']
  causes: DraftCause[]
  canChange: boolean
  onOpen: (opened: Opened) => void
}

/** One class with its loci, each explained, and the causes in them. */
export function ClassPart({ causeClass, causes, canChange, onOpen }: ClassPartProps) {
  const t = useText()
  return (
    <section className={classes.class}>
      <Title order={2}>{t(`cause.class.${causeClass}`)}</Title>
      <p className={classes.why}>{t(`taxonomy.class.${causeClass}`)}</p>
      {lociOf[causeClass].map((locus: Locus) => (
        <div key={locus} className={classes.locus}>
          <div className={classes.locusHead}>
            <Title order={3}>{t(`cause.locus.${locus}`)}</Title>
            {canChange && (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconPlus size={14} aria-hidden />}
                aria-label={t('taxonomy.add_to', { locus: t(`cause.locus.${locus}`) })}
                onClick={() => onOpen({ class: causeClass, locus })}
              >
                {t('taxonomy.add')}
              </Button>
            )}
          </div>
          <p className={classes.why}>{t(`taxonomy.locus.${locus}`)}</p>
          <Causes causes={causes.filter((cause) => cause.locus === locus)} onOpen={onOpen} />
        </div>
      ))}
    </section>
  )
}

function Causes({ causes, onOpen }: { causes: DraftCause[]; onOpen: (opened: Opened) => void }) {
  const t = useText()
  const { language } = useLanguage()
  if (causes.length === 0) return null
  const inOrder = [...causes].sort((one, other) => Number(one.retired) - Number(other.retired))
  return (
    <ul className={classes.causes}>
      {inOrder.map(({ code, name, definition, retired, state }) => (
        <li key={code}>
          <button
            type="button"
            className={classes.cause}
            data-retired={retired || undefined}
            onClick={() => onOpen({ code })}
          >
            <span className={classes.name}>
              {name[language] || name.en || name.ru || code}{' '}
              {state !== 'same' && <Badge variant="light">{t(`taxonomy.state.${state}`)}</Badge>}{' '}
              {retired && <Badge variant="default">{t('taxonomy.retired')}</Badge>}
            </span>
            {definition[language] && <span className={classes.definition}>{definition[language]}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
