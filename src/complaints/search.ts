import { type RawBuilder, sql } from 'kysely'

type Part = { words: string; isExcluded: boolean }

/** Splits what a person typed into words and "phrases", each wanted or, with a minus before it, unwanted. */
export function readQuery(typed: string): Part[] {
  const found = typed.match(/-?"[^"]+"|\S+/g) ?? []
  return found
    .map((each) => ({ words: each.replace(/^-/, ''), isExcluded: each.startsWith('-') && each.length > 1 }))
    .filter((part) => /[\p{L}\p{N}]/u.test(part.words))
}

/**
 * The search condition for what a person typed. A complaint is stored in the word forms of its own language, so wanted
 * words are looked for in each of the forms and unwanted ones must be absent in all.
 * @returns null when nothing searchable was typed
 */
export function searchCondition(typed: string): RawBuilder<unknown> | null {
  const parts = readQuery(typed)
  if (parts.length === 0) return null
  // Cyrillic words have no English forms and the other way round: fewer alternatives, faster search.
  const forms = /\p{Script=Cyrillic}/u.test(typed) ? ['russian', 'simple'] : ['english', 'simple']
  const inForm = (form: string, words: string) => sql`websearch_to_tsquery(${sql.lit(form)}::regconfig, ${words})`
  const wanted = parts
    .filter((part) => !part.isExcluded)
    .map((part) => part.words)
    .join(' ')
  const unwanted = parts
    .filter((part) => part.isExcluded)
    .flatMap((part) => forms.map((form) => sql`!!${inForm(form, part.words)}`))
  const either =
    wanted === ''
      ? []
      : [
          sql`(${sql.join(
            forms.map((form) => inForm(form, wanted)),
            sql` || `,
          )})`,
        ]
  return sql.join([...either, ...unwanted], sql` && `)
}
