import { sql } from 'kysely'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { addPotholeEvent, lockPothole, type PotholeActor } from '../../potholes/record/store.ts'
import { type Silent } from './list.ts'

type Adding = { potholeId: string; listed: readonly Silent[]; rejected: number; actor: PotholeActor; now: Date }

/**
 * Adds customers who were hit and did not complain; who is on the list stays as they are.
 * @returns how many were added, were on it before, and of those added complained too
 * @throws Problem pothole_not_found
 */
export async function addAffected(
  db: Database,
  { potholeId, listed, rejected, actor, now }: Adding,
): Promise<{ added: number; known: number; complained: number }> {
  return inTransaction(db, async (tx) => {
    await lockPothole(tx, potholeId)
    const by = actor.kind === 'person' ? actor.id : null
    const known = new Set(await knownAddresses(tx, potholeId))
    const fresh = listed.filter(({ email }) => !known.has(email))
    const rows = fresh.map((each) => ({ id: newId(), pothole_id: potholeId, ...each, listed_at: now, listed_by: by }))
    await insertRows(tx, 'silent_affected', rows)
    const detail = { count: fresh.length, rejected }
    await addPotholeEvent(tx, potholeId, { kind: 'affected_listed', at: now, actor, detail })
    const complained = await whoComplained(
      tx,
      potholeId,
      fresh.map(({ email }) => email),
    )
    return { added: fresh.length, known: listed.length - fresh.length, complained }
  })
}

async function knownAddresses(tx: Tx, potholeId: string): Promise<string[]> {
  const { rows } = await sql<{
    email: string
  }>`select email from silent_affected where pothole_id = ${potholeId}`.execute(tx)
  return rows.map(({ email }) => email)
}

async function whoComplained(tx: Tx, potholeId: string, addresses: string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct a.customer_id)::int as n from customer_addresses a join complaints c on c.customer_id = a.customer_id
    where a.kind = 'email' and a.address = any (${addresses}::text[]) and c.pothole_id = ${potholeId}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Takes those off the list whom nobody has told anything. @returns how many @throws Problem pothole_not_found */
export async function removeAffected(
  db: Database,
  potholeId: string,
  { actor, now }: { actor: PotholeActor; now: Date },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockPothole(tx, potholeId)
    const { numAffectedRows } = await sql`
      delete from silent_affected s where s.pothole_id = ${potholeId}
        and not exists (select 1 from told t where t.listed_id = s.id)
        and not exists (select 1 from told_letters l where l.listed_id = s.id)`.execute(tx)
    const people = Number(numAffectedRows)
    await addPotholeEvent(tx, potholeId, { kind: 'affected_unlisted', at: now, actor, detail: { count: people } })
    return people
  })
}
