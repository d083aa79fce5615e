import { sql } from 'kysely'
import { complaintId } from '../../complaints/read.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Caller } from '../../platform/http/server.ts'
import type { IfMatch } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { lockWhys, moveOn } from './save.ts'

type Which = { potholeId: string; whyId: string; byId: string; now: Date }
type Given = { kind: 'complaint'; reference: string } | { kind: 'note'; text: string; url?: string | null | undefined }

/** @throws Problem why_not_found */
async function requireWhy(tx: Tx, { potholeId, whyId }: Which): Promise<void> {
  const { rows } = await sql`
    select 1 from whys where pothole_id = ${potholeId} and id = ${whyId} and removed_at is null`.execute(tx)
  if (rows.length === 0) throw new Problem('not_found', 'why_not_found')
}

/**
 * Adds what shows that a why is so. A complaint that is there already stays as it is.
 * @throws Problem pothole_not_found, pothole_closed, why_not_found, complaint_not_found
 */
export async function addEvidence(tx: Tx, which: Which, given: Given, viewer: Caller): Promise<void> {
  const { potholeId, whyId, byId, now } = which
  await lockWhys(tx, which)
  await requireWhy(tx, which)
  if (given.kind === 'complaint') {
    const id = await complaintId(tx, given.reference, viewer)
    await sql`
      insert into why_complaints (complaint_id, pothole_id, why_id, added_at, added_by)
      values (${id}, ${potholeId}, ${whyId}, ${now}, ${byId}) on conflict do nothing`.execute(tx)
  } else {
    await sql`
      insert into why_notes (pothole_id, id, why_id, text, url, added_at, added_by)
      values (${potholeId}, ${newId()}, ${whyId}, ${given.text}, ${given.url ?? null}, ${now}, ${byId})`.execute(tx)
  }
  await moveOn(tx, potholeId)
}

/** Takes evidence away. @throws Problem pothole_not_found, pothole_closed, why_evidence_not_found */
export async function removeEvidence(tx: Tx, which: Which, evidenceId: string): Promise<void> {
  const { potholeId, whyId } = which
  await lockWhys(tx, which)
  const { rows: complaints } = await sql`
    delete from why_complaints where complaint_id = ${evidenceId} and pothole_id = ${potholeId} and why_id = ${whyId}
    returning 1`.execute(tx)
  const { rows: notes } = await sql`
    delete from why_notes where pothole_id = ${potholeId} and id = ${evidenceId} and why_id = ${whyId} returning 1`.execute(
    tx,
  )
  if (complaints.length + notes.length === 0) throw new Problem('not_found', 'why_evidence_not_found')
  await moveOn(tx, potholeId)
}

type Participants = ({ personId: string } | { name: string })[]

/** Stores who took part, each once. @throws Problem pothole_not_found, pothole_closed, stale, participant_unknown */
export async function saveParticipants(
  tx: Tx,
  acting: { potholeId: string; byId: string; now: Date; ifMatch: IfMatch },
  given: Participants,
): Promise<void> {
  const { potholeId } = acting
  await lockWhys(tx, acting)
  const keyed = new Map(given.map((each) => ['personId' in each ? each.personId : each.name.toLowerCase(), each]))
  const people = given.flatMap((each) => ('personId' in each ? [each.personId] : []))
  const { rows: known } = await sql<{ id: string }>`
    select id from people where id = any (${people}::uuid[])`.execute(tx)
  const ids = new Set(known.map(({ id }) => id))
  const unknown = given.findIndex((each) => 'personId' in each && !ids.has(each.personId))
  if (unknown >= 0) {
    const fields = [{ field: `participants.${unknown}.personId`, message: 'participant_unknown' }]
    throw new Problem('unprocessable', 'participant_unknown', {}, { fields })
  }
  await sql`delete from why_participants where pothole_id = ${potholeId}`.execute(tx)
  for (const [place, each] of [...keyed.values()].entries()) {
    const [personId, name] = 'personId' in each ? [each.personId, null] : [null, each.name]
    await sql`
      insert into why_participants (pothole_id, id, place, person_id, name)
      values (${potholeId}, ${newId()}, ${place}, ${personId}, ${name})`.execute(tx)
  }
  await moveOn(tx, potholeId)
}
