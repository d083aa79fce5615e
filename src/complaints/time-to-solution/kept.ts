import { sql } from 'kysely'
import { type Database, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { monthOf } from '../counts.ts'
import type { Fate } from './rules.ts'

/** A complaint that is closed, or was until now. */
export type Ended = { receivedAt: Date; closedAt: Date | null; closure: string | null }
/** So many complaints that ended in the same way after the same number of hours. */
export type EndedTally = { hours: number; fate: Exclude<Fate, 'open'> | 'merged'; complaints: number }

const perHour = 3_600_000

/** How long it took in whole hours, begun ones counted, as SQL on complaints `c`: the same as `hoursOf`. */
export const hoursOfClosed = sql`greatest(0, ceil(date_part('epoch', c.closed_at - c.received_at) / 3600))::int`
export const fateOfClosed = sql`case when c.closure in ('solved', 'merged') then c.closure else 'otherwise' end`

const hoursOf = (receivedAt: Date, closedAt: Date): number =>
  Math.max(0, Math.ceil((closedAt.getTime() - receivedAt.getTime()) / perHour))
const fateOf = (closure: string | null): string =>
  closure === 'solved' || closure === 'merged' ? closure : 'otherwise'

/**
 * Notes in the transaction that closes complaints, or opens them again, how long they took: open ones among them are left out.
 * @param ended what they are when closed
 * @param sign 1: they are closed now; -1: they were
 */
export async function countEnded(tx: Tx, ended: readonly Ended[], sign: 1 | -1): Promise<void> {
  const tallies = new Map<string, { month: string; hours: number; fate: string; delta: number }>()
  for (const { receivedAt, closedAt, closure } of ended) {
    if (!closedAt) continue
    const cell = { month: monthOf(receivedAt), hours: hoursOf(receivedAt, closedAt), fate: fateOf(closure) }
    const key = Object.values(cell).join(' ')
    const known = tallies.get(key)
    if (known) known.delta += sign
    else tallies.set(key, { ...cell, delta: sign })
  }
  await insertRows(
    tx,
    'closing_hours_outbox',
    [...tallies.values()].map((row) => ({ id: newId(), ...row })),
  )
}

/** Adds what waits to what is kept. Safe in several processes. @returns how many rows were added */
export async function drainEnded(db: Database): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    with taken as (
      delete from closing_hours_outbox where id in (select id from closing_hours_outbox limit 20000 for update skip locked)
      returning month, hours, fate, delta),
    added as (
      insert into closing_hours as held (month, hours, fate, n)
      select month, hours, fate, sum(delta) from taken group by 1, 2, 3 having sum(delta) <> 0 order by 1, 2, 3
      on conflict (month, hours, fate) do update set n = held.n + excluded.n)
    select count(*) as moved from taken`.execute(db)
  return rows[0]?.moved ?? 0
}

/**
 * How long all closed complaints took, counted where it is kept and not complaint by complaint.
 * @param since only those received since; null: all
 */
export async function keptEnds(db: Database, since: Date | null): Promise<EndedTally[]> {
  // Of the month in which the time begins only a part counts.
  const whole = since && new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth() + 1, 1))
  const months = whole ? sql`month >= ${monthOf(whole)}::date` : sql`true`
  const begun =
    since &&
    sql`union all select ${hoursOfClosed}, ${fateOfClosed}, count(*)
      from complaints c where c.closed_at is not null and c.received_at >= ${since} and c.received_at < ${whole} group by 1, 2`
  const { rows } = await sql<EndedTally>`
    select hours, fate, sum(n)::int as complaints from (
      select hours, fate, n from closing_hours where ${months}
      union all select hours, fate, delta from closing_hours_outbox where ${months}
      ${begun ?? sql``}) ended
    group by 1, 2 having sum(n) > 0`.execute(db)
  return rows
}
