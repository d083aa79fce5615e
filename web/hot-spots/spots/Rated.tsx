import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAddress } from '../../causes/address.ts'
import { nameIn } from '../../causes/openings.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { IntervalsChart } from '../../ui/charts/IntervalsChart.tsx'
import type { IntervalsFacts } from '../../../src/charts/intervals.ts'
import { SpotList } from './SpotList.tsx'
import classes from './spots.module.css'
import { TooFew } from './TooFew.tsx'
import type { Report, Spot } from './useHotSpots.ts'
import { useRates } from './useRates.ts'

/** As many places are drawn before someone asks for all. */
const firstPlaces = 10

/** Places whose exposure is known, as a picture and in words; those with too few complaints apart. */
export function Rated({ report }: { report: Report }) {
  const t = useText()
  const { address } = useAddress()
  const [isWhole, setWhole] = useState(false)
  const order = address.order ?? 'rate'
  const enough = report.rated.filter(({ tooFew }) => !tooFew)
  const sorted =
    order === 'excess'
      ? enough.filter((spot) => excessOf(spot) > 0).sort((one, other) => excessOf(other) - excessOf(one))
      : enough
  const withoutExcess = enough.length - sorted.length
  const shown = isWhole ? sorted : sorted.slice(0, firstPlaces)
  const words = useChartWords(order, sorted[0], report)
  const facts = useChartFacts(order, shown, report)
  return (
    <section className={classes.section}>
      {shown.length > 0 && <IntervalsChart {...words} {...facts} />}
      {sorted.length > firstPlaces && (
        <Button variant="default" size="xs" className="not-printed" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('hot.show_fewer') : t('hot.show_all', { count: sorted.length })}
        </Button>
      )}
      <SpotList spots={shown} report={report} />
      {withoutExcess > 0 && <p className={classes.quiet}>{t('hot.without_excess', { count: withoutExcess })}</p>}
      <TooFew spots={report.rated.filter(({ tooFew }) => tooFew)} dimension={report.dimension} />
    </section>
  )
}

const excessOf = ({ excess }: Spot): number => excess?.cases ?? 0

type Order = 'rate' | 'excess'

function useChartWords(order: Order, first: Spot | undefined, { unitName }: Report) {
  const t = useText()
  const { language } = useLanguage()
  const { rate } = useRates()
  const name = first ? (nameIn(language, first.name) ?? t('causes.not_stated')) : ''
  const title = t(`hot.chart.title_${order}`)
  if (order === 'excess')
    return { title, description: t('hot.chart.description_excess', { name, count: rate(first?.excess?.cases ?? 0) }) }
  return {
    title,
    description: t('hot.chart.description_rate', {
      name,
      unit: unitName ?? '',
      rate: rate(first?.expected?.perThousand ?? 0),
      least: rate(first?.expected?.atLeast ?? 0),
    }),
    note: t('hot.chart.note_rate'),
  }
}

function useChartFacts(order: Order, spots: Spot[], { dimension, unitName, pooled }: Report): IntervalsFacts {
  const t = useText()
  const { language } = useLanguage()
  const { hrefWith } = useAddress()
  const estimateOf = ({ expected, excess }: Spot) => {
    if (order === 'excess') return excess && { value: excess.cases, low: excess.low, high: excess.high }
    return expected && { value: expected.perThousand, low: expected.low, high: expected.high }
  }
  const places = spots.map((spot) => ({
    key: spot.id,
    label: nameIn(language, spot.name) ?? t('causes.not_stated'),
    count: spot.count,
    estimate: estimateOf(spot),
    reading: order === 'rate' ? (spot.raw?.perThousand ?? null) : null,
    href: hrefWith({ show: `${dimension}.${spot.id}` }),
  }))
  if (order === 'excess') return { places, estimateLabel: t('hot.chart.estimate_excess') }
  return {
    places,
    estimateLabel: t('hot.chart.estimate_rate', { unit: unitName ?? '' }),
    readingLabel: t('hot.chart.reading'),
    ...(pooled && { reference: { label: t('hot.chart.reference'), value: pooled.perThousand } }),
  }
}
