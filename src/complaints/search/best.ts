import { sql } from 'kysely'
import { excerpt } from '../../language/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { seesEverything, type Viewer, visibleTo } from '../filters.ts'
import type { Condition } from '../several.ts'
import { readBox, type Words } from './box.ts'
import type { SearchAnswer } from './contract.ts'
import { foundIn } from './found.ts'
import { customersAt } from './known.ts'
import { bestOf } from './names.ts'
import { longestName } from './query.ts'
import { type Source, sourceOf, waysTo, withComplaints } from './source.ts'

/** As many of the newest as are compared with one another. */
const candidates = 60

/** The best complaints, customers and people for what is being typed. */
export async function searchAll(
  db: Database,
  { q, limit }: { q: string; limit: number },
  viewer: Viewer,
  now: Date,
): Promise<SearchAnswer> {
  if (q === '') return { complaints: [], more: false, customers: [], people: [], notes: [] }
  const source = await sourceOf(q, { db, viewer, now }, { isTyping: true })
  const names = namesTyped(q)
  const [best, customers, people] = await Promise.all([
    bestComplaints(db, source, viewer, limit + 1),
    seesEverything(viewer) ? customersLike(db, q, names, limit) : [],
    peopleLike(db, names),
  ])
  const found = await foundIn(
    db,
    best.map(({ id }) => id),
    source.parts,
    source.readings,
  )
  const complaints = best.slice(0, limit).map((row) => ({
    reference: row.reference,
    receivedAt: row.received_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    title: row.title,
    excerpt: row.words === null ? null : excerpt(row.words, 160),
    customer: row.customer,
    found: found.get(row.id) ?? null,
  }))
  return { complaints, more: best.length > limit, customers, people, notes: source.notes }
}

/** Words that may be a name: no filters, no phrases, and not many. */
function namesTyped(q: string): string[] {
  const { parts } = readBox(q)
  const words = parts.filter((part): part is Words => part.kind === 'words' && !part.isExcluded && !part.isPhrase)
  return words.length === parts.length && words.length <= 4 ? words.map(({ text }) => text.slice(0, longestName)) : []
}

type Best = {
  id: string
  reference: string
  received_at: Date
  closed_at: Date | null
  title: string | null
  words: string | null
  customer: string | null
}

/** The newest candidates, open ones and those with most of the words first. */
async function bestComplaints(db: Database, source: Source, viewer: Viewer, limit: number): Promise<Best[]> {
  const { from, condition, receivedAt, id, query, isGuess } = source
  const rank = query === null ? sql`0::real` : sql`ts_rank(n.vector, ${query})`
  const vector: Condition = query === null ? sql`null::tsvector` : sql`s.vector`
  const rowsFrom = async (place: Condition, order: Condition) => {
    const { rows } = await sql<Best>`
    with newest as (
      select ${id} as id, ${receivedAt} as received_at, ${vector} as vector from ${place}
      where ${condition} and ${visibleTo(viewer)} order by ${order} limit ${candidates})
    select c.id, c.reference, c.received_at, c.closed_at, c.title, left(c.text, 500) as words, cu.name as customer
    from newest n join complaints c on c.id = n.id left join customers cu on cu.id = c.customer_id
    order by c.closed_at is not null, ${rank} desc, n.received_at desc, c.id limit ${limit}`.execute(db)
    return rows
  }
  if (!isGuess) return rowsFrom(from, sql`2 desc, 1 desc`)
  const ways = waysTo(sql`true`, withComplaints)
  const soon = await rowsFrom(ways.newest, sql`2 desc, 1 desc`)
  return soon.length === limit ? soon : rowsFrom(ways.all, ways.order)
}

type FoundCustomer = SearchAnswer['customers'][number]

/** Customers by address or telephone number, else by the beginnings of their names, else by names like it. */
async function customersLike(db: Database, q: string, names: string[], limit: number): Promise<FoundCustomer[]> {
  const known = await customersAt(db, q)
  if (known.length > 0) return customersWhere(db, sql`cu.id in (${sql.join(known)})`, limit)
  if (names.length === 0) return []
  const begun = names.map((name) => sql`name_lexemes(cu.name) @@ name_query(${name}, true)`)
  const found = await customersWhere(db, sql.join(begun, sql` and `), limit)
  const long = names.filter((name) => name.length >= 4)
  if (found.length > 0 || long.length < names.length) return found
  const alike = names.map((name) => sql`name_lexemes(cu.name) @@ similar_name_query(${name})`)
  return customersWhere(db, sql.join(alike, sql` and `), limit)
}

async function customersWhere(db: Database, condition: Condition, limit: number): Promise<FoundCustomer[]> {
  const { rows } = await sql<FoundCustomer>`
    select found.*, (select count(*) from complaints c where c.customer_id = found.id) as complaints,
      (select count(*) from complaints c where c.customer_id = found.id and c.closed_at is null) as open
    from (select cu.id, cu.name from customers cu where ${condition} limit ${limit}) found order by open desc, name`.execute(
    db,
  )
  return rows
}

type Person = SearchAnswer['people'][number] & { words: string[]; asked: string[] }

async function peopleLike(db: Database, names: string[]): Promise<SearchAnswer['people']> {
  if (names.length === 0) return []
  const { rows } = await sql<Person>`
    select p.id, p.name, t.name as team, name_words(p.name) as words, name_words(${names.join(' ')}) as asked
    from people p left join teams t on t.id = p.team_id where p.active`.execute(db)
  const ids = new Set(bestOf(rows, names.join(' ')).ids)
  return rows
    .filter(({ id }) => ids.has(id))
    .slice(0, 3)
    .map(({ id, name, team }) => ({ id, name, team }))
}
