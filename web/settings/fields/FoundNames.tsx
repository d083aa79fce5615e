import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { fieldFrom, type FieldDraft } from './draft.ts'
import classes from './fields.module.css'

/** Names that imports and programs gave and no field has yet, each with a way to make a field of it. */
export function FoundNames({ onAdopt }: { onAdopt: (field: Partial<FieldDraft>) => void }) {
  const t = useText()
  const format = useFormat()
  const { data: found = [] } = useQuery(ask('listFoundNames', {}))
  if (found.length === 0) return null
  return (
    <section aria-labelledby="found-names" className={classes.found}>
      <h2 id="found-names">{t('fields.found')}</h2>
      <p className={classes.quiet}>{t('fields.found_why')}</p>
      <ul className={classes.list}>
        {found.slice(0, 40).map((each) => (
          <li key={each.key} className={classes.line}>
            <div className={classes.name}>
              <b>{each.key}</b>
              <span className={classes.quiet}>
                {t('fields.found_in', { count: each.complaints, shown: format.number(each.complaints) })}
              </span>
            </div>
            <span className={classes.examples}>{each.examples.slice(0, 3).join(' · ')}</span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('fields.adopt_named', { name: each.key })}
              onClick={() => onAdopt(fieldFrom(each))}
            >
              {t('fields.adopt')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
