import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { formatDate, type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { PublicIssue, PublicIssueWhole } from './contract.ts'
import { isLate, type IssueLanguage, type IssueState, type IssueWords } from './rules.ts'

/** In which language, as of when, and where customers reach us (without a slash at the end). */
export type Telling = { language: Language; now: Date; publicUrl: string }

export type PublishedRow = {
  id: string
  potholeId: string
  slug: string
  number: number
  state: IssueState
  release: string | null
  dueOn: string | null
  productIds: string[]
  products: string[]
  firstAt: Date
  changedAt: Date
  checkedAt: Date
  texts: Partial<Record<IssueLanguage, IssueWords>>
}

const publishedRows = sql`
  select k.id, k.pothole_id as "potholeId", k.slug, v.number, v.state, v.release, v.due_on as "dueOn", v.product_ids as "productIds",
    array(select p.name from products p where p.id = any (v.product_ids) order by p.name) as products,
    k.first_shown_at as "firstAt", v.published_at as "changedAt", k.checked_at as "checkedAt",
    (select json_object_agg(t.language, json_build_object('title', t.title, 'fails', t.fails, 'hits', t.hits,
        'workaround', t.workaround, 'repair', t.repair, 'said', ''))
      from known_issue_texts t where t.known_issue_id = k.id and t.number = v.number) as texts
  from known_issues k join known_issue_versions v on v.known_issue_id = k.id and v.number = k.shown`

/** Its pothole was merged into one of which something is published: nobody looks after this one any more. */
const isReplaced = sql`exists (
  select 1 from potholes h join known_issues o on o.pothole_id = h.merged_into_id and o.shown is not null where h.id = k.pothole_id)`

/** So many at most: more than anybody publishes. */
const most = 500

/** Where the page of a known issue is. */
export const issuePath = (slug: string): string => `/known-issues/${slug}`

/** What is published, those not repaired first, then the latest change first. @param productIds  only of these, or of none */
export async function listPublished(db: Database | Tx, productIds: string[] | null = null): Promise<PublishedRow[]> {
  const ofProducts = productIds ? sql`and (v.product_ids = '{}' or v.product_ids && ${productIds}::uuid[])` : sql``
  const { rows } = await sql<PublishedRow>`
    ${publishedRows} where not ${isReplaced} ${ofProducts}
    order by v.state = 'proven', v.published_at desc, k.id limit ${most}`.execute(db)
  return rows
}

/** Published ones by their ids, in the order of these. */
export async function publishedByIds(db: Database, ids: readonly string[]): Promise<PublishedRow[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<PublishedRow>`${publishedRows} where k.id = any (${ids}::uuid[]) and not ${isReplaced}`.execute(db)
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** What is published of the pothole that one was merged into, or of itself; null when nothing is. */
export async function publishedOfPothole(db: Database, potholeId: string): Promise<PublishedRow | null> {
  const { rows } = await sql<PublishedRow>`
    ${publishedRows} join potholes h on h.id = ${potholeId}
    where k.pothole_id in (h.id, h.merged_into_id) order by k.pothole_id = h.id limit 1`.execute(db)
  return rows[0] ?? null
}

/** What is published of the pothole that a complaint shows; null when it shows none, or nothing is. */
export async function publishedOfComplaint(db: Database, complaintId: string): Promise<PublishedRow | null> {
  const { rows } = await sql<{ potholeId: string }>`
    select pothole_id as "potholeId" from complaints where id = ${complaintId} and pothole_id is not null`.execute(db)
  return rows[0] ? publishedOfPothole(db, rows[0].potholeId) : null
}

/**
 * What stands at an address: what is published there; where its pothole was merged, that of the other one; `withdrawn` where it
 * was once; null where nothing ever was.
 */
export async function publishedAt(db: Database, slug: string): Promise<PublishedRow | 'withdrawn' | null> {
  const { rows: once } = await sql<{ potholeId: string }>`
    select pothole_id as "potholeId" from known_issues where slug = ${slug}`.execute(db)
  if (!once[0]) return null
  return (await publishedOfPothole(db, once[0].potholeId)) ?? 'withdrawn'
}

/** Whether anything is published at all. */
export async function isAnyPublished(db: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from known_issues where shown is not null limit 1`.execute(db)
  return rows.length > 0
}

/** The state in words, with when: `Repair committed: version 4.2, by 2 Mar 2026`. */
export function stateWords(
  { state, release, dueOn }: Pick<PublishedRow, 'state' | 'release' | 'dueOn'>,
  language: Language,
): string {
  const when = [
    ...(release ? [text(language, 'known.release', { release })] : []),
    ...(dueOn && state === 'committed' ? [text(language, 'known.by', { day: dayOf(dueOn, language) })] : []),
  ]
  const said = text(language, `known.state.${state}` as TextKey)
  return when.length > 0 ? `${said}: ${when.join(', ')}` : said
}

const dayOf = (day: string, language: Language): string => formatDate(language, `${day}T00:00:00Z`, 'UTC')

/** As the public sees it, in the language asked for or else the one it is written in. */
export function toPublic(row: PublishedRow, { language, now, publicUrl }: Telling): PublicIssue {
  const [spoken, words] = wordsIn(row.texts, language)
  const { title, fails, hits, workaround, repair } = words
  const { slug, state, release, dueOn, products, firstAt, changedAt, checkedAt } = row
  return {
    slug,
    url: `${publicUrl}${issuePath(slug)}`,
    language: spoken,
    title,
    fails,
    hits,
    workaround,
    repair,
    state,
    stateWords: stateWords(row, language),
    release,
    dueOn,
    products,
    isLate: isLate(row, now),
    firstAt: firstAt.toISOString(),
    changedAt: changedAt.toISOString(),
    checkedAt: checkedAt.toISOString(),
  }
}

function wordsIn(texts: PublishedRow['texts'], language: Language): [IssueLanguage, IssueWords] {
  const other = language === 'en' ? 'ru' : 'en'
  const own = texts[language]
  const words = own ?? texts[other]
  if (!words) throw new Error('A known issue was published without words.')
  return [own ? language : other, words]
}

/** One as the public sees it, with how its state changed. @throws Problem known_issue_unknown, known_issue_withdrawn */
export async function readPublished(db: Database, slug: string, telling: Telling): Promise<PublicIssueWhole> {
  const row = await publishedAt(db, slug)
  if (!row) throw new Problem('not_found', 'known_issue_unknown')
  if (row === 'withdrawn') throw new Problem('not_found', 'known_issue_withdrawn')
  return { ...toPublic(row, telling), history: await historyOf(db, row.id, telling.language) }
}

type Changed = Pick<PublishedRow, 'state' | 'release' | 'dueOn'> & { at: Date }

/** What was said of its repair, each change once, newest first. */
export async function historyOf(db: Database, id: string, language: Language): Promise<PublicIssueWhole['history']> {
  const { rows } = await sql<Changed>`
    select published_at as at, state, release, due_on as "dueOn" from known_issue_versions
    where known_issue_id = ${id} order by number`.execute(db)
  const told = rows.map((row) => ({ at: row.at.toISOString(), state: row.state, words: stateWords(row, language) }))
  return told.filter(({ words }, place) => words !== told[place - 1]?.words).reverse()
}
