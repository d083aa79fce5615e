import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { listOf } from './lists.ts'
import type { Report } from './WorkloadPage.tsx'
import classes from './WorkloadPage.module.css'

type Share = Report['ageing']['pastPromise']

/** How long what is open today has waited. Those who wait longest are not hidden in an average. */
export function AgeingSection({ report: { ageing, team } }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const days = (value: number | null) =>
    value === null ? t('chart.too_few_short') : t('workload.days', { days: format.number(value) })
  return (
    <section className={classes.section}>
      <h2>{t('workload.ageing.title')}</h2>
      <p className={classes.quiet}>{t('workload.ageing.text', { date: format.date(`${ageing.today}T12:00:00`) })}</p>
      {ageing.open === 0 ? (
        <p>{t('workload.ageing.none')}</p>
      ) : (
        <>
          <dl className={classes.numbers}>
            <div>
              <dt>{t('workload.ageing.open')}</dt>
              <dd>
                <a href={listOf({ state: 'open', team })}>{format.number(ageing.open)}</a>
              </dd>
            </div>
            <div>
              <dt>{t('workload.ageing.half')}</dt>
              <dd>{days(ageing.half)}</dd>
            </div>
            <div>
              <dt>{t('workload.ageing.ninth')}</dt>
              <dd>{days(ageing.ninth)}</dd>
            </div>
            <div>
              <dt>{t('workload.ageing.oldest')}</dt>
              <dd>
                <a href={listOf({ state: 'open', sort: 'oldest', team })}>{days(ageing.oldest)}</a>
              </dd>
            </div>
            <div>
              <dt>{t('workload.ageing.past_promise')}</dt>
              <dd>
                <a href={listOf({ overdue: 'true', team })}>{format.number(ageing.pastPromise.count)}</a>
                <small>
                  <ShareWords share={ageing.pastPromise} />
                </small>
              </dd>
            </div>
          </dl>
          <div className={classes.wide}>
            <table className={classes.table} aria-label={t('workload.ageing.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('workload.ageing.age')}</th>
                  <th scope="col">{t('workload.ageing.open')}</th>
                  <th scope="col">{t('workload.ageing.share')}</th>
                </tr>
              </thead>
              <tbody>
                {ageing.bands.map(({ from, to, share, receivedFrom, receivedTo }) => (
                  <tr key={from}>
                    <th scope="row">
                      {to === null ? t('time.waiting.over', { from }) : t('time.waiting.between', { from, to })}
                    </th>
                    <td>
                      <a href={listOf({ state: 'open', from: receivedFrom, to: receivedTo, team })}>
                        {format.number(share.count)}
                      </a>
                    </td>
                    <td>
                      <ShareWords share={share} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <HowComputed parts={[t('workload.how.ageing'), t('workload.how.past_promise'), t('workload.how.wilson')]} />
    </section>
  )
}

function ShareWords({ share: { share, interval, tooFew } }: { share: Share }) {
  const t = useText()
  const format = useFormat()
  if (share === null || !interval) return t('chart.unknown')
  if (tooFew) return t('chart.too_few_short')
  return `${format.share(share)} (${format.shareInterval(interval.low, interval.high)})`
}
