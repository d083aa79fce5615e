import { useFormat, useText } from '../../language/useLanguage.ts'
import type { Pothole } from '../parts.tsx'
import classes from './record.module.css'

/** How a pothole ended, with the reason that was signed; or that it came back. */
export function Ended({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const format = useFormat()
  const { closing, closingReason, closedAt, closedBy, mergedInto, reopenedAt } = pothole
  if (!closing || !closedAt)
    return reopenedAt ? (
      <p className={classes.ended}>{t('pothole.reopened_on', { date: format.date(reopenedAt) })}</p>
    ) : null
  const date = format.date(closedAt)
  if (closing === 'merged' && mergedInto)
    return (
      <p className={classes.ended}>
        {t('pothole.merged_into', { date })} <a href={`/potholes/${mergedInto.id}`}>{mergedInto.name}</a>
      </p>
    )
  return (
    <div className={classes.ended}>
      <p>
        {t(closing === 'repaired' ? 'pothole.ended_repaired' : 'pothole.ended_not_repaired', {
          date,
          who: closedBy?.name ?? '…',
        })}
      </p>
      {closingReason && <blockquote>{closingReason}</blockquote>}
    </div>
  )
}
