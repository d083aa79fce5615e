import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { TrendChart } from '../../ui/charts/TrendChart.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Pothole } from '../parts.tsx'
import { complaintsOf } from '../rule.ts'
import classes from './record.module.css'

type Numbers = AnswerOf<'readPotholeNumbers'>

/** How many complaints of the last twelve months it explains, how often that is, and what it cost the customers. */
export function PotholeNumbers({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const { language } = useLanguage()
  const found = useQuery({
    ...ask('readPotholeNumbers', { params: { id: pothole.id } }),
    // The past of a new rule is counted within seconds.
    refetchInterval: ({ state }) => (state.data?.complaints === null ? 3000 : false),
  })
  if (found.isPending) return <Loading lines={4} />
  if (found.isError)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  const numbers = found.data
  const counts = numbers.counts.map(({ label, value }) => `${label[language]}: ${value[language]}`).join(' · ')
  return (
    <section className={classes.section} aria-labelledby="numbers">
      <h2 id="numbers">{t('pothole.numbers')}</h2>
      <p className={classes.quiet}>{counts || t('pothole.counts_evidence')}</p>
      {numbers.complaints === null ? (
        <output>{t('pothole.counting')}</output>
      ) : (
        <>
          <Count pothole={pothole} numbers={numbers} />
          <Often numbers={numbers} />
          <Cost numbers={numbers} />
          <Months numbers={numbers} />
          <HowComputed parts={[t('pothole.how_count'), t('pothole.how_rate'), t('pothole.how_money')]} />
        </>
      )}
    </section>
  )
}

function Count({ pothole, numbers: { period, complaints } }: { pothole: Pothole; numbers: Numbers }) {
  const t = useText()
  const format = useFormat()
  const days = { from: period.from, to: period.to }
  const href = pothole.rule
    ? complaintsOf(pothole.rule.filters, days)
    : `/complaints?${new URLSearchParams({ pothole: pothole.id, ...days })}`
  const date = (day: string) => format.date(`${day}T12:00:00`)
  return (
    <p>
      <a href={href} className={classes.number}>
        {t('pothole.complaints', { count: complaints ?? 0 })}
      </a>{' '}
      {t('pothole.between', { from: date(period.from), to: date(period.to) })}
    </p>
  )
}

function Often({ numbers: { tooFew, exposure, rate } }: { numbers: Numbers }) {
  const t = useText()
  const format = useFormat()
  if (tooFew) return <p>{t('pothole.too_few')}</p>
  if (!exposure || !rate) return <p>{t('pothole.exposure_unknown')}</p>
  const of = (value: number) => format.number(value, { maximumSignificantDigits: 3 })
  return (
    <p>
      {t('pothole.rate', {
        rate: of(rate.perThousand),
        low: of(rate.low),
        high: of(rate.high),
        units: format.number(exposure.units),
        unit: exposure.unitName,
      })}{' '}
      {exposure.of === 'all' && t('pothole.exposure_all')}
    </p>
  )
}

function Cost({ numbers: { money, tooFew } }: { numbers: Numbers }) {
  const t = useText()
  const format = useFormat()
  if (tooFew) return null
  if (!money) return <p>{t('pothole.money_unknown')}</p>
  const of = (value: number) => format.money(Math.round(value), money.currency)
  return <p>{t('pothole.money', { value: of(money.value), low: of(money.low), high: of(money.high) })}</p>
}

function Months({ numbers: { months, complaints } }: { numbers: Numbers }) {
  const t = useText()
  if (!complaints) return null
  return (
    <TrendChart
      headingLevel={3}
      title={t('pothole.months')}
      description={t('pothole.months_why', { count: complaints })}
      points={months.map(({ month, n }) => ({ start: month, count: n }))}
      unit="month"
      counted={t('causes.trend.counted')}
    />
  )
}
