import { IconMoodSmile } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ScoreTrendChart } from '../../ui/charts/ScoreTrendChart.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PeriodButton } from '../../ui/period/PeriodButton.tsx'
import { usePeriod } from '../../ui/period/usePeriod.ts'
import { useSilentAddress } from './address.ts'
import { shareWords } from './figures.ts'
import { Recommend } from './Recommend.tsx'
import classes from './SilentPage.module.css'

type ScoresFound = AnswerOf<'readScores'>

/** Satisfaction, effort and recommendation, never without n, response rate, interval, and who is not in them. */
export function Scores() {
  const { address } = useSilentAddress()
  const { extent, choose } = usePeriod()
  const { data, error, isFetching, refetch } = useQuery({
    ...ask('readScores', { query: { from: address.from, to: address.to } }),
    placeholderData: keepPreviousData,
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  if (!data) return <Loading shape="chart" lines={12} />
  const { from, to } = data
  return (
    <>
      {extent && (
        <div className={`${classes.bar} not-printed`}>
          <PeriodButton days={{ from, to }} extent={extent} onChoose={choose} />
        </div>
      )}
      <Rated scores={data} />
      <Recommend scores={data} />
    </>
  )
}

/** Of those who said that it is solved: how satisfied, and how easy it was. */
function Rated({ scores }: { scores: ScoresFound }) {
  const t = useText()
  const format = useFormat()
  const { asked, response, satisfaction, satisfactionTrend, effort, effortTrend } = scores
  return (
    <section className={classes.section}>
      <h2>{t('score.rated_title')}</h2>
      <p className={classes.notice}>{t('score.survivors')}</p>
      {satisfaction.n === 0 ? (
        <Empty title={t('score.nobody')} icon={<IconMoodSmile size={28} stroke={1.5} />}>
          {t('score.nobody_why', { asked })}
        </Empty>
      ) : (
        <>
          <p className={classes.quiet}>{t('score.response', { words: shareWords(response, t, format) })}</p>
          <Figures scores={scores} />
          <div className={classes.columns}>
            <ScoreTrendChart
              title={t('score.satisfaction_trend')}
              description={t('score.trend_what', { changes: changesIn(satisfactionTrend) })}
              measured={t('score.satisfied')}
              range={{ low: 0, high: 1 }}
              show="share"
              {...satisfactionTrend}
            />
            <ScoreTrendChart
              title={t('score.effort_trend')}
              description={t('score.trend_what', { changes: changesIn(effortTrend) })}
              measured={t('score.ease')}
              range={{ low: 1, high: 7 }}
              show="score"
              note={t('score.effort_n', { count: effort.n })}
              {...effortTrend}
            />
          </div>
        </>
      )}
      <HowComputed
        parts={[t('score.how.satisfaction'), t('score.how.effort'), t('score.how.noise'), t('score.how.source')]}
      />
    </section>
  )
}

function Figures({ scores: { satisfaction, effort } }: { scores: ScoresFound }) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useSilentAddress()
  const decimal = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  return (
    <dl className={classes.numbers}>
      <div>
        <dt>{t('score.satisfied')}</dt>
        <dd>
          <span className={classes.figure}>{shareWords(satisfaction, t, format)}</span>
          <a href={hrefWith({ show: 'satisfied' })}>{t('score.open_satisfied', { count: satisfaction.count })}</a>{' '}
          <a href={hrefWith({ show: 'not_satisfied' })}>
            {t('score.open_not_satisfied', { count: satisfaction.n - satisfaction.count })}
          </a>
        </dd>
      </div>
      <div>
        <dt>{t('score.ease')}</dt>
        <dd>
          <span className={classes.figure}>
            {effort.mean === null || effort.interval === null || effort.tooFew
              ? t('chart.too_few', { n: effort.n })
              : t('score.mean_words', {
                  mean: decimal(effort.mean),
                  low: decimal(effort.interval.low),
                  high: decimal(effort.interval.high),
                  n: format.number(effort.n),
                })}
          </span>
          <a href={hrefWith({ show: 'hard' })}>{t('score.open_hard')}</a>
        </dd>
      </div>
    </dl>
  )
}

/** How many periods of a trend say that something changed. */
const changesIn = ({ points }: ScoresFound['satisfactionTrend']): number =>
  points.filter(({ signal }) => signal !== null).length
