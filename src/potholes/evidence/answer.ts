import { sql } from 'kysely'
import { readReference } from '../../complaints/reference.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { addPotholeEvent, lockOpenPothole, type PotholeActor } from '../record/store.ts'
import type { EvidenceAnswered } from './contract.ts'
import { type Linked, linkComplaints, rejectComplaints } from './link.ts'

type Act = { actor: PotholeActor; now: Date }
type Named = { id: string; reference: string }

/** The ids of complaints by their references, in the order given; those that there are not have none. */
async function idsOf(tx: Tx, references: string[]): Promise<Map<string, string | null>> {
  const read = references.map((word) => [word, readReference(word)] as const)
  const { rows } = await sql<Named>`
    select complaint_id as id, reference from complaint_references
    where reference = any (${read.flatMap(([, name]) => name ?? [])}::text[])`.execute(tx)
  const known = new Map(rows.map(({ id, reference }) => [reference, id]))
  return new Map(read.map(([word, name]) => [word, known.get(name ?? '') ?? null]))
}

/**
 * Makes complaints show an open pothole, because somebody says so.
 * @throws Problem pothole_not_found, pothole_closed
 */
export async function pickEvidence(
  db: Database,
  id: string,
  references: string[],
  act: Act,
): Promise<EvidenceAnswered> {
  return inTransaction(db, async (tx) => {
    await lockOpenPothole(tx, id)
    return pickFor(tx, id, references, act)
  })
}

/** The same of a pothole that is locked, or was just opened. */
export async function pickFor(tx: Tx, id: string, references: string[], act: Act): Promise<EvidenceAnswered> {
  const ids = await idsOf(tx, references)
  const linked = await linkComplaints(tx, id, foundIn(ids), { how: 'picked', ...act })
  if (linked.done > 0) await noteDone(tx, id, 'evidence_picked', linked.done, act)
  return told(tx, id, ids, linked)
}

type Answering = { answer: 'accepted' | 'rejected'; complaints?: string[] | undefined }

/** As many of all that wait are answered in one go: a transaction that nobody waits long for. */
const mostAtOnce = 200

/**
 * Answers whether complaints show an open pothole: these, or some of all that wait.
 * @throws Problem pothole_not_found, pothole_closed
 */
export async function answerEvidence(
  db: Database,
  id: string,
  { answer, complaints }: Answering,
  act: Act,
): Promise<EvidenceAnswered> {
  return inTransaction(db, async (tx) => {
    await lockOpenPothole(tx, id)
    const ids = complaints ? await idsOf(tx, complaints) : await waitingOf(tx, id)
    const found = foundIn(ids)
    const done =
      answer === 'accepted'
        ? await linkComplaints(tx, id, found, { how: 'rule', ...act })
        : await rejectComplaints(tx, id, found, act)
    // What shows another by now is answered by that: it is asked no more.
    if (!complaints) await dropTaken(tx, id, done)
    if (done.done > 0) await noteDone(tx, id, `evidence_${answer}`, done.done, act)
    return told(tx, id, ids, done)
  })
}

const foundIn = (ids: Map<string, string | null>): string[] => [...ids.values()].filter((each) => each !== null)

async function waitingOf(tx: Tx, id: string): Promise<Map<string, string | null>> {
  const { rows } = await sql<Named>`
    select c.id, c.reference from pothole_evidence e join complaints c on c.id = e.complaint_id
    where e.pothole_id = ${id} and e.answer is null order by e.found_at desc, c.id desc limit ${mostAtOnce}`.execute(tx)
  return new Map(rows.map((row) => [row.reference, row.id]))
}

async function dropTaken(tx: Tx, id: string, { refused }: Linked): Promise<void> {
  const taken = refused.filter(({ why }) => why === 'shows_another').map(({ complaintId }) => complaintId)
  await sql`
    delete from pothole_evidence where pothole_id = ${id} and answer is null and complaint_id = any (${taken}::uuid[])`.execute(
    tx,
  )
}

const noteDone = (tx: Tx, id: string, kind: string, count: number, { actor, now }: Act) =>
  addPotholeEvent(tx, id, { kind, at: now, actor, detail: { count } })

async function told(tx: Tx, id: string, ids: Map<string, string | null>, linked: Linked): Promise<EvidenceAnswered> {
  const { rows } = await sql<{ complaintId: string; id: string; name: string }>`
    select c.id as "complaintId", h.id, h.name from complaints c join potholes h on h.id = c.pothole_id
    where c.id = any (${linked.refused.map(({ complaintId }) => complaintId)}::uuid[])`.execute(tx)
  const { rows: waiting } = await sql<{ left: number }>`
    select count(*)::int as left from pothole_evidence where pothole_id = ${id} and answer is null`.execute(tx)
  const refusedOf = (reference: string, complaintId: string | null): EvidenceAnswered['refused'] => {
    if (complaintId === null) return [{ reference, why: 'not_found', pothole: null }]
    const found = linked.refused.find((each) => each.complaintId === complaintId)
    const other = rows.find((row) => row.complaintId === complaintId)
    return found ? [{ reference, why: found.why, pothole: other ? { id: other.id, name: other.name } : null }] : []
  }
  return {
    done: linked.done,
    already: linked.already,
    refused: [...ids].flatMap(([reference, complaintId]) => refusedOf(reference, complaintId)),
    left: waiting[0]?.left ?? 0,
  }
}
