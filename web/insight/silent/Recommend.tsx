import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ScoreTrendChart } from '../../ui/charts/ScoreTrendChart.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { useSilentAddress } from './address.ts'
import { shareWords } from './figures.ts'
import classes from './SilentPage.module.css'
import { Wide } from '../../ui/Wide.tsx'

type ScoresFound = AnswerOf<'readScores'>

/** The net promoter score of each survey that asked for it; the sample is of all customers, not of those who closed a case. */
export function Recommend({ scores: { recommend, recommendTrend } }: { scores: ScoresFound }) {
  const t = useText()
  const changes = recommendTrend.points.filter(({ signal }) => signal !== null).length
  return (
    <section className={classes.section}>
      <h2>{t('score.recommend')}</h2>
      {recommend.length === 0 ? <p>{t('score.recommend_none')}</p> : <RecommendTable recommend={recommend} />}
      {recommend.length > 1 && (
        <ScoreTrendChart
          title={t('score.recommend_trend')}
          description={t('score.trend_what', { changes })}
          measured={t('score.nps')}
          range={{ low: -100, high: 100 }}
          show="score"
          headingLevel={3}
          {...recommendTrend}
        />
      )}
      <HowComputed parts={[t('score.how.nps'), t('score.how.nps_trend'), t('score.how.nps_source')]} />
    </section>
  )
}

function RecommendTable({ recommend }: Pick<ScoresFound, 'recommend'>) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useSilentAddress()
  const points = (value: number) => format.number(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  return (
    <Wide label={t('score.recommend')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('survey.name')}</th>
            <th scope="col">{t('score.nps')}</th>
            <th scope="col">{t('score.plain')}</th>
            <th scope="col">{t('score.promoters')}</th>
            <th scope="col">{t('score.detractors')}</th>
            <th scope="col">{t('score.response_rate')}</th>
          </tr>
        </thead>
        <tbody>
          {recommend.map(({ surveyId, name, n, score, tooFew, promoters, detractors, response }) => (
            <tr key={surveyId}>
              <th scope="row">{name}</th>
              <td>
                {score === null || tooFew
                  ? t('chart.too_few', { n })
                  : t('score.mean_words', {
                      mean: points(score.score),
                      low: points(score.low),
                      high: points(score.high),
                      n: format.number(n),
                    })}
              </td>
              <td>
                {score && !tooFew
                  ? `${points(score.plain.score)} (${points(score.plain.low)} … ${points(score.plain.high)})`
                  : ''}
              </td>
              <td>
                <a href={hrefWith({ show: 'promoters', survey: surveyId })}>{format.number(promoters)}</a>
              </td>
              <td>
                <a href={hrefWith({ show: 'detractors', survey: surveyId })}>{format.number(detractors)}</a>
              </td>
              <td>{shareWords(response, t, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
