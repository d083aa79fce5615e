import { sql } from 'kysely'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'

/** Days counted in one transaction: a busy day has some hundreds of complaints. */
const batch = 50
/** A change becomes visible when its transaction ends: what ended later than this after its time would be overlooked. */
const overlapMinutes = 2
/** Counting makes room for the rest of the server after so long. */
const turnMilliseconds = 1500

/**
 * Counts again the days on which something changed since the last time: by day, team and owner. May be called at any time and by
 * several processes at once; each day is counted by one of them.
 * @returns how many days were counted
 */
export async function countDays(db: Database, now: Date, isStopping: () => boolean = () => false): Promise<number> {
  await inTransaction(db, (tx) => markChanged(tx, now))
  const until = performance.now() + turnMilliseconds
  for (let counted = 0; ; ) {
    const step = isStopping() ? 0 : await inTransaction(db, countSome)
    counted += step
    if (step < batch || performance.now() > until) return counted
  }
}

/** Marks the days of what changed: the one it was received on, and each on which it was closed. */
async function markChanged(tx: Tx, now: Date): Promise<void> {
  const { rows } = await sql<{ until: Date | null }>`
    select changed_until as until from workload_cursor for update skip locked`.execute(tx)
  if (rows.length === 0) return
  const since = sql`coalesce(${rows[0]?.until ?? null}::timestamptz - make_interval(mins => ${overlapMinutes}), '-infinity')`
  await sql`
    with changed as (
      select id, received_at, coalesce(changed_at, recorded_at) as at from complaints
      where coalesce(changed_at, recorded_at) >= ${since}),
    days as (
      select (received_at at time zone 'UTC')::date as day from changed
      union select (k.closed_at at time zone 'UTC')::date from changed join closures k on k.complaint_id = changed.id),
    marked as (insert into workload_waiting_days select day from days order by day on conflict do nothing)
    update workload_cursor set changed_until = greatest(changed_until, ${now}::timestamptz)`.execute(tx)
}

async function countSome(tx: Tx): Promise<number> {
  const { rows } = await sql<{ day: string }>`
    delete from workload_waiting_days where day in (
      select day from workload_waiting_days order by day desc limit ${batch} for update skip locked)
    returning day`.execute(tx)
  const days = sql`unnest(${rows.map(({ day }) => day)}::date[])`
  await sql`delete from workload_days where day in (select ${days})`.execute(tx)
  await sql`
    insert into workload_days (day, team_id, owner_id, arrived, open, hard, easy, closed, solved, hard_back, easy_back)
    select d.day, team_id, owner_id, sum(arrived), sum(open), sum(hard), sum(easy), sum(closed), sum(solved), sum(hard_back),
      sum(easy_back)
    from (select day, day::timestamp at time zone 'UTC' as from, (day + 1)::timestamp at time zone 'UTC' as until
      from ${days} as given (day)) d,
    lateral (
      select c.team_id, c.owner_id, 1 as arrived, (c.closed_at is null)::int as open, coalesce(f.hard, false)::int as hard,
        coalesce(not f.hard, false)::int as easy, 0 as closed, 0 as solved, 0 as hard_back, 0 as easy_back
      from complaints c left join complaint_difficulties f on f.complaint_id = c.id
      where c.received_at >= d.from and c.received_at < d.until
      union all
      select c.team_id, c.owner_id, 0, 0, 0, 0, 1, (c.closure = 'solved')::int, 0, 0 from complaints c
      where c.closed_at >= d.from and c.closed_at < d.until
      union all
      select c.team_id, h.from_id, 0, 0, 0, 0, 0, 0, f.hard::int, (not f.hard)::int
      from complaints c join handovers h on h.complaint_id = c.id join complaint_difficulties f on f.complaint_id = c.id
      where c.received_at >= d.from and c.received_at < d.until and h.answer = 'accepted' and h.from_id is not null) counted
    group by 1, 2, 3`.execute(tx)
  return rows.length
}
