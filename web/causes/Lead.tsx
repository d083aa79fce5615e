import { useFormat, useText } from '../language/useLanguage.ts'
import { useAddress } from './address.ts'
import classes from './CausesPage.module.css'
import { type Extent, usualDays } from '../ui/period/periods.ts'
import { useToday } from '../ui/period/useExtent.ts'
import type { Report } from './useReport.ts'

type LeadProps = { report: Report; extent: Extent }

/** What the page shows, in one sentence, and the complaints it is about. */
export function Lead({ report, extent }: LeadProps) {
  const t = useText()
  const format = useFormat()
  const { address } = useAddress()
  const date = (day: string) => format.date(`${day}T12:00:00`)
  const { period, before, total, coded } = report
  return (
    <section className={classes.lead} aria-label={t('causes.lead_label')}>
      <p className={classes.sentence}>
        {t('causes.lead', {
          count: total.count,
          from: date(period.from),
          to: date(period.to),
          coded: coded.count,
        })}{' '}
        <span className={classes.quiet}>
          {t('causes.lead_before', {
            from: date(before.from),
            to: date(before.to),
            count: total.before,
            coded: coded.before,
          })}
        </span>
      </p>
      {!address.from && <UsualNote report={report} extent={extent} />}
      <Numbers report={report} />
    </section>
  )
}

/** Why the page does not begin with the newest complaints, when it does not. */
function UsualNote({ report: { period }, extent }: LeadProps) {
  const t = useText()
  const today = useToday()
  const later = extent.months.reduce((sum, { month, count }) => sum + (month > period.to ? count : 0), 0)
  if (later === 0 || usualDays(extent, today).to !== period.to) return null
  return <p className={classes.quiet}>{t('causes.usual_note', { count: later })}</p>
}

function Numbers({ report: { total, coded } }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useAddress()
  const numbers = [
    { name: 'all', label: t('causes.number.all'), count: total.count },
    { name: 'coded', label: t('causes.number.coded'), count: coded.count },
    { name: 'uncoded', label: t('cause.class.uncoded'), count: total.count - coded.count },
    { name: 'before.all', label: t('causes.number.before'), count: total.before },
  ]
  return (
    <dl className={classes.numbers}>
      {numbers.map(({ name, label, count }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{count > 0 ? <a href={hrefWith({ show: name })}>{format.number(count)}</a> : format.number(0)}</dd>
        </div>
      ))}
    </dl>
  )
}
