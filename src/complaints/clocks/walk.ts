import { sql } from 'kysely'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { activeRegimes, readTimed, recomputeClocks } from './store.ts'

/** So many open complaints are locked and worked out together. */
const batch = 300

type Walk = { wanted: number; done: number; walking: number | null; after_id: string | null }

/** Asks that the clocks of all open complaints be worked out anew; part of the transaction that changes a rule. */
export async function wantWalk(db: Database | Tx): Promise<void> {
  await sql`update clock_walk set wanted = wanted + 1`.execute(db)
}

/**
 * Works out the clocks of all open complaints anew when that was asked for, a few hundred in a transaction. It goes on where it
 * was when the server ended, begins again when a rule changes meanwhile, and of several processes one walks at a time.
 * @param isStopping whether to leave the rest for later
 * @returns how many complaints were looked at
 */
export async function walkClocks(db: Database, isStopping: () => boolean = () => false): Promise<number> {
  for (let seen = 0; ; ) {
    const step = isStopping() ? 0 : await inTransaction(db, walkOn)
    if (step === 0) return seen
    seen += step
  }
}

async function walkOn(tx: Tx): Promise<number> {
  const { rows } = await sql<Walk>`
    select wanted, done, walking, after_id from clock_walk where done <> wanted for update skip locked`.execute(tx)
  const walk = rows[0]
  if (!walk) return 0
  const isNew = walk.walking !== walk.wanted
  const after = isNew ? null : walk.after_id
  // An open complaint of the future needs no walk: it is stored with its clocks.
  const { rows: next } = await sql<{ id: string }>`
    select id from complaints c where closed_at is null and ${after === null ? sql`true` : sql`id > ${after}`}
    order by id limit ${batch} for no key update`.execute(tx)
  const ids = next.map(({ id }) => id)
  await recomputeClocks(tx, await readTimed(tx, sql`c.id = any (${ids}::uuid[])`), await activeRegimes(tx))
  const last = ids.at(-1)
  await (ids.length < batch || last === undefined
    ? sql`update clock_walk set done = ${walk.wanted}, walking = null, after_id = null, checked = 0`
    : sql`update clock_walk set walking = ${walk.wanted}, after_id = ${last},
        checked = case when ${isNew} then 0 else checked end + ${ids.length}`
  ).execute(tx)
  return ids.length
}

/** How far the walk has come, or null when every clock is as the rules want it. Counting the open stops at 100,000. */
export async function walkNow(db: Database): Promise<{ checked: number; open: number } | null> {
  const { rows } = await sql<{ checked: number; open: number }>`
    select case when walking = wanted then checked else 0 end as checked,
      (select count(*) from (select 1 from complaints where closed_at is null limit 100000) o) as open
    from clock_walk where done <> wanted`.execute(db)
  return rows[0] ?? null
}
