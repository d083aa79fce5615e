import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { CapacityForm } from './CapacityForm.tsx'
import { listOf } from './lists.ts'
import type { Report } from './WorkloadPage.tsx'
import classes from './WorkloadPage.module.css'

export type Team = Report['teams'][number]

/** How full each team is, and what would bring it back to where people can do their work well. */
export function TeamsSection({ report: { teams, period } }: { report: Report }) {
  const t = useText()
  const may = useMay()
  const [editing, setEditing] = useState<string | null>(null)
  const edited = teams.find(({ id }) => id === editing)
  const mayState = may('storeTeamCapacity')
  return (
    <section className={classes.section}>
      <h2>{t('workload.teams.title')}</h2>
      <p className={classes.quiet}>{t('workload.teams.text')}</p>
      <div className={classes.wide}>
        <table className={classes.table} aria-label={t('workload.teams.title')}>
          <thead>
            <tr>
              {(['team', 'arrived', 'closed', 'open', 'occupancy', 'relief'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`workload.teams.${column}`)}
                </th>
              ))}
              {mayState && <th scope="col">{t('workload.teams.capacity')}</th>}
            </tr>
          </thead>
          <tbody>
            {teams.map((team) => (
              <tr key={team.id ?? 'none'}>
                <th scope="row">{team.name ?? t('workload.teams.none')}</th>
                <Counts team={team} period={period} />
                <td>
                  <Full team={team} />
                </td>
                <td>
                  <Relief team={team} />
                </td>
                {mayState && (
                  <td>
                    {team.id && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={`${t(team.capacity ? 'workload.capacity.change' : 'workload.capacity.state')}: ${t('workload.capacity.state_of', { team: team.name ?? '' })}`}
                        onClick={() => setEditing(team.id)}
                      >
                        {t(team.capacity ? 'workload.capacity.change' : 'workload.capacity.state')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {edited && <CapacityForm key={edited.id} team={edited} onDone={() => setEditing(null)} />}
      <HowComputed
        parts={[t('workload.how.occupancy'), t('workload.how.congestion'), t('workload.how.occupancy_source')]}
      />
    </section>
  )
}

function Counts({ team: { id, arrived, closed, backlog }, period }: { team: Team; period: Report['period'] }) {
  const format = useFormat()
  const team = id ?? 'none'
  return (
    <>
      <td>
        <a href={listOf({ ...period, team })}>{format.number(arrived)}</a>
      </td>
      <td>
        <a href={listOf({ closedFrom: period.from, closedTo: period.to, team })}>{format.number(closed)}</a>
      </td>
      <td>{format.number(backlog)}</td>
    </>
  )
}

/** Unknown is said, and never looks like an empty day. */
function Full({ team: { occupancy, capacity } }: { team: Team }) {
  const t = useText()
  const format = useFormat()
  if (!occupancy) return t('workload.teams.unknown')
  return (
    <>
      {`${format.share(occupancy.share)} (${format.shareInterval(occupancy.low, occupancy.high)})`}
      <small>
        {occupancy.congestion === null
          ? t('workload.teams.endless')
          : t('workload.teams.congestion', {
              times: format.number(occupancy.congestion, { maximumFractionDigits: 1 }),
            })}
      </small>
      {capacity && (
        <small>
          {t(`workload.capacity.said.${capacity.minutesAre}`, {
            people: format.number(capacity.people),
            hours: format.number(capacity.hoursAWeek),
            minutes: format.number(capacity.minutesEach),
          })}
        </small>
      )}
    </>
  )
}

function Relief({ team: { occupancy } }: { team: Team }) {
  const t = useText()
  const format = useFormat()
  if (!occupancy) return null
  if (!occupancy.relief) return t('workload.teams.fits')
  const one = { maximumFractionDigits: 1 }
  const { people, hours, complaintsAWeek } = occupancy.relief
  return t('workload.alarms.relief', {
    people: format.number(people, one),
    hours: format.number(hours, one),
    complaints: format.number(complaintsAWeek, one),
  })
}
