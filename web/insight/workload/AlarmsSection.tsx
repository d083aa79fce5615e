import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { listOf } from './lists.ts'
import type { Report } from './WorkloadPage.tsx'
import classes from './WorkloadPage.module.css'

type Alarm = Report['alarms'][number]

/** Which teams have too much, and what would relieve them. */
export function AlarmsSection({ alarms, period }: { alarms: Alarm[]; period: Report['period'] }) {
  const t = useText()
  if (alarms.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t('workload.alarms.title')}</h2>
      {alarms.map((alarm) => (
        <Overload key={alarm.id} alarm={alarm} period={period} />
      ))}
      <HowComputed parts={[t('workload.how.alarms'), t('workload.how.alarms_source')]} />
    </section>
  )
}

function Overload({ alarm, period }: { alarm: Alarm; period: Report['period'] }) {
  const t = useText()
  const format = useFormat()
  const { team, kind, beganOn, endedOn, occupancy, growth, allowed, relief, rule, spot } = alarm
  const date = (day: string) => format.date(`${day}T12:00:00`)
  const one = { maximumFractionDigits: 1 }
  return (
    <article className={classes.alarm} data-over={endedOn !== null}>
      <p>
        <strong>
          {kind === 'occupancy'
            ? t('workload.alarms.occupancy', { team: team.name, share: format.share(occupancy ?? 0) })
            : t('workload.alarms.backlog', { team: team.name, growth: growth ?? 0, allowed: allowed ?? 0 })}
        </strong>{' '}
        {endedOn === null
          ? t('workload.alarms.since', { date: date(beganOn) })
          : t('workload.alarms.until', { from: date(beganOn), to: date(endedOn) })}
      </p>
      <ul>
        {relief && (
          <li>
            {t('workload.alarms.relief', {
              people: format.number(relief.people, one),
              hours: format.number(relief.hours, one),
              complaints: format.number(relief.complaintsAWeek, one),
            })}
          </li>
        )}
        {rule && <li>{t('workload.alarms.rule', { rule: rule.name, count: rule.complaints })}</li>}
        {spot && (
          <li>
            <a href={listOf({ issue: spot.issueId, team: team.id, from: period.from, to: period.to })}>
              {t('workload.alarms.spot', { issue: spot.name, count: spot.complaints, before: spot.before })}
            </a>
          </li>
        )}
      </ul>
    </article>
  )
}
