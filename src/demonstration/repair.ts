import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { drainCounts } from '../complaints/counts.ts'
import { ensureBranch } from '../journeys/store.ts'
import { type Database, inTransaction, insertRows, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { countNewRules } from '../potholes/counting/count.ts'
import type { RuleFilters } from '../potholes/counting/contract.ts'
import { countedUntil } from '../potholes/counting/read.ts'
import { pickFor } from '../potholes/evidence/answer.ts'
import { agreeFix } from '../potholes/fixes/agree.ts'
import { FixTerms } from '../potholes/fixes/contract.ts'
import { draftFix } from '../potholes/fixes/drafts.ts'
import { markStageLive } from '../potholes/fixes/live.ts'
import { openPothole } from '../potholes/record/store.ts'
import { recountDays } from '../potholes/series/recount.ts'
import { nameTouched } from '../potholes/touched/store.ts'
import { judgeFixes } from '../potholes/verdicts/judge.ts'
import { saveWhys, sayUnderstood } from '../potholes/whys/save.ts'
import { addPromise } from '../promises/store.ts'
import { readDemo } from './files.ts'
import { tellEverybody, tellPublic } from './repair-public.ts'
import type { Story, StoryPeople, Telling } from './repair-story.ts'

/** As many complaints as somebody would look through. */
const mostPicked = 60

/**
 * Tells how a pothole was repaired, step by step as people would have done it, on the days that the story names: from the rise
 * of real counts to a verdict worked out from them, a known issue, and letters to invented customers. Once; nothing where there
 * is a pothole already.
 */
export async function storeRepair(db: Database, language: 'en' | 'ru', now: Date): Promise<void> {
  const { rows } = await sql`select 1 from potholes limit 1`.execute(db)
  if (rows.length > 0) return
  const story = await readDemo<Story>('repair.json')
  const people = await peopleOf(db)
  const potholeId = await inTransaction(db, async (tx) => {
    const target = {
      product: await branch(tx, 'products', story.product),
      issue: await branch(tx, 'issues', [story.issue]),
    }
    const telling: Telling = { story, language, people, target }
    await storeCustomers(tx, telling, now)
    const id = await openIt(tx, telling)
    await understandIt(tx, id, telling)
    await tellPublic(tx, id, telling, { state: 'looking', at: story.understood })
    return id
  })
  await fixIt(db, potholeId, { story, language, people, target: await targetOf(db, potholeId) })
  await watchIt(db, potholeId, story, now)
  await tellEverybody(db, potholeId, { story, language, people, target: await targetOf(db, potholeId) })
}

async function peopleOf(db: Database): Promise<StoryPeople> {
  const { rows } = await sql<{ managerId: string; analystId: string }>`
    select (select id from people where role = 'manager' order by id limit 1) as "managerId",
      (select id from people where role = 'analyst' order by id limit 1) as "analystId"`.execute(db)
  return rows[0] as StoryPeople
}

const branch = async (tx: Tx, tree: 'products' | 'issues', path: string[]): Promise<string> =>
  (await ensureBranch(tx, tree, path)) as string

async function targetOf(db: Database, potholeId: string): Promise<RuleFilters> {
  const { rows } = await sql<{ filters: RuleFilters }>`
    select r.filters from potholes h join counted_rules r on r.id = h.rule_id where h.id = ${potholeId}`.execute(db)
  return rows[0]?.filters as RuleFilters
}

/** Invented customers, one for each of the first complaints that have words of ours. */
async function storeCustomers(tx: Tx, { story, target }: Telling, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from complaints where issue_id = ${target.issue} and text is not null and import_id is not null
      and exists (select 1 from external_ids e where e.complaint_id = complaints.id and e.external_id like 'R%')
    order by received_at limit ${story.customers.length}`.execute(tx)
  for (const [place, { name, email, language }] of story.customers.entries()) {
    const complaintId = rows[place]?.id
    if (!complaintId) return
    const id = newId()
    await insertRows(tx, 'customers', [{ id, name, language, created_at: now }])
    await insertRows(tx, 'customer_addresses', [{ kind: 'email', address: email, customer_id: id }])
    await sql`update complaints set customer_id = ${id} where id = ${complaintId}`.execute(tx)
  }
}

async function openIt(tx: Tx, { story, language, people, target }: Telling): Promise<string> {
  const acting = { actor: { kind: 'person', id: people.analystId }, now: new Date(story.opened) } as const
  const id = await openPothole(
    tx,
    {
      name: story.name[language],
      statement: story.statement[language],
      ownerId: people.managerId,
      dueOn: story.dueOn,
      rule: target,
      harm: story.harm,
      harmNote: story.harmNote[language],
      loss: { each: story.lossEach, currency: story.currency },
      origin: 'hot_spot',
      originRef: `issue ${target.issue}`,
    },
    acting,
  )
  await pickEvidence(tx, id, { before: story.opened, hasWords: false, issueId: target.issue as string }, acting)
  return id
}

type Picking = { before: string; hasWords: boolean; issueId: string }

/** What came so far and is no evidence yet, with words first. */
async function pickEvidence(
  tx: Tx,
  potholeId: string,
  { before, hasWords, issueId }: Picking,
  acting: Parameters<typeof pickFor>[3],
): Promise<void> {
  const { rows } = await sql<{ reference: string }>`
    select reference from complaints where issue_id = ${issueId} and received_at < ${before}::timestamptz and pothole_id is null
      and (text is not null or not ${hasWords}) order by text is null, received_at desc limit ${mostPicked}`.execute(tx)
  const references = rows.map(({ reference }) => reference)
  await pickFor(tx, potholeId, references, acting)
}

/** Why it is there, which promise it breaks, and at which step. */
async function understandIt(tx: Tx, potholeId: string, { story, language, people, target }: Telling): Promise<void> {
  const acting = { potholeId, byId: people.managerId, now: new Date(story.understood) }
  const ids = story.whys.map(() => randomUUID())
  const whys = story.whys.map(({ why, ends = null }, place) => ({
    id: ids[place] as string,
    parentId: ids[place - 1] ?? null,
    text: why[language],
    endsAt: ends,
    isNoPerson: false,
  }))
  await saveWhys(tx, acting, whys)
  await sayUnderstood(tx, acting, true)
  const { rows } = await sql<{ id: string }>`select id from journey_steps where code = ${story.step}`.execute(tx)
  const stepIds = rows.map(({ id }) => id)
  const { text, indicator, remedy } = story.promise
  const promiseId = await addPromise(
    tx,
    {
      kind: 'other',
      text,
      saidWhere: null,
      conditions: null,
      indicator: indicator[language],
      threshold: 0.999,
      remedy: remedy[language],
      ownerId: people.managerId,
      validFrom: story.opened.slice(0, 10),
      validTo: null,
      productIds: [target.product as string],
      stepIds,
    },
    { byId: people.managerId, now: acting.now },
  )
  const actor = { kind: 'person', id: people.managerId } as const
  await nameTouched(tx, potholeId, { promiseIds: [promiseId], stepIds }, { actor, now: acting.now, ifMatch: null })
}

async function fixIt(db: Database, potholeId: string, { story, language, people, target }: Telling): Promise<void> {
  const { fix } = story
  const [agreed, live] = [new Date(fix.agreed), new Date(fix.live)]
  const person = { id: people.managerId, role: 'manager' }
  const controls = await inTransaction(db, async (tx) => {
    const named = []
    for (const name of story.controls)
      named.push({ name, filters: { ...target, issue: await branch(tx, 'issues', [name]) } })
    return named
  })
  const terms = FixTerms.parse({
    name: fix.name[language],
    change: fix.change[language],
    place: fix.place[language],
    doneById: people.managerId,
    cost: { amount: fix.cost, currency: story.currency },
    expectedRatio: fix.expectedRatio,
    expectedBy: fix.expectedBy,
    baseline: { from: fix.baselineFrom, to: fix.baselineTo },
    stages: [{ place: fix.place[language], plannedOn: fix.plannedOn, releasedAs: fix.release }],
    controls,
  })
  const fixId = await inTransaction(db, async (tx) => {
    const { id } = await draftFix(tx, potholeId, terms, { personId: people.managerId, now: agreed })
    return agreeFix(tx, id, { db, person, now: agreed, ifMatch: null })
  })
  // What is before the fix is counted and frozen before it is live.
  await countUntil(db, story.looks.until)
  await countNewRules(db, new Date(story.looks.until))
  await judgeFixes(db, agreed)
  const marking = {
    fixId,
    number: 1,
    on: null,
    releasedAs: null,
    marker: { how: 'person', id: people.managerId },
  } as const
  await inTransaction(db, async (tx) => {
    // Those who told of it in words while it was being repaired.
    const told = { before: fix.live, hasWords: true, issueId: target.issue as string }
    await pickEvidence(tx, potholeId, told, { actor: { kind: 'person', id: people.analystId }, now: live })
    await markStageLive(tx, { ...marking, now: live })
  })
}

/** Counts every day before one, with what waits to mark days as changed and what the jobs of the server are counting just now. */
async function countUntil(db: Database, day: string): Promise<void> {
  for (;;) {
    await drainCounts(db)
    await recountDays(db, { before: day })
    const { rows } = await sql`select 1 from complaint_counts_outbox limit 1`.execute(db)
    if (rows.length === 0 && (await countedUntil(db, new Date(day))) >= day) return
    await wait(100)
  }
}

/** Somebody looks every so many days until it is told that it worked, and after that once more at the end. */
async function watchIt(db: Database, potholeId: string, { looks }: Story, now: Date): Promise<void> {
  const until = new Date(looks.until)
  for (let at = new Date(looks.from); at < until; at = new Date(at.getTime() + looks.everyDays * 86_400_000)) {
    await judgeFixes(db, at)
    const { rows } = await sql`select 1 from potholes where id = ${potholeId} and proven_at is not null`.execute(db)
    if (rows.length > 0) break
  }
  await judgeFixes(db, until < now ? until : now)
}
