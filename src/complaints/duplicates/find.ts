import { sql } from 'kysely'
import { addressesOf, type CustomerGiven } from '../../customers/store.ts'
import { excerpt } from '../../language/index.ts'
import { likeness, toCompare, wordsIn } from '../../language/likeness.ts'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import { type Viewer, visibleTo } from '../filters.ts'
import type { Condition } from '../several.ts'
import type { MaybeSame } from './contract.ts'
import { enough, isLikely, sameCustomerDays, sameWordsDays, telling } from './rules.ts'

/** What is compared: words of somebody, at a time. `id`: of the complaint itself, which is not its own duplicate. */
export type Said = { id: string | null; text: string; customerId: string | null; at: Date }

const mostShown = 5
/** Beyond these nobody compares: the newest are enough. */
const mostCompared = 60
const dayMilliseconds = 86_400_000

type Row = {
  id: string
  reference: string
  received_at: Date
  words: string
  customer_id: string | null
  customer_name: string | null
  owner_id: string
  owner_name: string
  closed_at: Date | null
  closure: MaybeSame['closure']
}

/** The customer that somebody typed the address of, as far as we know one. */
export async function knownCustomer(db: Database, given: CustomerGiven | null | undefined): Promise<string | null> {
  const addresses = given ? addressesOf(given) : []
  if (addresses.length === 0) return null
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer_addresses
    where (kind, address) in (${sql.join(addresses.map((each) => sql`(${each.kind}, ${each.address})`))}) limit 1`.execute(
    db,
  )
  return rows[0]?.customer_id ?? null
}

/**
 * Complaints that may be the same as what was said, the likeliest first, at most five: of the same customer about the same
 * thing within three months, or in nearly the same words within one. Those that were merged already are left out.
 */
export async function findDuplicates(db: Database, said: Said, viewer: Viewer): Promise<MaybeSame[]> {
  const words = wordsIn(said.text)
  const groups = telling(words)
  const sources = [
    ...(said.customerId ? [ofCustomer(said, said.customerId)] : []),
    ...(groups.length > 0 ? [inWords(said, groups)] : []),
  ]
  if (sources.length === 0 || words.length < 3) return []
  const { rows } = await sql<Row>`
    with found as (${sql.join(sources, sql` union `)})
    select c.id, c.reference, c.received_at, left(c.text, 8000) as words, c.customer_id, cu.name as customer_name, c.owner_id,
      p.name as owner_name, c.closed_at, c.closure
    from found join complaints c on c.id = found.id join people p on p.id = c.owner_id left join customers cu on cu.id = c.customer_id
    where c.text is not null and c.closure is distinct from 'merged' and c.id is distinct from ${said.id} and ${visibleTo(viewer)}
      and not exists (select 1 from complaint_splits s where (s.complaint_id, s.from_id) in ((c.id, ${said.id}::uuid), (${said.id}::uuid, c.id)))`.execute(
    db,
  )
  const own = toCompare(said.text)
  return rows
    .map((row) => compare(row, likeness(own, toCompare(row.words)), said))
    .filter((each) => each !== null)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, mostShown)
    .map(({ shown }) => shown)
}

/** The same for a complaint that is stored. */
export async function duplicatesOf(db: Database, id: string, viewer: Viewer): Promise<MaybeSame[]> {
  const { rows } = await sql<Omit<Said, 'text'> & { text: string | null }>`
    select id, text, customer_id as "customerId", received_at as at from complaints where id = ${id}`.execute(db)
  const { text, ...rest } = onlyRow({ rows })
  return text === null ? [] : findDuplicates(db, { ...rest, text }, viewer)
}

const around = (said: Said, days: number): Condition =>
  sql`between ${new Date(said.at.getTime() - days * dayMilliseconds)} and ${new Date(said.at.getTime() + days * dayMilliseconds)}`

const ofCustomer = (said: Said, customerId: string): Condition => sql`(
  select c.id from complaints c where c.customer_id = ${customerId} and c.received_at ${around(said, sameCustomerDays)}
  order by c.received_at desc limit ${mostCompared})`

const inWords = (said: Said, groups: string[][]): Condition => sql`(
  select s.complaint_id as id from complaint_search s
  where s.received_at ${around(said, sameWordsDays)} and s.vector @@ (${sql.join(groups.map(together), sql` || `)})
  order by s.received_at desc limit ${mostCompared})`

const together = (group: string[]): Condition =>
  sql`(${sql.join(
    group.map((word) => sql`words_query(${word}, false)`),
    sql` && `,
  )})`

function compare(row: Row, like: ReturnType<typeof likeness>, said: Said): { rank: number; shown: MaybeSame } | null {
  const sameCustomer = said.customerId !== null && row.customer_id === said.customerId
  if (!isLikely(like, sameCustomer)) return null
  const shown = {
    id: row.id,
    reference: row.reference,
    receivedAt: row.received_at.toISOString(),
    excerpt: excerpt(row.words, 200),
    customer: row.customer_id ? { id: row.customer_id, name: row.customer_name } : null,
    owner: { id: row.owner_id, name: row.owner_name },
    closedAt: row.closed_at?.toISOString() ?? null,
    closure: row.closure,
    sameCustomer,
    alike: Math.round(like.words * 100) / 100,
    sameWords: like.phrases >= enough.phrases,
  }
  return { rank: Math.max(like.phrases, like.words) + Number(sameCustomer), shown }
}
