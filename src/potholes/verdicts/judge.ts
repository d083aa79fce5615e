import { sql } from 'kysely'
import { type Database, inTransaction, isDatabaseAway, type Tx } from '../../platform/database/index.ts'
import { log } from '../../platform/log.ts'
import { type ExposureOf, readExposures } from '../alarms/exposure.ts'
import { knownUntil } from '../counting/known-until.ts'
import { countedUntil } from '../counting/read.ts'
import { type LockedPothole, lockPothole, noteProgress, reopenPothole } from '../record/store.ts'
import type { Day } from '../series/periods.ts'
import { cameBack } from './came-back.ts'
import { type FixFacts, sinceOf } from './facts.ts'
import { freeze, readFrozen } from './freeze.ts'
import { gatherFacts, type JudgedFix, judgedFixes } from './gather.ts'
import { reportOf } from './report.ts'
import { type Context, judgeFix, type VerdictWord } from './rules.ts'
import { keepVerdict, lastSaid, type Said } from './store.ts'

type Looking = { now: Date; until: Day; exposureOf: ExposureOf }
const system = { kind: 'system', id: null } as const

/**
 * Says of every fix what it did, as of today: writes down what was before each new one, judges each that is live once a day, and notes
 * what follows for its pothole: proven, or open again. Safe to run at any time, and in several processes at once.
 * @returns how many fixes were judged
 */
export async function judgeFixes(db: Database, now: Date, isStopping: () => boolean = () => false): Promise<number> {
  const fixes = await judgedFixes(db)
  if (fixes.length === 0) return 0
  const until = await judgedUntil(db, now)
  const due = await dueOf(db, fixes, until)
  if (due.length === 0) return 0
  const looking = { now, until, exposureOf: await readExposures(db, 'day') }
  let judged = 0
  for (const fix of due) {
    if (isStopping()) break
    const isJudged = await judgeOne(db, fix, looking).catch((error: unknown) => {
      if (isDatabaseAway(error)) throw error
      // One fix that cannot be judged must not keep the others waiting.
      log.error('a fix could not be judged', { error, fix: fix.id })
      return false
    })
    if (isJudged) judged++
  }
  return judged
}

/** Days of which no complaint at all is known, whatever it is about, are unknown: nothing failed is not what they say. */
async function judgedUntil(db: Database, now: Date): Promise<Day> {
  const [counted, known] = [await countedUntil(db, now), (await knownUntil(db, now)).toISOString().slice(0, 10)]
  return counted < known ? counted : known
}

const liveStagesOf = ({ stages }: JudgedFix): string => stages.map(({ liveOn }) => liveOn ?? '').join(' ')

/** Fixes of which nothing is frozen yet, and live ones of which nothing was said as of this day, or with these stages live. */
async function dueOf(db: Database, fixes: JudgedFix[], until: Day): Promise<JudgedFix[]> {
  const { rows } = await sql<{ fixId: string; asOf: Day | null; liveStages: string | null }>`
    select b.fix_id as "fixId", r.as_of as "asOf", r.live_stages as "liveStages"
    from verdict_baselines b left join verdict_reports r using (fix_id)`.execute(db)
  const known = new Map(rows.map((row) => [row.fixId, row]))
  return fixes.filter((fix) => {
    const last = known.get(fix.id)
    if (!last) return true
    if (fix.stages.every(({ liveOn }) => liveOn === null)) return false
    return last.asOf === null || last.asOf < until || last.liveStages !== liveStagesOf(fix)
  })
}

async function judgeOne(db: Database, fix: JudgedFix, looking: Looking): Promise<boolean> {
  const facts = await gatherFacts(db, fix, looking)
  if (facts === null || facts.until <= facts.baseline.to) return false
  if (!(await readFrozen(db, fix.id))) await freeze(db, fix, { facts, ...looking })
  if (sinceOf(facts) === null) return false
  return inTransaction(db, async (tx) => {
    // Whoever holds the pothole judges; who comes after finds it done.
    const pothole = await lockPothole(tx, fix.potholeId)
    const last = await lastSaid(tx, fix.id)
    if (last && last.asOf >= facts.until && last.liveStages === liveStagesOf(fix)) return false
    await sayVerdict(tx, fix, { facts, pothole, last, now: looking.now })
    return true
  })
}

type Saying = { facts: FixFacts; pothole: LockedPothole; last: Said | null; now: Date }

async function sayVerdict(tx: Tx, fix: JudgedFix, { facts, pothole, last, now }: Saying): Promise<void> {
  const frozen = await readFrozen(tx, fix.id)
  const since = sinceOf(facts)
  if (!frozen || since === null) return
  const others = await othersLive(tx, fix, facts.until)
  const context = {
    ...standingOf(fix, last),
    isConfounded: others.some(({ isElsewhere }) => isElsewhere),
  }
  const isLost =
    context.settled === 'worked' && pothole.provenAt !== null && cameBack(facts, frozen, last?.settledOn ?? since)
  if (isLost) await reopenPothole(tx, pothole.id, { why: 'came_back', actor: system, now })
  const judged = judgeFix(facts, frozen, isLost ? { ...context, settled: null, isReopened: true } : context)
  const settledOn = settledSince(judged.word, last, facts.until)
  const together = others.flatMap(({ name, isElsewhere }) => (isElsewhere ? [] : [name]))
  const report = reportOf({ facts, frozen, judged, together })
  await keepVerdict(tx, { fixId: fix.id, report, settledOn, liveStages: liveStagesOf(fix), now })
  if (!isLost) await noteProven(tx, { pothole, fix, hasWorked: judged.word === 'worked', now })
}

/** What was shown so far, unless the pothole was opened again since. */
function standingOf(fix: JudgedFix, last: Said | null): Pick<Context, 'settled' | 'isReopened'> {
  const reopenedOn = fix.reopenedAt?.toISOString().slice(0, 10) ?? null
  const isReopened = Boolean(reopenedOn && last?.lastWorked && last.lastWorked <= reopenedOn)
  const isShown = !isReopened && (last?.word === 'worked' || last?.word === 'worse')
  return { settled: isShown ? (last.word as 'worked' | 'worse') : null, isReopened }
}

/** Since when it is shown: the day on which this was first said, as long as it was said ever since. */
function settledSince(word: VerdictWord, last: Said | null, today: Day): Day | null {
  if (word !== 'worked' && word !== 'worse') return null
  return (word === last?.word && last.settledOn) || today
}

type Noting = { pothole: LockedPothole; fix: JudgedFix; hasWorked: boolean; now: Date }

/** A pothole is proven as long as a fix of it is said to have worked. A closed one stays closed until it comes back. */
async function noteProven(tx: Tx, { pothole, fix, hasWorked, now }: Noting): Promise<void> {
  if (pothole.closedAt || (!hasWorked && !pothole.provenAt)) return
  const { rows } = await sql`
    select 1 from fixes f join verdict_reports r on r.fix_id = f.id
    where f.pothole_id = ${pothole.id} and f.dropped_at is null and r.report->>'word' = 'worked' limit 1`.execute(tx)
  const at = rows.length > 0 ? now : null
  await noteProgress(tx, pothole, { what: 'proven', at, now, actor: system, detail: { fix_id: fix.id } })
}

type Other = { name: string; isElsewhere: boolean }

/** Fixes of the same pothole, or elsewhere of the same complaints, that went live between this one's baseline and now. */
async function othersLive(tx: Tx, fix: JudgedFix, until: Day): Promise<Other[]> {
  const { rows } = await sql<Other>`
    select f.name, f.pothole_id <> ${fix.potholeId} as "isElsewhere" from fixes f
    where f.id <> ${fix.id} and f.dropped_at is null and (f.pothole_id = ${fix.potholeId} or f.target_rule_id = ${fix.targetRuleId})
      and exists (select 1 from fix_stages s where s.fix_id = f.id and s.live_on >= ${fix.baselineFrom}::date and s.live_on < ${until}::date)
    order by f.agreed_at`.execute(tx)
  return rows
}
