import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { DueAt } from '../Due.tsx'
import type { Complaint } from '../people.ts'
import classes from './Facts.module.css'

type Commitment = Complaint['commitments'][number]

/** What we told this customer we would do and by when, and whether we did. */
export function Commitments({ commitments }: { commitments: Commitment[] }) {
  const t = useText()
  if (commitments.length === 0) return null
  return (
    <section aria-labelledby="commitments" className={classes.commitments}>
      <h3 id="commitments" className={classes.heading}>
        {t('complaint.commitments')}
      </h3>
      <ul>
        {commitments.map((commitment) => (
          <li key={commitment.id} className={classes.commitment}>
            {commitment.text}
            <State {...commitment} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function State({ dueAt, keptAt }: Commitment) {
  const t = useText()
  const format = useFormat()
  if (!keptAt) {
    return (
      <span className={classes.state}>
        <DueAt at={dueAt} />
      </span>
    )
  }
  const isLate = Date.parse(keptAt) > Date.parse(dueAt)
  return (
    <span className={`${classes.state} ${isLate ? classes.late : ''}`}>
      {isLate ? <IconAlertTriangle size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />}
      {t(isLate ? 'complaint.commitment.late' : 'complaint.commitment.kept', { when: format.date(keptAt) })}
    </span>
  )
}
