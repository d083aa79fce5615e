import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Words } from './box.ts'
import { isNear } from './names.ts'
import { longestName, queryOfWords, type Reading } from './query.ts'

/** A word that was taken for a name like it. */
export type MeantNote = { kind: 'meant'; typed: string; meant: string }

/**
 * How to read words that no complaint has: as the beginning of words that some have, else as names of customers like them.
 * Words that stand somewhere are left as they are, so that a slip is only seen where there must be one.
 */
export async function readingsOf(
  db: Database,
  words: Words[],
): Promise<{ readings: Map<Words, Reading>; notes: MeantNote[] }> {
  const readings = new Map<Words, Reading>()
  const notes: MeantNote[] = []
  const asked = words
    .filter(
      ({ isPhrase, isExcluded, text }) => !isPhrase && !isExcluded && text.length >= 3 && text.length <= longestName,
    )
    .slice(0, 8)
  if (asked.length === 0) return { readings, notes }
  const missing = await missingOf(db, asked, null)
  const nowhere = await missingOf(db, missing, { isBeginning: true, names: [] })
  for (const each of missing) if (!nowhere.includes(each)) readings.set(each, { isBeginning: true, names: [] })
  for (const each of nowhere) {
    const { folded, shown } = await namesLike(db, each.text)
    const [meant] = shown
    if (!meant) continue
    readings.set(each, { isBeginning: false, names: folded })
    notes.push({ kind: 'meant', typed: each.text, meant })
  }
  return { readings, notes }
}

/** Those of the words that no complaint has, read so. */
async function missingOf(db: Database, words: Words[], reading: Reading | null): Promise<Words[]> {
  if (words.length === 0) return []
  const asked = words.map((each, index) => {
    const query = queryOfWords(each, reading ?? undefined)
    // Whoever asks for one row gets a reading of the whole table while nothing is found; for a hundred the index is taken.
    // Of a beginning the database cannot guess how many have it: it is looked for in the newest first, then counted by index.
    const isAnywhere = reading?.isBeginning
      ? sql`exists (select 1 from (select vector from complaint_search order by received_at desc, complaint_id desc limit 1000) newest
          where newest.vector @@ ${query}) or (select count(*) from complaint_search s where s.vector @@ ${query}) > 0`
      : sql`(select count(*) from (select 1 from complaint_search s where s.vector @@ ${query} limit 100) found) > 0`
    return sql`select ${index}::int as place where numnode(${query}) > 0 and not (${isAnywhere})`
  })
  const { rows } = await sql<{ place: number }>`${sql.join(asked, sql` union all `)}`.execute(db)
  return rows.flatMap(({ place }) => words[place] ?? [])
}

/** Words of customers' names like this one, folded and as a customer writes them. */
export async function namesLike(db: Database, typed: string): Promise<{ folded: string[]; shown: string[] }> {
  const { rows } = await sql<{ name: string; words: string[]; asked: string }>`
    select name, name_words(name) as words, folded_name(${typed}) as asked from customers
    where name_lexemes(name) @@ similar_name_query(${typed}) limit 200`.execute(db)
  const near = rows.flatMap(({ name, words, asked }) =>
    words.filter((word) => isNear(asked, word)).map((word) => ({ word, name })),
  )
  return {
    folded: [...new Set(near.map(({ word }) => word))].slice(0, 20),
    shown: [...new Set(near.map(({ name }) => name))],
  }
}
