import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { ensureRule } from '../counting/count.ts'
import { personIn } from '../whys/person.ts'
import type { PotholeGiven } from './contract.ts'
import { missingForRepaired, type ProgressKind } from './rules.ts'

/** Who did it: a person, a key of the API, or a job of ours. */
export type PotholeActor = { kind: 'person' | 'key' | 'system'; id: string | null }
type Detail = Record<string, string | number | boolean | null>

export type LockedPothole = {
  id: string
  name: string
  ownerId: string
  ruleId: string | null
  understoodAt: Date | null
  agreedAt: Date | null
  liveAt: Date | null
  provenAt: Date | null
  toldAt: Date | null
  closedAt: Date | null
  closing: 'repaired' | 'not_repaired' | 'merged' | null
  version: number
}

/**
 * Locks a pothole for a change. @param ifMatch  the version the change is based on, when it was said
 * @throws Problem pothole_not_found, stale
 */
export async function lockPothole(tx: Tx, id: string, ifMatch: IfMatch = null): Promise<LockedPothole> {
  const { rows } = await sql<LockedPothole>`
    select id, name, owner_id as "ownerId", rule_id as "ruleId", understood_at as "understoodAt", agreed_at as "agreedAt",
      live_at as "liveAt", proven_at as "provenAt", told_at as "toldAt", closed_at as "closedAt", closing, version
    from potholes where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', 'pothole_not_found')
  requireVersion(ifMatch, rows[0].version)
  return rows[0]
}

/** The same of one that is still open. @throws Problem pothole_not_found, stale, pothole_closed */
export async function lockOpenPothole(tx: Tx, id: string, ifMatch: IfMatch = null): Promise<LockedPothole> {
  const pothole = await lockPothole(tx, id, ifMatch)
  if (pothole.closedAt) throw new Problem('conflict', 'pothole_closed')
  return pothole
}

type Happened = { kind: string; at: Date; actor: PotholeActor; detail?: Detail }

/** Writes down what happened to a locked pothole and moves its version on; part of the transaction that did it. */
export async function addPotholeEvent(tx: Tx, id: string, { kind, at, actor, detail = {} }: Happened): Promise<void> {
  await sql`
    insert into pothole_events (pothole_id, seq, at, kind, actor_kind, actor_id, detail)
    select ${id}, coalesce(max(seq), 0) + 1, ${at}, ${kind}, ${actor.kind}, ${actor.id}, ${JSON.stringify(detail)}
    from pothole_events where pothole_id = ${id}`.execute(tx)
  await sql`update potholes set version = version + 1 where id = ${id}`.execute(tx)
}

/** Opens a pothole and tells its owner. @returns its id @throws Problem pothole_owner, person_named */
export async function openPothole(
  tx: Tx,
  given: PotholeGiven,
  { actor, now }: { actor: PotholeActor; now: Date },
): Promise<string> {
  await requireManager(tx, given.ownerId)
  await requireNobodyNamed(tx, given)
  const id = newId()
  const ruleId = given.rule ? await ensureRule(tx, given.rule) : null
  await sql`
    insert into potholes (id, name, statement, owner_id, opened_at, opened_by, origin, origin_ref, due_on, rule_id, harm, harm_note,
      loss_each, currency)
    values (${id}, ${given.name}, ${given.statement}, ${given.ownerId}, ${now}, ${actor.kind === 'person' ? actor.id : null},
      ${given.origin ?? 'hand'}, ${given.originRef ?? null}, ${given.dueOn}, ${ruleId}, ${given.harm ?? []}, ${given.harmNote ?? null},
      ${given.loss?.each ?? null}, ${given.loss?.currency ?? null})`.execute(tx)
  await addPotholeEvent(tx, id, { kind: 'opened', at: now, actor, detail: { origin: given.origin ?? 'hand' } })
  await tellOwner(tx, { id, ...given }, { kind: 'pothole_yours', actor, now })
  return id
}

type Owned = { id: string; name: string; ownerId: string }
type Told = { kind: 'pothole_yours' | 'pothole_came_back'; actor: PotholeActor; now: Date }

async function tellOwner(tx: Tx, { id, name, ownerId }: Owned, { kind, actor, now }: Told): Promise<void> {
  const detail = { pothole_id: id, pothole: name, ...(actor.kind === 'person' && { by_id: actor.id }) }
  await notify(tx, { personIds: [ownerId], kind, complaintId: null, detail, now })
}

/** @throws Problem person_named: a person is no cause here, unless whoever writes says that the word is no name here */
async function requireNobodyNamed(
  tx: Tx,
  { statement, nobodyNamed }: Partial<Pick<PotholeGiven, 'statement' | 'nobodyNamed'>>,
): Promise<void> {
  if (statement === undefined || nobodyNamed) return
  const { rows } = await sql<{ name: string }>`select name from people`.execute(tx)
  const found = personIn(
    statement,
    rows.map(({ name }) => name),
  ).filter(({ kind }) => kind === 'name')
  if (found.length === 0) return
  const words = found.map((each) => each.words).join(', ')
  throw new Problem(
    'unprocessable',
    'person_named',
    { words },
    { fields: [{ field: 'statement', message: 'person_named' }] },
  )
}

/** @throws Problem pothole_owner: only who can decide a change of the service answers for a pothole */
async function requireManager(tx: Tx, personId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from people where id = ${personId} and active and role in ('manager', 'executive')`.execute(tx)
  if (rows.length === 0)
    throw new Problem(
      'unprocessable',
      'pothole_owner',
      {},
      { fields: [{ field: 'ownerId', message: 'pothole_owner' }] },
    )
}

type Change = Partial<Omit<PotholeGiven, 'origin' | 'originRef' | 'complaints'>>

/**
 * Changes what is said of an open pothole; a new owner is told.
 * @throws Problem pothole_not_found, stale, pothole_closed, pothole_owner, person_named
 */
export async function changePothole(
  tx: Tx,
  id: string,
  change: Change,
  { actor, now, ifMatch }: { actor: PotholeActor; now: Date; ifMatch: IfMatch },
): Promise<void> {
  const pothole = await lockOpenPothole(tx, id, ifMatch)
  const isHandedOn = change.ownerId !== undefined && change.ownerId !== pothole.ownerId
  if (change.ownerId && isHandedOn) await requireManager(tx, change.ownerId)
  await requireNobodyNamed(tx, change)
  const sets = await columnsOf(tx, change)
  if (sets.length === 0) return
  await sql`update potholes set ${sql.join(sets)} where id = ${id}`.execute(tx)
  const changed = Object.keys(change)
    .filter((key) => key !== 'nobodyNamed')
    .join(' ')
  await addPotholeEvent(tx, id, {
    kind: 'changed',
    at: now,
    actor,
    detail: { changed, ...(isHandedOn && { owner_id: change.ownerId ?? null }) },
  })
  const owned = { id, name: change.name ?? pothole.name, ownerId: change.ownerId ?? pothole.ownerId }
  if (isHandedOn) await tellOwner(tx, owned, { kind: 'pothole_yours', actor, now })
}

/** What is set in the row of a pothole; what is not given stays as it is. */
async function columnsOf(tx: Tx, change: Change) {
  const { name, statement, ownerId, dueOn, rule, harm, harmNote, loss } = change
  const plain = { name, statement, owner_id: ownerId, due_on: dueOn, harm, harm_note: harmNote }
  const given = Object.entries(plain).filter(([, value]) => value !== undefined)
  return [
    ...given.map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    ...(rule === undefined ? [] : [sql`rule_id = ${rule && (await ensureRule(tx, rule))}`]),
    ...(loss === undefined ? [] : [sql`loss_each = ${loss?.each ?? null}, currency = ${loss?.currency ?? null}`]),
  ]
}

type Progress = { what: ProgressKind; at: Date | null; now: Date; actor: PotholeActor; detail?: Detail }

/**
 * Says that a locked pothole has come to a step, or (`at` null) that this was undone; part of the transaction that did it.
 * Nothing happens when it was so already.
 */
export async function noteProgress(
  tx: Tx,
  pothole: LockedPothole,
  { what, at, now, actor, detail }: Progress,
): Promise<void> {
  if ((pothole[`${what}At`] === null) === (at === null)) return
  await sql`update potholes set ${sql.ref(`${what}_at`)} = ${at} where id = ${pothole.id}`.execute(tx)
  await addPotholeEvent(tx, pothole.id, { kind: at ? what : `not_${what}`, at: now, actor, detail })
}

type Closing = { closing: 'repaired' } | { closing: 'not_repaired'; reason: string }
type Closer = { person: { id: string; role: string } | null; now: Date; ifMatch: IfMatch }

const notYet = { proven: 'pothole_not_proven', told: 'pothole_not_told' } as const

/**
 * Closes a pothole: repaired, when a fix is proven and the affected were told; or not to be repaired, signed by a manager.
 * @throws Problem pothole_not_found, stale, pothole_closed, pothole_not_proven, pothole_not_told, manager_signs
 */
export async function closePothole(
  tx: Tx,
  id: string,
  closing: Closing,
  { person, now, ifMatch }: Closer,
): Promise<void> {
  const pothole = await lockOpenPothole(tx, id, ifMatch)
  const [missing] = closing.closing === 'repaired' ? missingForRepaired(pothole) : []
  if (missing) throw new Problem('conflict', notYet[missing])
  if (person?.role !== 'manager' && person?.role !== 'executive') throw new Problem('forbidden', 'manager_signs')
  const reason = closing.closing === 'not_repaired' ? closing.reason : null
  await sql`
    update potholes set closed_at = ${now}, closing = ${closing.closing}, closing_reason = ${reason}, closed_by = ${person.id},
      closed_as = ${person.role} where id = ${id}`.execute(tx)
  const actor: PotholeActor = { kind: 'person', id: person.id }
  // In the history too: opened again, the pothole itself forgets it.
  await addPotholeEvent(tx, id, { kind: closing.closing, at: now, actor, ...(reason && { detail: { reason } }) })
}

type Reopening = { why: 'came_back' | 'by_hand'; reason?: string; actor: PotholeActor; now: Date; ifMatch?: IfMatch }

/**
 * Opens a closed pothole again, or takes back that an open one is proven: it came back, or somebody found it so. What was
 * proven and told counts no more; who was told before is still not told the same twice.
 * @throws Problem pothole_not_found, stale, pothole_open, pothole_merged
 */
export async function reopenPothole(
  tx: Tx,
  id: string,
  { why, reason, actor, now, ifMatch = null }: Reopening,
): Promise<void> {
  const pothole = await lockPothole(tx, id, ifMatch)
  if (pothole.closing === 'merged') throw new Problem('conflict', 'pothole_merged')
  if (!pothole.closedAt && !pothole.provenAt) throw new Problem('conflict', 'pothole_open')
  await sql`
    update potholes set closed_at = null, closing = null, closing_reason = null, closed_by = null, closed_as = null,
      proven_at = null, told_at = null, reopened_at = ${now} where id = ${id}`.execute(tx)
  await addPotholeEvent(tx, id, {
    kind: why === 'came_back' ? 'came_back' : 'reopened',
    at: now,
    actor,
    ...(reason && { detail: { reason } }),
  })
  if (why === 'came_back') await tellOwner(tx, pothole, { kind: 'pothole_came_back', actor, now })
}
