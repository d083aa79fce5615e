import { useFormat, useText } from '../../language/useLanguage.ts'
import { FlowChart } from '../../ui/charts/FlowChart.tsx'
import { mostPlaces } from '../../../src/charts/flow.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { usePlaceNames } from './names.ts'

/** Who passes complaints to whom, and what comes back. */
export function Flow({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const nameOf = usePlaceNames(report)
  const { flows, handoffs, places } = report
  const order = placesInOrder(report)
  const [largest] = flows
  const mean = handoffs.perComplaint
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const description = largest
    ? t('barriers.flow.description', { a: nameOf(largest.from), b: nameOf(largest.to), count: largest.n })
    : t('barriers.flow.none')
  return (
    <section className={classes.section}>
      <FlowChart
        title={t('barriers.flow.title')}
        description={description}
        places={order.map(({ place, began, open }) => ({
          key: place,
          name: nameOf(place),
          note: t('barriers.flow.place', { began, open }),
          href: hrefOfNumber('touched', place),
        }))}
        arrows={flows.map(({ from, to, n }) => ({ from, to, count: n, href: hrefOfNumber('handoff', from, to) }))}
        note={
          places.length > mostPlaces ? t('barriers.flow.more', { shown: mostPlaces, count: places.length }) : undefined
        }
      />
      {flows.length === 0 ? (
        <p className={classes.missing}>{t('barriers.flow.missing')}</p>
      ) : (
        mean && (
          <p>
            {t('barriers.flow.mean', {
              mean: number(mean.mean),
              low: number(mean.interval?.low ?? mean.mean),
              high: number(mean.interval?.high ?? mean.mean),
              n: mean.n,
            })}
          </p>
        )
      )}
      <HowComputed parts={[t('barriers.how.flow'), t('barriers.how.flow_inputs'), t('barriers.how.flow_source')]} />
    </section>
  )
}

/** As complaints reach them: who takes most first stands above, management below all. */
function placesInOrder({ places, flows }: Report): Report['places'] {
  const busy = new Set(flows.flatMap(({ from, to }) => [from, to]))
  return places
    .filter(({ place, complaints }) => complaints > 0 || busy.has(place))
    .toSorted((one, other) => Number(one.place === 'management') - Number(other.place === 'management'))
}
