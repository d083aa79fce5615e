import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { IfMatch } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import { ensureRule } from '../counting/count.ts'
import { filtersOf } from '../counting/read.ts'
import { type LockedPothole, lockOpenPothole } from '../record/store.ts'
import type { FixTerms } from './contract.ts'
import { countOf } from './counts.ts'
import { deleteDraft, lockDraft } from './drafts.ts'
import { overlapsIn } from './overlaps.ts'
import { followFixes } from './progress.ts'
import { firstPlanned, isWhole, missingIn, releaseKey, type WholeTerms, within } from './rules.ts'

type Agreeing = { db: Database; person: { id: string; role: string }; now: Date; ifMatch: IfMatch }

/**
 * Agrees a fix: its terms are written down once and for good, with the number of complaints it is measured against.
 * @returns its id
 * @throws Problem fix_draft_not_found, stale, pothole_closed, fix_incomplete with the fields, fix_baseline_empty
 */
export async function agreeFix(tx: Tx, id: string, { db, person, now, ifMatch }: Agreeing): Promise<string> {
  const draft = await lockDraft(tx, id, ifMatch)
  const pothole = await lockOpenPothole(tx, draft.potholeId)
  const terms = { ...draft.terms, target: draft.terms.target ?? (await ruleOf(tx, pothole)) }
  const today = now.toISOString().slice(0, 10)
  if (!isWhole(terms, today))
    throw new Problem('unprocessable', 'fix_incomplete', {}, { fields: missingIn(terms, today) })
  await requireActive(tx, terms.doneById)
  const { from, to } = terms.baseline
  const baselineCount = await countOf(db, terms.target, { from, to })
  if (baselineCount === 0) {
    const fields = [{ field: 'baseline', message: 'fix_baseline_empty' }]
    throw new Problem('unprocessable', 'fix_baseline_empty', {}, { fields })
  }
  const overlaps = await overlapsIn(db, terms)
  if (overlaps.length > 0) throw new Problem('unprocessable', 'fix_incomplete', {}, { fields: overlaps })
  await insertFix(tx, { id, potholeId: pothole.id, terms, baselineCount, person, now })
  await insertStages(tx, id, terms, today)
  await insertControls(tx, id, terms)
  await deleteDraft(tx, id)
  await followFixes(tx, pothole, { kind: 'fix_agreed', fixId: id, actor: { kind: 'person', id: person.id }, now })
  return id
}

const ruleOf = async (tx: Tx, { ruleId }: LockedPothole): Promise<FixTerms['target']> =>
  ruleId ? filtersOf(tx, ruleId) : null

/** @throws Problem fix_done_by */
async function requireActive(tx: Tx, personId: string): Promise<void> {
  const { rows } = await sql`select 1 from people where id = ${personId} and active`.execute(tx)
  if (rows.length > 0) return
  throw new Problem('unprocessable', 'fix_done_by', {}, { fields: [{ field: 'doneById', message: 'fix_done_by' }] })
}

type Inserting = {
  id: string
  potholeId: string
  terms: WholeTerms
  baselineCount: number
  person: Agreeing['person']
  now: Date
}

async function insertFix(tx: Tx, { id, potholeId, terms, baselineCount, person, now }: Inserting): Promise<void> {
  const { name, change, place, doneById, cost, expectedRatio, expectedBy, baseline, stages, controls } = terms
  await sql`
    insert into fixes (id, pothole_id, name, change, place, done_by, cost, currency, expected_ratio, expected_by, planned_on,
      baseline_from, baseline_to, baseline_n, target_rule_id, stage_count, control_count, agreed_at, agreed_by, agreed_as)
    values (${id}, ${potholeId}, ${name}, ${change}, ${place || null}, ${doneById}, ${cost?.amount ?? null}, ${cost?.currency ?? null},
      ${expectedRatio}, ${expectedBy}, ${firstPlanned(stages)}, ${baseline.from}, ${baseline.to}, ${baselineCount},
      ${await ensureRule(tx, terms.target)}, ${stages.length}, ${controls.length}, ${now}, ${person.id}, ${person.role})`.execute(
    tx,
  )
}

async function insertStages(tx: Tx, fixId: string, { stages, target }: WholeTerms, agreedOn: string): Promise<void> {
  for (const [index, { place, filters, plannedOn, releasedAs }] of stages.entries()) {
    const ruleId = filters ? await ensureRule(tx, within(target, filters)) : null
    await sql`
      insert into fix_stages (fix_id, stage_count, agreed_on, number, place, rule_id, planned_on, released_as, release_key)
      values (${fixId}, ${stages.length}, ${agreedOn}, ${index + 1}, ${place}, ${ruleId}, ${plannedOn}, ${releasedAs || null},
        ${releasedAs ? releaseKey(releasedAs) : null})`.execute(tx)
  }
}

async function insertControls(tx: Tx, fixId: string, { controls }: WholeTerms): Promise<void> {
  for (const [index, { name, filters }] of controls.entries())
    await sql`
      insert into fix_controls (fix_id, control_count, number, rule_id, name)
      values (${fixId}, ${controls.length}, ${index + 1}, ${await ensureRule(tx, filters)}, ${name})`.execute(tx)
}
