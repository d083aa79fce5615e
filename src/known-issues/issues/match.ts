import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { text } from '../../platform/texts/index.ts'
import type { PublicIssue, SuggestedIssue } from './contract.ts'
import { type Findable, matchesIn } from './matching.ts'
import { publishedByIds, publishedOfPothole, type Telling, toPublic } from './published.ts'
import { stemsIn } from './rules.ts'

const mostNamed = 3
/** Of a very long text its beginning says what it is about. */
const mostStems = 400

type Asked = { words: string; productId?: string | null }

/** Published known issues that somebody may be writing about, the likeliest first, at most three. */
export async function matchPublished(db: Database, asked: Asked, telling: Telling): Promise<PublicIssue[]> {
  const rows = await publishedByIds(db, await matchingIds(db, asked))
  return rows.map((row) => toPublic(row, telling))
}

async function matchingIds(db: Database, { words, productId = null }: Asked): Promise<string[]> {
  const stems = stemsIn(words).slice(0, mostStems)
  if (stems.length === 0) return []
  const { rows } = await sql<Findable & { published: number }>`
    select k.id, t.key_stems as key, t.stems as all, v.product_ids as "productIds",
      (select count(*)::int from known_issues where shown is not null) as published
    from known_issue_texts t join known_issues k on k.id = t.known_issue_id and k.shown = t.number
      join known_issue_versions v on v.known_issue_id = k.id and v.number = k.shown
    where t.stems && ${stems}::text[] order by k.id limit 500`.execute(db)
  const productIds = productId ? await productFamily(db, productId) : null
  return matchesIn({ stems, productIds }, { issues: rows, published: rows[0]?.published ?? 0, most: mostNamed })
}

/** A product, those it belongs to, and those that belong to it. */
export async function productFamily(db: Database, productId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select id, parent_id from products where id = ${productId}
      union select p.id, p.parent_id from products p join above a on p.id = a.parent_id),
    below as (select ${productId}::uuid as id union select p.id from products p join below b on p.parent_id = b.id)
    select id from above union select id from below`.execute(db)
  return rows.map(({ id }) => id)
}

type Row = { words: string; productId: string | null; potholeId: string | null; language: string | null }

/**
 * What may be said of a complaint: the known issue of its pothole first, then those that its words are like; each with words
 * ready for an answer in the language of the complaint.
 */
export async function suggestFor(
  db: Database,
  complaintId: string,
  telling: Omit<Telling, 'language'>,
): Promise<SuggestedIssue[]> {
  const { rows } = await sql<Row>`
    select concat_ws(E'\n', title, text) as words, product_id as "productId", pothole_id as "potholeId", language
    from complaints where id = ${complaintId}`.execute(db)
  const complaint = rows[0]
  if (!complaint) return []
  const language = complaint.language === 'ru' ? 'ru' : 'en'
  const [own, ids] = await Promise.all([
    complaint.potholeId ? publishedOfPothole(db, complaint.potholeId) : null,
    matchingIds(db, complaint),
  ])
  const alike = await publishedByIds(db, ids)
  const found = own ? [own, ...alike.filter(({ id }) => id !== own.id)] : alike
  return found.slice(0, mostNamed).map((row) => {
    const issue = toPublic(row, { ...telling, language })
    return { ...issue, isItsPothole: row === own, reply: replyFrom(issue, language) }
  })
}

/** What of a known issue stands in an answer to one customer, to be made one's own. */
export function replyFrom(issue: PublicIssue, language: 'en' | 'ru'): string {
  const { title, workaround, repair, stateWords, url } = issue
  return [
    text(language, 'known.reply.known', { title }),
    ...(workaround ? [text(language, 'known.reply.helps', { workaround })] : []),
    text(language, 'known.reply.state', { state: stateWords }) + (repair ? `\n${repair}` : ''),
    text(language, 'known.reply.page', { url: `${url}?language=${language}` }),
  ].join('\n\n')
}
