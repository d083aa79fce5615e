import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import { classifyComplaint } from '../changes.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint } from '../events.ts'
import { endHandover, offerHandover } from '../handovers.ts'
import { changeTags } from '../tags/tagging.ts'
import type { BulkChange } from './contract.ts'

type Act = { actor: Actor; now: Date }
/** What is needed to take a change back: the values before, or what was made. */
type Before =
  | { kind: 'handover' }
  | { kind: 'classify'; productId?: string | null; issueId?: string | null; stepId?: string | null }
  | { kind: 'next_update'; due: string }
  | { kind: 'tags'; added: string[]; removed: string[] }
type Step = { version: number; isChange: boolean; before: Before }
export type StepResult = { outcome: 'done' | 'unchanged'; version: number }

async function findStep(tx: Tx, complaintId: string, bulkId: string): Promise<Step | null> {
  const { rows } = await sql<Step>`
    select version, is_change as "isChange", before from bulk_change_steps
    where complaint_id = ${complaintId} and bulk_id = ${bulkId} and undone_at is null`.execute(tx)
  return rows[0] ?? null
}

const versionNow = async (tx: Tx, complaintId: string): Promise<number> =>
  (await lockComplaint(tx, complaintId)).head.count

/**
 * Changes one of many complaints and keeps how to take it back, unless this very change was made to it before.
 * @throws Problem stale when `version` is not its version any more, and whatever the change itself refuses
 */
export async function takeStep(
  tx: Tx,
  step: { bulkId: string; complaintId: string; version?: number | undefined; change: BulkChange } & Act,
): Promise<StepResult> {
  const { bulkId, complaintId, change, actor, now } = step
  const complaint = await lockComplaint(tx, complaintId)
  const taken = await findStep(tx, complaintId, bulkId)
  if (taken) return { outcome: taken.isChange ? 'done' : 'unchanged', version: taken.version }
  if (step.version !== undefined) requireVersion([String(step.version)], complaint.head.count)
  const before = await apply(tx, complaint, change, { actor, now })
  const version = await versionNow(tx, complaintId)
  const isChange = version > complaint.head.count
  await sql`
    insert into bulk_change_steps (complaint_id, bulk_id, version, is_change, before)
    values (${complaintId}, ${bulkId}, ${version}, ${isChange}, ${JSON.stringify(before)})`.execute(tx)
  return { outcome: isChange ? 'done' : 'unchanged', version }
}

async function apply(tx: Tx, complaint: LockedComplaint, change: BulkChange, act: Act): Promise<Before> {
  const complaintId = complaint.id
  switch (change.kind) {
    case 'handover':
      await offerHandover(tx, { complaintId, toId: change.toId, note: change.note ?? null, ...act })
      return { kind: 'handover' }
    case 'classify': {
      const { kind, ...about } = change
      await classifyComplaint(tx, { complaintId, change: about, ...act })
      const { productId, issueId, stepId } = complaint
      return { kind, productId, issueId, stepId }
    }
    case 'next_update': {
      const due = await nextUpdateDue(tx, complaintId)
      await classifyComplaint(tx, { complaintId, change: { nextUpdateDue: new Date(change.due) }, ...act })
      return { kind: 'next_update', due: due?.toISOString() ?? change.due }
    }
    case 'tags': {
      const had = await tagsOf(tx, complaintId)
      await changeTags(tx, { complaintId, add: change.add, remove: change.remove, ...act })
      const has = await tagsOf(tx, complaintId)
      const without = (one: string[], other: string[]) => one.filter((name) => !other.includes(name))
      return { kind: 'tags', added: without(has, had), removed: without(had, has) }
    }
  }
}

async function nextUpdateDue(tx: Tx, complaintId: string): Promise<Date | null> {
  const { rows } = await sql<{ due: Date | null }>`
    select next_update_due as due from complaints where id = ${complaintId}`.execute(tx)
  return rows[0]?.due ?? null
}

async function tagsOf(tx: Tx, complaintId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select t.name from complaint_tags ct join tags t on t.id = ct.tag_id where ct.complaint_id = ${complaintId}`.execute(
    tx,
  )
  return rows.map(({ name }) => name)
}

/**
 * Takes back what a change did to one complaint, by new events.
 * @throws Problem changed_since when anything happened to it after the change
 */
export async function undoStep(
  tx: Tx,
  { bulkId, complaintId, actor, now }: { bulkId: string; complaintId: string } & Act,
): Promise<StepResult> {
  const complaint = await lockComplaint(tx, complaintId)
  const step = await findStep(tx, complaintId, bulkId)
  if (!step?.isChange) return { outcome: 'unchanged', version: complaint.head.count }
  if (complaint.head.count !== step.version)
    throw new Problem('stale', 'changed_since', {}, { members: { version: complaint.head.count } })
  await takeBack(tx, complaint, step.before, { actor, now })
  await sql`
    update bulk_change_steps set undone_at = ${now} where complaint_id = ${complaintId} and bulk_id = ${bulkId}`.execute(
    tx,
  )
  return { outcome: 'done', version: await versionNow(tx, complaintId) }
}

async function takeBack(tx: Tx, complaint: LockedComplaint, before: Before, act: Act): Promise<void> {
  const complaintId = complaint.id
  switch (before.kind) {
    case 'handover': {
      const ended = await endHandover(tx, complaintId, { answer: 'withdrawn', why: 'undone', ...act })
      await appendEvents(tx, complaint, ended, act.now)
      return
    }
    case 'classify': {
      const { kind: _kind, ...about } = before
      return classifyComplaint(tx, { complaintId, change: about, ...act })
    }
    case 'next_update': {
      // Straight, not by classifyComplaint: what was overdue is overdue again.
      await sql`update complaints set next_update_due = ${new Date(before.due)} where id = ${complaintId}`.execute(tx)
      const event = { kind: 'next_update_set', at: act.now, actor: act.actor, detail: { due: before.due } }
      await appendEvents(tx, complaint, [event], act.now)
      return
    }
    case 'tags':
      return changeTags(tx, { complaintId, add: before.removed, remove: before.added, ...act })
  }
}
