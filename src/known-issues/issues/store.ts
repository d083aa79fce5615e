import { sql } from 'kysely'
import { addPotholeEvent, lockPothole, type PotholeActor } from '../../potholes/record/store.ts'
import { type Database, insertRows, type Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { queueNews } from '../subscriptions/queue.ts'
import {
  flawsOf,
  type IssueContent,
  type IssueFlaw,
  type IssueState,
  namesRepair,
  nothingWritten,
  type RepairFacts,
  shownParts,
  slugOf,
  stemsOf,
  writtenIn,
} from './rules.ts'

/** Who writes; null: the product itself, or a program. */
export type Writing = { byId: string | null; ifMatch?: IfMatch; now: Date }

/** What is kept of a known issue beside its versions. */
export type Kept = {
  id: string
  slug: string | null
  draft: IssueContent | null
  shown: number | null
  version: number
}

/** Before anything is written. */
export const nothing: IssueContent = {
  state: 'looking',
  release: null,
  dueOn: null,
  productIds: [],
  texts: { en: nothingWritten, ru: nothingWritten },
}

/** The record of the pothole as far as the public is told of it. */
export async function factsOf(db: Database | Tx, potholeId: string): Promise<RepairFacts | null> {
  const { rows } = await sql<RepairFacts>`
    select live_at is not null as "isLive", proven_at is not null as "isProven",
      coalesce(closing = 'not_repaired', false) as "isNotRepaired"
    from potholes where id = ${potholeId}`.execute(db)
  return rows[0] ?? null
}

/** What is kept of the known issue of a pothole; null where nobody began one. */
export async function findKept(db: Database | Tx, potholeId: string): Promise<Kept | null> {
  const { rows } = await sql<Kept>`
    select id, slug, draft, shown, version from known_issues where pothole_id = ${potholeId}`.execute(db)
  return rows[0] ?? null
}

/** What a version says. @param number  null: nothing, as before the first */
export async function contentOf(db: Database | Tx, id: string, number: number | null): Promise<IssueContent> {
  if (number === null) return nothing
  const { rows } = await sql<Omit<IssueContent, 'texts'> & { texts: Partial<IssueContent['texts']> }>`
    select v.state, v.release, v.due_on as "dueOn", v.product_ids as "productIds",
      (select json_object_agg(t.language, json_build_object('title', t.title, 'fails', t.fails, 'hits', t.hits,
        'workaround', t.workaround, 'repair', t.repair, 'said', t.said))
       from known_issue_texts t where t.known_issue_id = v.known_issue_id and t.number = v.number) as texts
    from known_issue_versions v where v.known_issue_id = ${id} and v.number = ${number}`.execute(db)
  const found = rows[0]
  return found ? { ...found, texts: { ...nothing.texts, ...found.texts } } : nothing
}

/** Holds the known issue of a pothole for a change. @throws Problem pothole_not_found, stale, known_issue_not_begun */
async function hold(tx: Tx, potholeId: string, ifMatch: IfMatch = null): Promise<Kept> {
  await lockPothole(tx, potholeId)
  const kept = await findKept(tx, potholeId)
  if (!kept) throw new Problem('conflict', 'known_issue_not_begun')
  requireVersion(ifMatch, kept.version)
  return kept
}

type Draft = { content: IssueContent; checkEveryDays?: number | undefined }

const actorOf = (byId: string | null): PotholeActor => ({ kind: byId ? 'person' : 'key', id: byId })

/** Keeps what is being written. @throws Problem pothole_not_found, stale */
export async function writeDraft(
  tx: Tx,
  potholeId: string,
  { content, checkEveryDays }: Draft,
  { byId, ifMatch = null, now }: Writing,
): Promise<void> {
  await lockPothole(tx, potholeId)
  const kept = await findKept(tx, potholeId)
  requireVersion(ifMatch, kept?.version ?? 0)
  const draft = JSON.stringify(repairNamed(content))
  if (!kept)
    await sql`
      insert into known_issues (id, pothole_id, draft, check_every_days, made_by, made_at)
      values (${newId()}, ${potholeId}, ${draft}, ${checkEveryDays ?? 30}, ${byId}, ${now})`.execute(tx)
  else
    await sql`
      update known_issues set draft = ${draft}, check_every_days = coalesce(${checkEveryDays ?? null}, check_every_days),
        version = version + 1 where id = ${kept.id}`.execute(tx)
}

/** Where no repair is meant, no day of one is kept. */
const repairNamed = (content: IssueContent): IssueContent =>
  namesRepair(content.state) ? content : { ...content, release: null, dueOn: null }

/**
 * Publishes what is written, as the next version; whoever asked for news is written to when what is said of the repair changed.
 * @throws Problem pothole_not_found, stale, known_issue_not_begun, known_issue_flawed (each flaw with its field)
 */
export async function publish(tx: Tx, potholeId: string, { byId, ifMatch = null, now }: Writing): Promise<void> {
  const kept = await hold(tx, potholeId, ifMatch)
  const content = kept.draft ?? (await contentOf(tx, kept.id, await lastNumber(tx, kept.id)))
  const facts = await factsOf(tx, potholeId)
  const flaws = facts ? [...flawsOf(content, facts), ...(await flawsOfNames(tx, content))] : []
  if (flaws.length > 0) throw new Problem('unprocessable', 'known_issue_flawed', {}, { fields: flaws })
  await requireProducts(tx, content.productIds)
  await addVersion(tx, kept, content, { byId, now })
  await addPotholeEvent(tx, potholeId, { kind: 'known_issue_published', at: now, actor: actorOf(byId) })
}

/** Takes back what the record of the pothole no longer bears out, in the name of the product. */
export async function takeBackState(tx: Tx, kept: Kept, state: IssueState, now: Date): Promise<void> {
  const shown = await contentOf(tx, kept.id, kept.shown)
  const { en, ru } = shown.texts
  // What was said of a repair that is none would be untrue too.
  const texts = { en: { ...en, repair: '' }, ru: { ...ru, repair: '' } }
  await addVersion(tx, kept, repairNamed({ ...shown, state, texts }), { byId: null, now }, kept.draft)
}

async function addVersion(
  tx: Tx,
  { id, slug, shown }: Kept,
  content: IssueContent,
  { byId, now }: Writing,
  draft: IssueContent | null = null,
): Promise<void> {
  const { state, release, dueOn, productIds, texts } = content
  const number = ((await lastNumber(tx, id)) ?? 0) + 1
  await sql`
    insert into known_issue_versions (known_issue_id, number, state, release, due_on, product_ids, published_at, published_by)
    values (${id}, ${number}, ${state}, ${release}, ${dueOn}, ${productIds}::uuid[], ${now}, ${byId})`.execute(tx)
  const rows = writtenIn(texts).map((language) => {
    const { key, all } = stemsOf(texts[language])
    return { known_issue_id: id, number, language, ...texts[language], key_stems: key, stems: all }
  })
  await insertRows(tx, 'known_issue_texts', rows)
  const at = slug ?? (await freeSlug(tx, id, texts))
  await sql`
    update known_issues set slug = ${at}, shown = ${number}, draft = ${draft && JSON.stringify(draft)}, first_shown_at = coalesce(first_shown_at, ${now}),
      withdrawn_at = null, checked_at = ${byId ? sql`${now}` : sql`coalesce(checked_at, ${now})`}, reminded_at = null, version = version + 1
    where id = ${id}`.execute(tx)
  if (shown !== null) await queueNews(tx, { issueId: id, from: shown, to: number, now })
}

async function lastNumber(tx: Tx, id: string): Promise<number | null> {
  const { rows } = await sql<{ number: number | null }>`
    select max(number) as number from known_issue_versions where known_issue_id = ${id}`.execute(tx)
  return rows[0]?.number ?? null
}

async function freeSlug(tx: Tx, id: string, texts: IssueContent['texts']): Promise<string> {
  const usual = slugOf(texts.en.title) || slugOf(texts.ru.title) || 'issue'
  const { rows } = await sql`select 1 from known_issues where slug = ${usual}`.execute(tx)
  return rows.length === 0 ? usual : `${usual}-${id.slice(-6)}`
}

/** Whose name stands in the words: nobody of us is named to the public. */
async function flawsOfNames(tx: Tx, { texts }: IssueContent): Promise<IssueFlaw[]> {
  const { rows } = await sql<{ name: string }>`select name from people where name ~ '\\S\\s+\\S'`.execute(tx)
  const names = rows.map(({ name }) => name.toLowerCase())
  return writtenIn(texts).flatMap((language) =>
    shownParts
      .filter((part) => names.some((name) => texts[language][part].toLowerCase().includes(name)))
      .map((part) => ({ field: `texts.${language}.${part}`, message: 'known_issue_names' })),
  )
}

async function requireProducts(tx: Tx, ids: string[]): Promise<void> {
  const { rows } = await sql`select 1 from products where id = any (${ids}::uuid[])`.execute(tx)
  if (rows.length !== new Set(ids).size)
    throw new Problem(
      'unprocessable',
      'known_issue_flawed',
      {},
      { fields: [{ field: 'productIds', message: 'known_issue_product' }] },
    )
}

/** Shows nothing of it any more; it is kept as a draft. @throws Problem stale, known_issue_not_begun, known_issue_not_published */
export async function withdraw(tx: Tx, potholeId: string, { byId, ifMatch = null, now }: Writing): Promise<void> {
  const kept = await hold(tx, potholeId, ifMatch)
  if (kept.shown === null) throw new Problem('conflict', 'known_issue_not_published')
  const draft = kept.draft ?? (await contentOf(tx, kept.id, kept.shown))
  await sql`
    update known_issues set shown = null, withdrawn_at = ${now}, draft = ${JSON.stringify(draft)}, version = version + 1
    where id = ${kept.id}`.execute(tx)
  await addPotholeEvent(tx, potholeId, { kind: 'known_issue_withdrawn', at: now, actor: actorOf(byId) })
}

/** Notes that somebody looked and it is still so. @throws Problem known_issue_not_begun, known_issue_not_published */
export async function confirmStillSo(tx: Tx, potholeId: string, now: Date): Promise<void> {
  const kept = await hold(tx, potholeId)
  if (kept.shown === null) throw new Problem('conflict', 'known_issue_not_published')
  await sql`update known_issues set checked_at = ${now}, reminded_at = null, version = version + 1 where id = ${kept.id}`.execute(
    tx,
  )
}
