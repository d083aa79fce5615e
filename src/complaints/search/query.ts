import { sql } from 'kysely'
import type { Condition } from '../several.ts'
import type { Or, Words } from './box.ts'

/** How a word that nobody wrote may be read all the same: as the beginning of one, or as names that are like it. */
export type Reading = { isBeginning: boolean; names: string[] }
export type Readings = ReadonlyMap<Words, Reading>

/** One sign of a writing without spaces begins a stored pair. */
const isOneSign = (text: string): boolean =>
  [...text].length === 1 && /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\uffef]/u.test(text)
/** What could be a number of ours or of another system. */
const couldBeNumber = (text: string): boolean =>
  (/\d/.test(text) || /^am-/i.test(text)) && text.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= 3

/** Longer words are neither names nor numbers. */
export const longestName = 60

const orNothing = (query: Condition): Condition => sql`coalesce(${query}, ''::tsquery)`

/** The question for one word or phrase; a word may also be of the customer's name, or a number. */
export function queryOfWords({ text, isPhrase, isBeginning }: Words, reading?: Reading): Condition {
  if (isPhrase) return sql`words_query(${text}, false)`
  const begins = sql.lit(isBeginning || (reading?.isBeginning ?? false) || isOneSign(text))
  const words = sql`words_query(${text}, ${begins})`
  if (text.length > longestName) return words
  const others = [
    orNothing(sql`name_query(${text}, ${begins})`),
    ...(couldBeNumber(text) ? [orNothing(sql`number_query(${text.replace(/^am-/i, '')}, ${begins})`)] : []),
    ...(reading?.names ?? []).map((name) => orNothing(sql`name_query(${name}, false)`)),
  ]
  // A word that every text has, such as "the", asks for nothing, not for somebody called so.
  return sql`(case when numnode(${words}) = 0 then ${words} else ${words} || ${sql.join(others, sql` || `)} end)`
}

/** The question for all that was typed: the words of each side of an OR together, and none of the excluded ones. */
export function queryOf(parts: readonly (Words | Or)[], readings: Readings = new Map()): Condition | null {
  const sides: Words[][] = [[]]
  for (const part of parts) {
    if (part.kind === 'or') sides.push([])
    else sides.at(-1)?.push(part)
  }
  const asked = sides
    .filter((side) => side.length > 0)
    .map(
      (side) =>
        sql`(${sql.join(
          side.map((words) => wantedOrNot(words, readings)),
          sql` && `,
        )})`,
    )
  return asked.length === 0 ? null : sql`(${sql.join(asked, sql` || `)})`
}

const wantedOrNot = (words: Words, readings: Readings): Condition =>
  words.isExcluded ? sql`(!!${queryOfWords(words)})` : queryOfWords(words, readings.get(words))
