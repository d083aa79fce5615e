import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { slipsAllowed, slipsBetween } from '../../language/slips.ts'

/** What has a name that people type: its ids and names, both languages in one. */
const named = {
  people: sql`select id, name from people`,
  teams: sql`select id, name from teams`,
  products: sql`select id, name from products`,
  issues: sql`select id, name from issues`,
  steps: sql`select id, concat_ws(' ', name ->> 'en', name ->> 'ru') as name from journey_steps`,
  causes: sql`select id, concat_ws(' ', name ->> 'en', name ->> 'ru') as name from causes where retired_version is null`,
  tags: sql`select id, name from tags where retired_at is null and merged_into_id is null`,
} satisfies Record<string, RawBuilder<unknown>>

export type Kind = keyof typeof named
type Row = { id: string; name: string; words: string[]; asked: string[] }
/** Those whose name was typed; `meant` is the name that was taken for it, when it was typed with a slip. */
export type Found = { ids: string[]; meant: string | null }

/** As many as one name may stand for. */
const most = 50

/**
 * Finds things by a name as people type it: whole, by the beginnings of its words, in the other alphabet, or with a slip.
 * Only the best kind of likeness counts: who types the whole name does not mean those whose name only begins with it.
 */
export async function findNamed(db: Database, kind: Kind, typed: string): Promise<Found> {
  const { rows } = await sql<Row>`
    select id, name, name_words(name) as words, name_words(${typed.slice(0, 200)}) as asked from (${named[kind]}) things`.execute(
    db,
  )
  return bestOf(rows, typed)
}

/** Of things with the folded words of their name, those that are meant. */
export function bestOf(rows: Row[], typed: string): Found {
  const same = rows.filter(({ name }) => name.toLowerCase() === typed.trim().toLowerCase())
  if (same.length > 0) return found(same, false)
  const whole = rows.filter(
    ({ words, asked }) => asked.length > 0 && asked.length === words.length && fits(asked, words, isSame),
  )
  if (whole.length > 0) return found(whole, false)
  const begun = rows.filter(({ words, asked }) => asked.length > 0 && fits(asked, words, begins))
  if (begun.length > 0) return found(begun, false)
  return found(
    rows.filter(({ words, asked }) => asked.length > 0 && fits(asked, words, isNear)),
    true,
  )
}

const found = (rows: Row[], isGuess: boolean): Found => ({
  ids: rows.slice(0, most).map(({ id }) => id),
  meant: isGuess ? (rows[0]?.name ?? null) : null,
})

const isSame = (asked: string, word: string): boolean => asked === word
const begins = (asked: string, word: string): boolean => word.startsWith(asked)
/** Whether a folded word is another with a slip or two. */
export const isNear = (asked: string, word: string): boolean =>
  begins(asked, word) || slipsBetween(asked, word, slipsAllowed(asked)) <= slipsAllowed(asked)

const fits = (asked: string[], words: string[], is: (asked: string, word: string) => boolean): boolean =>
  asked.every((each) => words.some((word) => is(each, word)))
