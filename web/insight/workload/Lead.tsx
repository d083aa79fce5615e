import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { listOf } from './lists.ts'
import type { Report } from './WorkloadPage.tsx'
import classes from './WorkloadPage.module.css'

/** The numbers a manager asks for first; each opens its complaints. */
export function Lead({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { totals, period, team, arrivalsADay, closedADay, daysToGo, clearing } = report
  const one = { maximumFractionDigits: 1 }
  const days = (value: number) => t('workload.days', { days: format.number(value, one) })
  return (
    <section>
      <dl className={classes.numbers}>
        <div>
          <dt>{t('workload.arrived')}</dt>
          <dd>
            <a href={listOf({ ...period, team })}>{format.number(totals.arrived)}</a>
            {arrivalsADay ? (
              <small>
                {t('workload.a_day', {
                  mean: format.number(arrivalsADay.mean, one),
                  low: format.number(arrivalsADay.low, one),
                  high: format.number(arrivalsADay.high, one),
                })}
              </small>
            ) : (
              <small>{t('chart.too_few_short')}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('workload.closed')}</dt>
          <dd>
            <a href={listOf({ closedFrom: period.from, closedTo: period.to, team })}>{format.number(totals.closed)}</a>
            <small>{t('workload.of_them_solved', { solved: format.number(totals.solved) })}</small>
          </dd>
        </div>
        <div>
          <dt>{t('workload.backlog')}</dt>
          <dd>
            {format.number(totals.backlog)}
            <small>{t('workload.backlog_before', { before: format.number(totals.backlogBefore) })}</small>
          </dd>
        </div>
        <div>
          <dt>{t('workload.days_to_go')}</dt>
          <dd>
            {daysToGo === null ? t('chart.unknown') : days(daysToGo)}
            <small>
              {closedADay === null || closedADay === 0
                ? t('workload.none_closed')
                : clearing === null
                  ? t('workload.never_clear')
                  : t('workload.clear_in', { days: days(clearing) })}
            </small>
          </dd>
        </div>
      </dl>
      <HowComputed parts={[t('workload.how.lead'), t('workload.how.little'), t('workload.how.source_counts')]} />
    </section>
  )
}
