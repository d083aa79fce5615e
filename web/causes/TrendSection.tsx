import { useLanguage, useText } from '../language/useLanguage.ts'
import { TrendChart } from '../ui/charts/TrendChart.tsx'
import { periodName } from '../../src/charts/trend.ts'
import { Loading } from '../ui/Loading.tsx'
import { useAddress } from './address.ts'
import classes from './CausesPage.module.css'
import type { CausesFilters } from './openings.ts'
import { useTrend } from './useReport.ts'

/** Complaints by month, with as many months before as a ghost. */
export function TrendSection({ filters }: { filters: CausesFilters }) {
  const t = useText()
  const { language } = useLanguage()
  const { hrefWith } = useAddress()
  const { months, span } = useTrend(filters)
  if (!months) return <Loading shape="chart" lines={8} />
  const most = months.reduce((highest, each) => (each.count > highest.count ? each : highest))
  return (
    <section className={classes.section}>
      <TrendChart
        title={t('causes.trend.title')}
        description={t('causes.trend.description', {
          month: periodName(language, 'month', most.start),
          count: most.count,
        })}
        points={months.map(({ start, count, previous, isUnfinished }) => ({
          start,
          count,
          previous,
          isUnfinished,
          href: count > 0 ? hrefWith({ show: `month.${start.slice(0, 7)}` }) : undefined,
        }))}
        unit="month"
        counted={t('causes.trend.counted')}
        previousLabel={t('causes.trend.previous', { months: span.months })}
        note={t('causes.trend.note')}
      />
    </section>
  )
}
