import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { keptCondition } from '../counting/condition.ts'
import type { RuleFilters } from '../counting/contract.ts'
import { knownUntil } from '../counting/known-until.ts'
import { addPotholeEvent, lockOpenPothole, type PotholeActor } from '../record/store.ts'
import { firstLookDays, proposalsOf } from './rules.ts'

type Sought = {
  id: string
  name: string
  ownerId: string
  ruleId: string
  filters: RuleFilters
  searchedAt: Date | null
}

const today = (now: Date): string => now.toISOString().slice(0, 10)
/** Nobody counts further: that a rule is broad is plain by then. */
const mostCounted = 10_000

/**
 * Proposes what matches the rules of open potholes and is new since the last look, once a day and at once where the rule is new.
 * Safe in several processes. @returns how many potholes were looked for
 */
export async function proposeDaily(db: Database, now: Date): Promise<number> {
  for (let looked = 0; ; looked += 1) {
    const isDone = await inTransaction(db, async (tx) => {
      const pothole = await nextSought(tx, now)
      if (pothole) await proposeFor(tx, pothole, now)
      return !pothole
    })
    if (isDone) return looked
  }
}

async function nextSought(tx: Tx, now: Date): Promise<Sought | undefined> {
  const { rows } = await sql<Sought>`
    select h.id, h.name, h.owner_id as "ownerId", h.rule_id as "ruleId", r.filters,
      (select s.searched_at from pothole_searches s where s.pothole_id = h.id and s.rule_id = h.rule_id) as "searchedAt"
    from potholes h join counted_rules r on r.id = h.rule_id
    where h.closed_at is null and not exists (
      select 1 from pothole_searches s where s.pothole_id = h.id and s.rule_id = h.rule_id and s.day >= ${today(now)}::date)
    order by h.id limit 1 for no key update of h skip locked`.execute(tx)
  return rows[0]
}

async function proposeFor(tx: Tx, pothole: Sought, now: Date): Promise<void> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pothole_evidence where pothole_id = ${pothole.id} and answer is null`.execute(
    tx,
  )
  const condition = await newMatches(tx, pothole, now)
  const found = await countOf(tx, condition)
  const { propose, leftOut, tells } = proposalsOf({ found, waiting: rows[0]?.waiting ?? 0 })
  await proposeMatches(tx, pothole.id, condition, propose, now)
  const isFirst = pothole.searchedAt === null
  await noteSearch(tx, pothole, { leftOut, isFirst, now })
  if (tells && !isFirst)
    await notify(tx, {
      personIds: [pothole.ownerId],
      kind: 'pothole_matches',
      complaintId: null,
      detail: { pothole_id: pothole.id, pothole: pothole.name, count: propose },
      now,
    })
}

/** Complaints that match and were not looked at: of a new rule those of the last year, then what changed since. */
async function newMatches(db: Tx, { id, filters, searchedAt }: Sought, now: Date) {
  const since = new Date((await knownUntil(db, now)).getTime() - firstLookDays * 86_400_000)
  const isNew = searchedAt
    ? sql`coalesce(c.changed_at, c.recorded_at) >= ${searchedAt}`
    : sql`c.received_at >= ${since}`
  return sql`${isNew} and ${await keptCondition(db, filters)} and c.pothole_id is null and c.closure is distinct from 'merged'
    and not exists (select 1 from pothole_evidence e where e.complaint_id = c.id and e.pothole_id = ${id})`
}

type Matches = Awaited<ReturnType<typeof newMatches>>

async function countOf(tx: Tx, matches: Matches): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from complaints c where ${matches} limit ${mostCounted}) found`.execute(tx)
  return rows[0]?.n ?? 0
}

async function proposeMatches(tx: Tx, potholeId: string, matches: Matches, most: number, now: Date): Promise<void> {
  if (most === 0) return
  await sql`
    insert into pothole_evidence (complaint_id, pothole_id, how, found_at)
    select c.id, ${potholeId}, 'rule', ${now} from complaints c where ${matches}
    order by c.received_at desc, c.id desc limit ${most} on conflict do nothing`.execute(tx)
}

type Searched = { leftOut: number; isFirst: boolean; now: Date }

async function noteSearch(tx: Tx, { id, ruleId }: Sought, { leftOut, isFirst, now }: Searched): Promise<void> {
  await sql`
    insert into pothole_searches as s (pothole_id, rule_id, searched_at, day, left_out)
    values (${id}, ${ruleId}, ${now}, ${today(now)}, ${leftOut})
    on conflict (pothole_id) do update set rule_id = excluded.rule_id, searched_at = excluded.searched_at, day = excluded.day,
      left_out = ${isFirst ? sql`excluded.left_out` : sql`s.left_out + excluded.left_out`}`.execute(tx)
}

/** As many are proposed at once when somebody asks for all. */
const mostAtOnce = 2000

/**
 * Proposes all that match the rule of an open pothole, of the last year, because somebody wants to see them all.
 * @returns how many were proposed, and how many are left for the next time
 * @throws Problem pothole_not_found, pothole_closed
 */
export async function searchNow(
  db: Database,
  id: string,
  { actor, now }: { actor: PotholeActor; now: Date },
): Promise<{ proposed: number; left: number }> {
  return inTransaction(db, async (tx) => {
    const { name, ownerId, ruleId } = await lockOpenPothole(tx, id)
    const { rows } = await sql<{ filters: RuleFilters }>`
      select filters from counted_rules where id = ${ruleId}`.execute(tx)
    if (!ruleId || !rows[0]) return { proposed: 0, left: 0 }
    const sought = { id, name, ownerId, ruleId, filters: rows[0].filters, searchedAt: null }
    const matches = await newMatches(tx, sought, now)
    const found = await countOf(tx, matches)
    const proposed = Math.min(found, mostAtOnce)
    await proposeMatches(tx, id, matches, proposed, now)
    await noteSearch(tx, sought, { leftOut: found - proposed, isFirst: true, now })
    if (proposed > 0)
      await addPotholeEvent(tx, id, { kind: 'evidence_sought', at: now, actor, detail: { count: proposed } })
    return { proposed, left: found - proposed }
  })
}
