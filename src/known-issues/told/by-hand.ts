import { sql } from 'kysely'
import { type Actor, appendEvents, lockComplaint } from '../../complaints/events.ts'
import { letterKeyOf, resendLetter } from '../../complaints/letters/store.ts'
import { brokeConstraint, type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { addPotholeEvent, lockPothole, type PotholeActor } from '../../potholes/record/store.ts'
import { affectedIn, type Affected, type Whom } from './people.ts'
import { byHandStates, retriedStates, type ToldState, type waysByHand } from './rules.ts'

export type ByHand = {
  /** Their keys, or all whose address we do not know. */
  people: readonly string[] | 'no_address'
  how: (typeof waysByHand)[number]
  /** On which day, as `2026-03-02`. */
  on: string
  toldBy: string | null
  note: string | null
}
type Acting = { actor: PotholeActor; now: Date }

const mostAtOnce = 20_000

/**
 * Records that a person told some of them in another way, or that nobody can, and why. A letter that did not arrive is replaced by
 * it.
 * @returns how many were recorded; who was told meanwhile is left out
 * @throws Problem told_on_future, told_reason_needed, pothole_not_found
 */
export async function tellByHand(db: Database, whom: Whom, given: ByHand, { actor, now }: Acting): Promise<number> {
  if (given.on > now.toISOString().slice(0, 10))
    throw new Problem('invalid', 'told_on_future', {}, { fields: [{ field: 'on', message: 'told_on_future' }] })
  if (given.how === 'unreachable' && (given.note?.trim().length ?? 0) < 3)
    throw new Problem(
      'invalid',
      'told_reason_needed',
      {},
      { fields: [{ field: 'note', message: 'told_reason_needed' }] },
    )
  const isAll = given.people === 'no_address'
  const states: readonly ToldState[] = isAll ? ['no_address'] : byHandStates
  const people = await affectedIn(db, whom, {
    states,
    most: mostAtOnce,
    ...(given.people !== 'no_address' && { keys: given.people }),
  })
  let recorded = 0
  for (const person of people) if (await recordOne(db, { whom, person, given }, { actor, now })) recorded += 1
  if (recorded > 0)
    await inTransaction(db, async (tx) => {
      await lockPothole(tx, whom.potholeId)
      const detail = { stage: whom.stage, how: given.how, count: recorded }
      await addPotholeEvent(tx, whom.potholeId, { kind: 'told_by_hand', at: now, actor, detail })
    })
  return recorded
}

type Recording = { whom: Whom; person: Affected; given: ByHand }

async function recordOne(db: Database, recording: Recording, { actor, now }: Acting): Promise<boolean> {
  const { whom, person, given } = recording
  const { customerId, complaintId, listedId, address } = person
  const by = actor.kind === 'person' ? actor.id : null
  try {
    await inTransaction(db, async (tx) => {
      if (person.toldId) await sql`delete from told where id = ${person.toldId}`.execute(tx)
      await sql`
        insert into told (id, pothole_id, stage, customer_id, address, complaint_id, listed_id, how, at, told_on, told_by, recorded_by, note)
        values (${newId()}, ${whom.potholeId}, ${whom.stage}, ${customerId}, ${address}, ${complaintId}, ${listedId}, ${given.how}, ${now},
          ${given.on}, ${given.how === 'unreachable' ? null : (given.toldBy ?? by)}, ${by}, ${given.note})`.execute(tx)
      if (complaintId && given.how !== 'unreachable') await noteOn(tx, complaintId, given, { actor, now })
    })
    return true
  } catch (error) {
    if (brokeConstraint(error)) return false
    throw error
  }
}

async function noteOn(tx: Tx, complaintId: string, { how, on, toldBy }: ByHand, { actor, now }: Acting): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const detail = { how, told_on: on, ...(toldBy && { told_by_id: toldBy }) }
  await appendEvents(tx, complaint, [{ kind: 'told_by_hand', at: now, actor: actor as Actor, detail }], now)
}

/**
 * Puts letters in line again that did not arrive. One that may have arrived (`unsure`) only when it is named.
 * @param keys whose; all that can be, when null
 * @returns how many
 */
export async function retryTold(
  db: Database,
  whom: Whom,
  keys: readonly string[] | null,
  { actor, now }: Acting,
): Promise<number> {
  const people = await affectedIn(db, whom, {
    states: keys ? retriedStates : ['failed', 'kept_here'],
    most: mostAtOnce,
    ...(keys && { keys }),
  })
  let retried = 0
  for (const person of people)
    if (await inTransaction(db, (tx) => retryOne(tx, person, { isNamed: keys !== null, actor, now }))) retried += 1
  return retried
}

type Retrying = Acting & { isNamed: boolean }

async function retryOne(
  tx: Tx,
  { toldId, listedId, complaintId }: Affected,
  { isNamed, actor, now }: Retrying,
): Promise<boolean> {
  const surely = isNamed ? sql`true` : sql`(failure is null or failure not like 'unsure: %')`
  if (listedId) {
    const { numAffectedRows } = await sql`
      update told_letters o set sent_at = null, bounced_at = null, bounce = null, failure = null, delivery = null, last_refusal = null,
        attempts = 0, next_attempt_at = ${now}
      from told t where t.id = ${toldId} and o.listed_id = t.listed_id and o.stage = t.stage and ${surely}`.execute(tx)
    return numAffectedRows === 1n
  }
  const { rows } = await sql<{ occasion: number }>`
    select t.occasion from told t join letters l on l.complaint_id = t.complaint_id and l.kind = 'told' and l.occasion = t.occasion
    where t.id = ${toldId} and ${surely}`.execute(tx)
  if (!rows[0] || !complaintId) return false
  const key = letterKeyOf(`told.${rows[0].occasion}`)
  await resendLetter(tx, { complaintId, key, to: null, actor: actor as Actor, now })
  return true
}
