import { useText } from '../../language/useLanguage.ts'
import { useFields } from '../fields/fields.ts'
import { ownFields } from '../history/dateKnown.ts'
import { Fact } from './Fact.tsx'
import classes from './Facts.module.css'

/** What the other system knew besides, under its own headings; folded, because it is seldom needed. */
export function ImportedFields({ fields }: { fields: Record<string, unknown> }) {
  const t = useText()
  const defined = (useFields() ?? []).map(({ key }) => key)
  const shown = ownFields(fields, defined)
  if (shown.length === 0) return null
  return (
    <details className={classes.imported}>
      <summary>{t('complaint.imported_fields', { count: shown.length })}</summary>
      <dl className={classes.list}>
        {shown.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </details>
  )
}
