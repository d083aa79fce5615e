import { useFormat, useText } from '../language/useLanguage.ts'
import type { Status } from './EarlierImports.tsx'
import classes from './OneImport.module.css'

/** What became of the rows so far. */
export function Counts({ status }: { status: Status }) {
  const t = useText()
  const format = useFormat()
  const counts = [
    { label: t('import.stored'), count: status.storedRows, why: t('import.stored_why') },
    { label: t('import.known'), count: status.duplicateRows, why: t('import.known_why') },
    { label: t('import.left_out'), count: status.skippedRows, why: t('import.left_out_why') },
    { label: t('import.rejected'), count: status.rejectedRows, why: t('import.rejected_why') },
  ]
  return (
    <dl className={classes.counts}>
      {counts.map(({ label, count, why }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className={classes.count}>{format.number(count)}</span>
            <span className={classes.quiet}>{why}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
