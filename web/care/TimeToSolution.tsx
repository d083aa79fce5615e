import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { RemainingChart } from '../ui/charts/RemainingChart.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { TimeTables } from './TimeTables.tsx'
import classes from './TimeToSolution.module.css'

export type Times = AnswerOf<'timeToSolution'>
/** What the numbers are about; the lists behind them are narrowed by the same. */
export type TimesOf = { receivedWithin?: number }

const spans = ['90', '365', 'all'] as const
const secondsPerDay = 86_400

/** How long it takes until customers say that it is solved. Those who still wait count, so that nothing looks better than it is. */
export function TimeToSolution() {
  const t = useText()
  const [span, setSpan] = useState<(typeof spans)[number]>('all')
  const of: TimesOf = span === 'all' ? {} : { receivedWithin: Number(span) }
  const times = useQuery({ ...ask('timeToSolution', { query: of }), placeholderData: (before) => before })
  return (
    <section aria-labelledby="time-to-solution" className={classes.section}>
      <div className={classes.head}>
        <h2 id="time-to-solution">{t('time.title')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('time.span')}
          value={span}
          onChange={(value) => setSpan(value as typeof span)}
          data={spans.map((value) => ({ value, label: t(`time.span.${value}`) }))}
        />
      </div>
      {times.isPending && <Loading shape="chart" lines={8} />}
      {times.isError && <Failed error={times.error} onRetry={() => void times.refetch()} />}
      {times.data && (
        <div className={classes.found} data-old={times.isPlaceholderData}>
          <Found times={times.data} of={of} />
        </div>
      )}
    </section>
  )
}

function Found({ times, of }: { times: Times; of: TimesOf }) {
  const t = useText()
  const sentence = useHalf(times)
  return (
    <>
      <p className={classes.sentence}>{sentence}</p>
      <Numbers times={times} of={of} />
      {times.curve.length > 0 && (
        <RemainingChart
          title={t('time.counted')}
          headingLevel={3}
          description={t('time.chart')}
          steps={times.curve.map(({ days, notSolved, low, high }) => ({ days, share: notSolved, low, high }))}
          end={endOf(times)}
          counted={t('time.counted')}
          half={times.median?.days ?? null}
          note={t('time.note')}
        />
      )}
      <Rosy times={times} />
      <TimeTables times={times} of={of} />
    </>
  )
}

/** A good piece beyond the last solution, but not where hardly anyone was seen. */
function endOf({ curve, seenFor }: Times): number {
  const last = curve.at(-1)?.days ?? 0
  return Math.max(last, Math.min(seenFor, Math.max(30, last * 1.25)))
}

/** Within which time half were solved, with its interval, as a sentence. */
function useHalf({ complaints, solved, median }: Times): string {
  const t = useText()
  const format = useFormat()
  const long = (days: number) => format.duration(days * secondsPerDay)
  if (!median) return t('time.few', { n: complaints })
  if (solved === 0) return t('time.nobody')
  if (median.days === null) return t('time.not_half')
  const values = { days: long(median.days), low: long(median.low ?? 0), confidence: format.share(0.95) }
  return median.high === null ? t('time.half_open', values) : t('time.half', { ...values, high: long(median.high) })
}

/** How many there are of each; every number opens the customers behind it. */
function Numbers({ times, of }: { times: Times; of: TimesOf }) {
  const t = useText()
  const format = useFormat()
  const { solved, otherwise, open, oldest, merged } = times
  const behind = [
    { key: 'solved', label: t('time.solved'), count: solved, search: { closure: 'solved' } },
    { key: 'otherwise', label: t('time.otherwise'), count: otherwise, search: { closure: '-solved,-merged' } },
    { key: 'open', label: t('time.open'), count: open, search: { state: 'open' } },
  ] as const
  return (
    <>
      <dl className={classes.numbers}>
        {behind.map(({ key, label, count, search }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              <Link to="/complaints" search={{ ...of, ...search }}>
                {format.number(count)}
              </Link>
              {key === 'open' && oldest !== null && (
                <small>{t('time.oldest', { days: format.duration(oldest * secondsPerDay) })}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {merged > 0 && <p className={classes.quiet}>{t('time.merged', { count: merged })}</p>}
    </>
  )
}

/** What the closed ones alone would say, beside what is true. */
function Rosy({ times: { solvedOnly, mean } }: { times: Times }) {
  const t = useText()
  const format = useFormat()
  const long = (days: number) => format.duration(days * secondsPerDay)
  if (solvedOnly === null || !mean) return null
  const values = { days: long(solvedOnly), mean: long(mean.days), within: long(mean.within) }
  return <p className={classes.quiet}>{t('time.rosy', values)}</p>
}
