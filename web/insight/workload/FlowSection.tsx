import { useFormat, useText } from '../../language/useLanguage.ts'
import { ForecastChart } from '../../ui/charts/ForecastChart.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { listOf } from './lists.ts'
import type { Report } from './WorkloadPage.tsx'
import classes from './WorkloadPage.module.css'

/** As much as a picture shows by day. */
const shownDays = 182

type Forecast = NonNullable<Report['forecast']>
type FlowProps = { past: Report['days']; forecast: Forecast | null; team: string | null }

/** Arrivals and backlog day by day, and how they go on. */
export function FlowSection({ report: { days, forecast, team } }: { report: Report }) {
  const begin = forecast?.days[0]?.day
  const past = days.filter(({ day }) => !begin || day < begin).slice(-shownDays)
  if (past.length === 0) return null
  return (
    <>
      <Arrivals past={past} forecast={forecast} team={team} />
      <Backlog past={past} forecast={forecast} team={team} />
    </>
  )
}

function Arrivals({ past, forecast, team }: FlowProps) {
  const t = useText()
  const format = useFormat()
  const two = { maximumFractionDigits: 2 }
  const week = (forecast?.days ?? []).slice(0, 7).reduce((sum, { arrivals }) => sum + arrivals.mean, 0)
  const inputs = forecast && {
    level: format.number(forecast.level, two),
    smoothing: format.number(forecast.smoothing, { maximumFractionDigits: 3 }),
    dispersion: format.number(forecast.dispersion, two),
    days: forecast.n,
  }
  return (
    <section className={classes.section}>
      <ForecastChart
        title={t('workload.arrivals.title')}
        description={
          forecast ? t('workload.arrivals.text', { week: format.number(Math.round(week)) }) : t('workload.no_forecast')
        }
        past={past.map(({ day, arrived }) => ({ day, count: arrived, href: listOf({ from: day, to: day, team }) }))}
        future={(forecast?.days ?? []).map(({ day, arrivals }) => ({ day, ...arrivals }))}
        counted={t('workload.arrived')}
        expected={t('workload.expected')}
        note={forecast && t('workload.arrivals.note', { days: forecast.n })}
      />
      <HowComputed
        parts={[
          t('workload.how.arrivals'),
          ...(inputs ? [t('workload.how.arrivals_inputs', inputs)] : []),
          t('workload.how.arrivals_source'),
        ]}
      />
    </section>
  )
}

function Backlog({ past, forecast, team }: FlowProps) {
  const t = useText()
  const format = useFormat()
  const future = (forecast?.days ?? []).flatMap(({ day, backlog, stated }) =>
    backlog ? [{ day, ...backlog, other: stated }] : [],
  )
  const last = future.at(-1)
  const whole = (value: number) => format.number(Math.round(value))
  return (
    <section className={classes.section}>
      <ForecastChart
        title={t('workload.backlog.title')}
        description={
          last
            ? t('workload.backlog.text', { mean: whole(last.mean), low: whole(last.low), high: whole(last.high) })
            : t('workload.no_forecast')
        }
        past={past.map(({ day, backlog }) => ({
          day,
          count: backlog,
          href: listOf({ closedFrom: day, closedTo: day, team }),
        }))}
        future={future}
        counted={t('workload.backlog')}
        expected={t('workload.backlog.expected')}
        {...(last && last.other !== null && { other: t('workload.backlog.stated') })}
        note={t('workload.backlog.note')}
      />
      <HowComputed
        parts={[t('workload.how.backlog'), t('workload.how.backlog_interval'), t('workload.how.backlog_source')]}
      />
    </section>
  )
}
