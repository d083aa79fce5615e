import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { endedBy, reconsideredAfter, resumedBy } from './rules.ts'
import { activeRegimes, noteEarliest, readTimed, recomputeClocks } from './store.ts'

type Happened = { kind: string; at: Date; detail?: Record<string, unknown> | undefined }

/** Whether clocks may stop, run on or change with these events. */
export const movesClocks = (events: readonly Happened[]): boolean =>
  events.some(
    (event) => endedBy(event).length > 0 || Object.hasOwn(resumedBy, event.kind) || reconsideredAfter.has(event.kind),
  )

/** Lets the clocks of a complaint follow what happened to it; part of the transaction that stores the events. */
export async function followEvents(tx: Tx, complaintId: string, events: readonly Happened[]): Promise<void> {
  for (const event of events) {
    const kinds = endedBy(event)
    if (kinds.length > 0)
      await sql`
        update complaint_clocks set met_at = ${event.at}, met_by = ${event.kind}
        where complaint_id = ${complaintId} and met_at is null and kind = any (${kinds})`.execute(tx)
    const resumed = resumedBy[event.kind]
    if (resumed)
      await sql`
        update complaint_clocks set met_at = null, met_by = null
        where complaint_id = ${complaintId} and met_by = any (${resumed}) and kind <> 'acknowledge'`.execute(tx)
  }
  if (events.some(({ kind }) => reconsideredAfter.has(kind) || Object.hasOwn(resumedBy, kind)))
    await recomputeClocks(tx, await readTimed(tx, sql`c.id = ${complaintId}`), await activeRegimes(tx))
  await noteEarliest(tx, [complaintId])
}
