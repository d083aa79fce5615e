import { sql } from 'kysely'
import { z } from 'zod'
import { insertMessage } from '../../complaints/changes.ts'
import { type Actor, appendEvents, lockComplaint } from '../../complaints/events.ts'
import type { Viewer } from '../../complaints/filters.ts'
import { brokeConstraint, type Database, type Tx } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { Problem } from '../../platform/problem.ts'
import { type ConstraintGiven, type ConstraintNote, constraintKinds } from './contract.ts'

type Row = Omit<ConstraintNote, 'notedAt' | 'mayWithdraw'> & { notedAt: Date }
type Narrowing = { kind?: ConstraintNote['kind'] | undefined; pothole?: string | undefined }

const notes = sql`
  select n.id, c.reference, n.kind, m.text, n.step_id as "stepId", n.promise_id as "promiseId", n.noted_at as "notedAt",
    case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as "notedBy",
    case when h.id is not null then jsonb_build_object('id', h.id, 'name', h.name) end as pothole
  from constraint_notes n join complaints c on c.id = n.complaint_id
    join messages m on m.complaint_id = n.complaint_id and m.id = n.id and m.direction = 'note'
    left join people p on p.id = n.noted_by left join potholes h on h.id = c.pothole_id`

const corrects = ['manager', 'administrator']
const mayWithdraw = (authorId: string | undefined, viewer: Viewer): boolean =>
  authorId === viewer.id || corrects.includes(viewer.role)
const toNote = (row: Row, viewer: Viewer): ConstraintNote => ({
  ...row,
  notedAt: row.notedAt.toISOString(),
  mayWithdraw: mayWithdraw(row.notedBy?.id, viewer),
})

/** What stopped employees at one complaint, the latest first. */
export async function constraintsOf(db: Database, complaintId: string, viewer: Viewer): Promise<ConstraintNote[]> {
  const { rows } = await sql<Row>`
    ${notes} where n.complaint_id = ${complaintId} and n.withdrawn_at is null order by n.noted_at desc, n.id desc`.execute(
    db,
  )
  return rows.map((row) => toNote(row, viewer))
}

function narrowed({ kind, pothole }: Narrowing) {
  const parts = [sql`n.withdrawn_at is null`]
  if (kind) parts.push(sql`n.kind = ${kind}`)
  if (pothole) parts.push(pothole === 'none' ? sql`c.pothole_id is null` : sql`c.pothole_id = ${pothole}`)
  return sql.join(parts, sql` and `)
}

/** What stopped employees, of all complaints, in pages. @throws Problem cursor_unreadable */
export async function listConstraints(
  db: Database,
  { cursor, limit, ...asked }: Narrowing & { cursor?: string | undefined; limit: number },
  viewer: Viewer,
): Promise<{ items: ConstraintNote[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const place = after ? sql`(n.noted_at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<Row>`
    ${notes} where ${narrowed(asked)} and ${place} order by n.noted_at desc, n.id desc limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, (row) => [row.notedAt.toISOString(), row.id])
  return { items: page.items.map((row) => toNote(row, viewer)), next: page.next }
}

type Counted = { kind: ConstraintNote['kind']; n: number; complaints: number; since: string | null }

/** How many notes there are of each kind, at how many complaints, and since when; those without any too. */
export async function countConstraints(db: Database, asked: Pick<Narrowing, 'pothole'>): Promise<Counted[]> {
  const { rows } = await sql<Omit<Counted, 'since'> & { since: Date }>`
    select n.kind, count(*)::int as n, count(distinct n.complaint_id)::int as complaints, min(n.noted_at) as since
    from constraint_notes n join complaints c on c.id = n.complaint_id where ${narrowed(asked)} group by n.kind`.execute(
    db,
  )
  return constraintKinds.map((kind) => {
    const found = rows.find((row) => row.kind === kind)
    return found ? { ...found, since: found.since.toISOString() } : { kind, n: 0, complaints: 0, since: null }
  })
}

/**
 * Notes what stopped somebody from satisfying a customer; its words are a note in the history of the complaint.
 * @returns the id of the note
 * @throws Problem complaint_not_found, no_such_reference
 */
export async function noteConstraint(
  tx: Tx,
  given: ConstraintGiven,
  { complaintId, actor, now }: { complaintId: string; actor: Actor; now: Date },
): Promise<string> {
  const complaint = await lockComplaint(tx, complaintId)
  const { kind, text, promiseId = null } = given
  const stepId = given.stepId === undefined ? complaint.stepId : given.stepId
  const said = { complaintId, direction: 'note', channel: complaint.channel, text, at: now, actor } as const
  const id = await insertMessage(tx, said)
  try {
    await sql`
      insert into constraint_notes (complaint_id, id, kind, step_id, promise_id, noted_at, noted_by)
      values (${complaintId}, ${id}, ${kind}, ${stepId}, ${promiseId}, ${now}, ${actor.kind === 'person' ? actor.id : null})`.execute(
      tx,
    )
  } catch (cause) {
    if (!brokeConstraint(cause)) throw cause
    throw new Problem('unprocessable', 'no_such_reference', { field: 'stepId or promiseId' }, { cause })
  }
  const detail = { message_id: id, what: kind, ...(stepId && { step_id: stepId }) }
  await appendEvents(tx, complaint, [{ kind: 'constraint_noted', at: now, actor, detail }], now)
  return id
}

/** Withdraws a note. @throws Problem constraint_not_found, constraint_not_yours */
export async function withdrawConstraint(
  tx: Tx,
  { complaintId, id, viewer, actor, now }: { complaintId: string; id: string; viewer: Viewer; actor: Actor; now: Date },
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const { rows } = await sql<{ author: string | null; kind: string }>`
    select noted_by as author, kind from constraint_notes
    where complaint_id = ${complaintId} and id = ${id} and withdrawn_at is null`.execute(tx)
  const note = rows[0]
  if (!note) throw new Problem('not_found', 'constraint_not_found')
  if (!mayWithdraw(note.author ?? undefined, viewer)) throw new Problem('forbidden', 'constraint_not_yours')
  await sql`update constraint_notes set withdrawn_at = ${now} where complaint_id = ${complaintId} and id = ${id}`.execute(
    tx,
  )
  const detail = { note_id: id, what: note.kind }
  await appendEvents(tx, complaint, [{ kind: 'constraint_withdrawn', at: now, actor, detail }], now)
}
