import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { occupancy } from '../../stats/index.ts'
import type { AlarmDetail } from './contract.ts'
import { addDays, dayOf, daysBetween } from './days.ts'
import { daysOver, overloadDays, reliefFor } from './rules.ts'
import { flowsIn, listTeams, type TeamRow } from './store.ts'

const lookBack = 35
const fourWeeks = 28

type Found = { kind: 'occupancy' | 'backlog'; isOver: boolean; beganOn: string }
type Watched = TeamRow & { capacity: NonNullable<TeamRow['capacity']> }

/**
 * Looks once a day, when the days before are counted, whether a team has had too much: above 90 % of its time on three days in a row or more,
 * or a backlog that grew by more in a week than stated. Its managers are told once of each overload, however long it lasts.
 * @returns how many overloads were raised
 */
export async function watchOverload(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const last = addDays(dayOf(now), -1)
    const { rows } = await sql`
      select 1 from workload_cursor where coalesce(watched_on, '-infinity') < ${last}::date
        and not exists (select 1 from workload_waiting_days where day <= ${last}::date) for update skip locked`.execute(
      tx,
    )
    if (rows.length === 0) return 0
    const teams = (await listTeams(tx)).filter((team): team is Watched => team.capacity !== null)
    const flows = await flowsIn(tx, addDays(last, 1 - lookBack), last)
    let raised = 0
    for (const team of teams) {
      const own = flows.filter((each) => each.team === team.id)
      const [arrived, closed] = [byDay(own, last, 'arrived'), byDay(own, last, 'closed')]
      const growth = week(arrived) - week(closed)
      for (const found of judge(team, { arrived, growth, last }))
        raised += await keep(tx, team, found, { arrived, growth, last, now })
    }
    await sql`update workload_cursor set watched_on = ${last}`.execute(tx)
    return raised
  })
}

function byDay(flows: { day: string; arrived: number; closed: number }[], last: string, of: 'arrived' | 'closed') {
  const counts = Array.from({ length: lookBack }, () => 0)
  for (const each of flows) counts[lookBack - 1 - daysBetween(each.day, last)] = each[of]
  return counts
}

const week = (counts: readonly number[]): number => counts.slice(-7).reduce((sum, count) => sum + count, 0)

function judge(
  { capacity }: Watched,
  { arrived, growth, last }: { arrived: number[]; growth: number; last: string },
): Found[] {
  const days = daysOver(arrived, capacity)
  return [
    { kind: 'occupancy', isOver: days >= overloadDays, beganOn: addDays(last, 1 - Math.max(1, days)) },
    {
      kind: 'backlog',
      isOver: capacity.mostGrowth !== null && growth > capacity.mostGrowth,
      beganOn: addDays(last, -6),
    },
  ]
}

type Facts = { arrived: number[]; growth: number; last: string; now: Date }

/** Begins an overload that was not there, ends one that is over, leaves one that lasts. @returns 1 when it began */
async function keep(tx: Tx, team: Watched, { kind, isOver, beganOn }: Found, facts: Facts): Promise<number> {
  if (!isOver) {
    await sql`
      update workload_alarms set ended_on = greatest(began_on, ${facts.last}::date)
      where team_id = ${team.id} and kind = ${kind} and ended_on is null`.execute(tx)
    return 0
  }
  const { rows: lasts } = await sql`
    select 1 from workload_alarms where team_id = ${team.id} and kind = ${kind} and ended_on is null`.execute(tx)
  if (lasts.length > 0) return 0
  const detail = await detailOf(tx, team, facts)
  const { rows } = await sql<{ id: string }>`
    insert into workload_alarms (id, team_id, kind, began_on, raised_at, detail)
    values (${newId()}, ${team.id}, ${kind}, ${beganOn}, ${facts.now}, ${JSON.stringify(detail)}::jsonb)
    on conflict do nothing returning id`.execute(tx)
  if (!rows[0]) return 0
  const told = { team: team.name, alarm_id: rows[0].id, team_id: team.id }
  const personIds = await managersOf(tx, team.id)
  await notify(tx, { personIds, kind: `overload_${kind}`, complaintId: null, detail: told, now: facts.now })
  return 1
}

async function detailOf(tx: Tx, { id, capacity }: Watched, { arrived, growth, last }: Facts): Promise<AlarmDetail> {
  const minutesThere = capacity.people * capacity.hoursAWeek * 60
  return {
    occupancy: occupancy({ arrivals: week(arrived), minutesEach: capacity.minutesEach, minutesThere }),
    days: daysOver(arrived, capacity),
    growth,
    allowed: capacity.mostGrowth,
    relief: reliefFor(week(arrived), capacity),
    rule: await ruleOf(tx, id, last),
    spot: await spotOf(tx, id, last),
  }
}

/** The managers of the team and its lead; where it has none, every manager. */
async function managersOf(tx: Tx, teamId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; isOwn: boolean }>`
    select p.id, (p.team_id is not distinct from ${teamId} or t.lead_id is not distinct from p.id) as "isOwn"
    from people p join teams t on t.id = ${teamId} where p.active and (p.role = 'manager' or p.id = t.lead_id)`.execute(
    tx,
  )
  const own = rows.filter(({ isOwn }) => isOwn)
  return (own.length > 0 ? own : rows).map(({ id }) => id)
}

const received = (teamId: string, last: string, weeks: number) => sql`
  complaints c join people p on p.id = c.owner_id
  where coalesce(c.team_id, p.team_id) = ${teamId} and c.received_at >= (${last}::date - ${weeks * 7 - 1}::int)::timestamp at time zone 'UTC'
    and c.received_at < (${last}::date + 1)::timestamp at time zone 'UTC'`

/** The routing rule by which most came to the team: the first event of a complaint says which it was. */
async function ruleOf(tx: Tx, teamId: string, last: string): Promise<AlarmDetail['rule']> {
  const { rows } = await sql<NonNullable<AlarmDetail['rule']>>`
    with came as (select c.id from ${received(teamId, last, 4)})
    select r.id, r.name, count(*)::int as complaints from came
    join complaint_events e on e.complaint_id = came.id and e.seq = 1
    join routing_rules r on r.id = (e.detail ->> 'rule_id')::uuid
    group by 1, 2 order by 3 desc, 2 limit 1`.execute(tx)
  return rows[0] ?? null
}

/** What grew most: the issue with the largest surplus over the four weeks before. */
async function spotOf(tx: Tx, teamId: string, last: string): Promise<AlarmDetail['spot']> {
  const { rows } = await sql<NonNullable<AlarmDetail['spot']>>`
    with came as (
      select c.issue_id, (c.received_at at time zone 'UTC')::date > ${last}::date - ${fourWeeks}::int as is_late
      from ${received(teamId, last, 8)} and c.issue_id is not null)
    select i.id as "issueId", i.name, count(*) filter (where is_late)::int as complaints,
      count(*) filter (where not is_late)::int as before
    from came join issues i on i.id = came.issue_id group by 1, 2
    having count(*) filter (where is_late) >= 5 and count(*) filter (where is_late) > count(*) filter (where not is_late)
    order by count(*) filter (where is_late) - count(*) filter (where not is_late) desc, i.name limit 1`.execute(tx)
  return rows[0] ?? null
}
