import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, lockComplaint } from '../events.ts'
import type { ComplaintClock, ComplaintClocks } from './contract.ts'
import type { RegimeDefinition } from './rules.ts'
import { noteEarliest } from './store.ts'

type Row = Omit<ComplaintClock, 'regime' | 'words' | 'dueAt' | 'metAt'> & {
  regime_id: string
  regime_name: string
  definition: RegimeDefinition
  due_at: Date
  met_at: Date | null
}

/** The clocks of a complaint, the earliest first, and where its customer can turn outside. */
export async function readClocks(db: Database | Tx, complaintId: string): Promise<ComplaintClocks> {
  const { rows } = await sql<Row>`
    select k.regime_id, r.name as regime_name, r.definition, k.stage, k.kind, k.due_at, k.is_duty as "isDuty",
      k.met_at, k.met_by as "metBy"
    from complaint_clocks k join regimes r on r.id = k.regime_id
    where k.complaint_id = ${complaintId} order by k.due_at, r.name, k.stage`.execute(db)
  const items = rows.map(({ regime_id, regime_name, definition, due_at, met_at, stage, kind, isDuty, metBy }) => ({
    regime: { id: regime_id, name: regime_name },
    stage,
    kind,
    words: definition.stages.find(({ key }) => key === stage)?.words ?? null,
    dueAt: due_at.toISOString(),
    isDuty,
    metAt: met_at?.toISOString() ?? null,
    metBy,
  }))
  const said = new Map(rows.map(({ regime_name, definition }) => [regime_name, definition.signpost]))
  const signposts = [...said].flatMap(([regime, words]) => (words ? [{ regime, words }] : []))
  return { items, signposts }
}

type Meeting = { complaintId: string; regimeId: string; stage: string; met: boolean; actor: Actor; now: Date }

/**
 * A person says that what a clock asks for was done, or takes that back.
 * @throws Problem complaint_closed, clock_not_found when the complaint has no such clock, or it is so already
 */
export async function meetClock(tx: Tx, { complaintId, regimeId, stage, met, actor, now }: Meeting): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
  const kind = met ? 'clock_met' : 'clock_resumed'
  const { rows } = await sql<{ kind: string }>`
    update complaint_clocks set met_at = ${met ? now : null}, met_by = ${met ? kind : null}
    where complaint_id = ${complaintId} and regime_id = ${regimeId} and stage = ${stage} and (met_at is null) = ${met}
    returning kind`.execute(tx)
  const clock = rows[0]
  if (!clock) throw new Problem('not_found', 'clock_not_found')
  await noteEarliest(tx, [complaintId])
  const detail = { clock: clock.kind, regime_id: regimeId }
  await appendEvents(tx, complaint, [{ kind, at: now, actor, detail }], now)
}
