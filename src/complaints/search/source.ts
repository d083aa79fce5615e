import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Condition } from '../several.ts'
import { type Box, type Part, readBox } from './box.ts'
import type { SearchNote } from './contract.ts'
import { type CompanyField, companyFieldsNamed } from './company-fields.ts'
import { knownCondition } from './known.ts'
import { queryOf, type Readings } from './query.ts'
import { readingsOf } from './readings.ts'
import { type Asker, conditionOfField, type FieldAsker, type ValueNote } from './values.ts'

/** Where to look for what was typed into the search box. */
export type Source = {
  from: Condition
  /** On complaints `c`, and on their search rows `s` when words were typed. */
  condition: Condition
  receivedAt: Condition
  id: Condition
  notes: SearchNote[]
  /** The words as a question to `s.vector`, if any were typed. */
  query: Condition | null
  /** Whether the database can only guess how many have the words: phrases, beginnings, exclusions. */
  isGuess: boolean
  /** Words and nothing else: then `s` alone can be counted. */
  isWordsOnly: boolean
  /** What was typed, and how words that nobody wrote were read. */
  parts: readonly Part[]
  readings: Readings
}

const plain = {
  from: sql`complaints c`,
  receivedAt: sql`c.received_at`,
  id: sql`c.id`,
  notes: [] as SearchNote[],
  query: null,
  isGuess: false,
  isWordsOnly: false,
  parts: [] as readonly Part[],
  readings: new Map() as Readings,
}

/**
 * Where to look for what was typed: complaints alone, or joined to their search row when words were typed. A number, an
 * e-mail address or a telephone number finds what it belongs to. `isTyping`: the last word may be a beginning.
 */
export async function sourceOf(typed: string | undefined, asker: Asker, { isTyping = false } = {}): Promise<Source> {
  if (!typed?.trim()) return { ...plain, condition: sql`true` }
  const known = await knownCondition(asker.db, typed)
  if (known) return { ...plain, condition: known }
  const { box, company } = await readAll(typed, asker.db, isTyping)
  const unknown = box.unknown.map(
    ({ name, meant }): SearchNote => ({ kind: 'unknown_field', typed: `${name}:`, meant: meant && `${meant}:` }),
  )
  if (box.parts.length === 0) return { ...plain, condition: sql`false`, notes: unknown }
  const fields = await fieldsOf(box, { ...asker, company })
  const words = await wordsOf(box, asker.db)
  const notes = [...unknown, ...fields.notes, ...words.notes]
  const { query, readings } = words
  const { conditions } = fields
  if (query === null) return { ...plain, condition: all(conditions), notes }
  return {
    from: sql`complaint_search s join complaints c on c.id = s.complaint_id`,
    condition: all([sql`s.vector @@ ${query}`, ...conditions]),
    // The search row's own copy: the newest matches then come from one index, without sorting them all.
    receivedAt: sql`s.received_at`,
    id: sql`s.complaint_id`,
    notes,
    query,
    isGuess:
      box.parts.some((part) => part.kind === 'words' && (part.isPhrase || part.isBeginning || part.isExcluded)) ||
      readings.size > 0,
    isWordsOnly: conditions.length === 0,
    parts: box.parts,
    readings,
  }
}

/** Reads the box; names that are no filter of ours may be fields of the company. */
async function readAll(typed: string, db: Database, isTyping: boolean) {
  const own = readBox(typed)
  const names = own.unknown.map(({ name }) => name)
  const company = names.length > 0 ? await companyFieldsNamed(db, names) : new Map<string, CompanyField>()
  const box = company.size > 0 ? readBox(typed, new Set(company.keys())) : own
  return { box: isTyping ? stillTyped(box, typed) : box, company }
}

/** While it is typed, the last word may be the beginning of one. */
function stillTyped(box: Box, typed: string): Box {
  const parts = box.parts.map((part) =>
    part.kind === 'words' && !part.isPhrase && !part.isExcluded && part.end === typed.length
      ? { ...part, isBeginning: true }
      : part,
  )
  return { ...box, parts }
}

const all = (conditions: Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`

async function fieldsOf({ parts }: Box, asker: FieldAsker): Promise<{ conditions: Condition[]; notes: ValueNote[] }> {
  const read = await Promise.all(
    parts.filter((part) => part.kind === 'field').map((field) => conditionOfField(field, asker)),
  )
  return {
    conditions: read.flatMap(({ condition }) => condition ?? []),
    notes: read.flatMap(({ notes }) => notes),
  }
}

async function wordsOf(
  { parts }: Box,
  db: Database,
): Promise<{ query: Condition | null; readings: Readings; notes: SearchNote[] }> {
  const asked = parts.filter((part) => part.kind !== 'field')
  const { readings, notes } = await readingsOf(
    db,
    asked.filter((part) => part.kind === 'words'),
  )
  return { query: queryOf(asked, readings), readings, notes }
}

export const withComplaints = sql`join complaints c on c.id = s.complaint_id`

/** As many of the newest as are looked through one by one before all that have the words are looked up. */
const newestLooked = 3000

/**
 * Two ways to the newest that have words whose number the database can only guess: through the newest rows, which is enough when
 * many have them, and through the index of words, when few have. The second is to be used when the first finds too few.
 * @param beyond  what a row `s` must fulfil to come after the page before
 * @param join    `withComplaints`, or nothing when only `s` is asked about
 */
export const waysTo = (
  beyond: Condition,
  join: Condition,
): { newest: Condition; all: Condition; order: Condition } => ({
  newest: sql`(select * from complaint_search s where ${beyond} order by s.received_at desc, s.complaint_id desc limit ${newestLooked}) s ${join}`,
  all: sql`complaint_search s ${join}`,
  // An order that no index has, or the database would walk through all rows by time, expecting to meet enough soon.
  order: sql`s.received_at + interval '0' desc, s.complaint_id desc`,
})
