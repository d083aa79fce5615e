import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Condition } from '../several.ts'
import { type Box, type Part, readBox } from './box.ts'
import type { SearchNote } from './contract.ts'
import { knownCondition } from './known.ts'
import { queryOf, type Readings } from './query.ts'
import { readingsOf } from './readings.ts'
import { type Asker, conditionOfField, type ValueNote } from './values.ts'

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
  const box = isTyping ? stillTyped(readBox(typed), typed) : readBox(typed)
  const unknown = box.unknown.map(
    ({ name, meant }): SearchNote => ({ kind: 'unknown_field', typed: `${name}:`, meant: meant && `${meant}:` }),
  )
  if (box.parts.length === 0) return { ...plain, condition: sql`false`, notes: unknown }
  const fields = await fieldsOf(box, asker)
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
    isWordsOnly: conditions.length === 0,
    parts: box.parts,
    readings,
  }
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

async function fieldsOf({ parts }: Box, asker: Asker): Promise<{ conditions: Condition[]; notes: ValueNote[] }> {
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
