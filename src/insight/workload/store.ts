import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { AlarmDetail, Capacity, Workload } from './contract.ts'
import type { Dealt } from './rules.ts'

/** What came and went on a day, by team; null: neither the complaint nor its owner has one. */
export type Flow = { team: string | null; day: string; arrived: number; closed: number; solved: number }
export type OpenFrom = { team: string | null; day: string; open: number }
export type After = { team: string | null; arrived: number; closed: number }
export type TeamRow = {
  id: string
  name: string
  capacity: (Capacity & { version: number; changedAt: string }) | null
}

const team = sql`coalesce(w.team_id, p.team_id)`
const counted = sql`workload_days w join people p on p.id = w.owner_id`

/** What came and went, day by day and team by team; days without either are left out. */
export async function flowsIn(db: Database | Tx, from: string, to: string): Promise<Flow[]> {
  const { rows } = await sql<Flow>`
    select ${team} as team, w.day, sum(w.arrived)::int as arrived, sum(w.closed)::int as closed, sum(w.solved)::int as solved
    from ${counted} where w.day between ${from}::date and ${to}::date group by 1, 2`.execute(db)
  return rows
}

/** What came and went after a day: that much less, and more, was open then. */
export async function flowsAfter(db: Database | Tx, day: string): Promise<After[]> {
  const { rows } = await sql<After>`
    select ${team} as team, sum(w.arrived)::int as arrived, sum(w.closed)::int as closed
    from ${counted} where w.day > ${day}::date group by 1`.execute(db)
  return rows
}

/** What is open now, by the day on which it came. */
export async function openNow(db: Database | Tx): Promise<OpenFrom[]> {
  const { rows } = await sql<OpenFrom>`
    select ${team} as team, w.day, sum(w.open)::int as open from ${counted} where w.open > 0 group by 1, 2`.execute(db)
  return rows
}

/** How many open ones are later than the customer was told, or a rule demands. */
export async function pastPromise(db: Database, teamId: string | null, now: Date): Promise<number> {
  const ofTeam = teamId === null ? sql`true` : sql`coalesce(c.team_id, p.team_id) = ${teamId}`
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from complaints c join people p on p.id = c.owner_id
    where c.closed_at is null and least(c.next_update_due, c.clock_due) < ${now} and ${ofTeam}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Hard and easy cases of each person in each month of the period. Ids go no further than the test of them. */
export async function dealtIn(db: Database, from: string, to: string): Promise<(Dealt & { team: string | null })[]> {
  const { rows } = await sql<Dealt & { team: string | null }>`
    select ${team} as team, w.owner_id as "ownerId", date_trunc('month', w.day)::date::text as month,
      sum(w.hard)::int as hard, sum(w.easy)::int as easy, sum(w.hard_back)::int as "hardBack", sum(w.easy_back)::int as "easyBack"
    from ${counted} where w.day between ${from}::date and ${to}::date
    group by 1, 2, 3 having sum(w.hard + w.easy + w.hard_back + w.easy_back) > 0`.execute(db)
  return rows
}

/** Every team with what it can do. */
export async function listTeams(db: Database | Tx): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select t.id, t.name, case when c.team_id is not null then json_build_object('people', c.people, 'hoursAWeek', c.hours_a_week,
      'minutesEach', c.minutes_each, 'minutesAre', c.minutes_are, 'mostGrowth', c.most_growth, 'version', c.version,
      'changedAt', to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as capacity
    from teams t left join team_capacities c on c.team_id = t.id order by t.name`.execute(db)
  return rows
}

/** How many days are still to be counted. */
export async function waitingDays(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from workload_waiting_days limit 100000) w`.execute(db)
  return rows[0]?.n ?? 0
}

/** Overloads that last, and those that touch the period; newest first. */
export async function alarmsIn(db: Database, from: string, to: string): Promise<Workload['alarms']> {
  const { rows } = await sql<{
    id: string
    teamId: string
    name: string
    kind: 'occupancy' | 'backlog'
    beganOn: string
    endedOn: string | null
    detail: AlarmDetail
  }>`
    select a.id, a.team_id as "teamId", t.name, a.kind, a.began_on as "beganOn", a.ended_on as "endedOn", a.detail
    from workload_alarms a join teams t on t.id = a.team_id
    where a.ended_on is null or (a.ended_on >= ${from}::date and a.began_on <= ${to}::date)
    order by a.began_on desc, t.name limit 50`.execute(db)
  return rows.map(({ teamId, name, detail, ...alarm }) => ({ ...alarm, ...detail, team: { id: teamId, name } }))
}
