import { sql } from 'kysely'
import { endOfTerm } from '../../calendar/terms.ts'
import { activeRegimes } from '../../complaints/clocks/store.ts'
import { type CareTimes, careTimes } from '../../complaints/solution/settings.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { versionOfContent } from '../../platform/http/etag.ts'
import { formatDuration, type Language, text } from '../../platform/texts/index.ts'
import type { HandlingPage } from './contract.ts'
import { type HandlingPart, handlingParts } from './parts.ts'

type Row = { part: HandlingPart; language: Language; words: string }
export type OwnWords = Record<HandlingPart, Record<Language, string | null>>

/** What the product says, with the company's own time limits in it. */
function usualWords(part: HandlingPart, language: Language, times: CareTimes): string {
  const hours = (count: number) => formatDuration(language, count * 3600)
  return text(language, `portal.handling.${part}.usual`, {
    within: hours(times.updateWithinHours),
    speaks: hours(times.managerSpeaksWithinHours),
    remind: hours(times.remindAfterDays * 24),
    reminders: times.remindersBeforeClosing,
    reopen: hours(times.reopenWithinDays * 24),
  })
}

/** What the rules that bind the company add to the page. */
export type BoundBy = {
  /** By when every complaint is decided at the latest, `within 20 working days`; null when no rule says. */
  decideWithin: string | null
  /** Where customers can turn outside, in the words of those rules. */
  signposts: string[]
}

/** Reads what the rules that are in force now say to customers. */
export async function readBoundBy(db: Database, language: Language, now: Date): Promise<BoundBy> {
  const regimes = await activeRegimes(db)
  const signposts = regimes.flatMap(({ definition }) => definition.signpost?.[language] ?? [])
  const forAll = regimes.filter(({ definition }) => Object.keys(definition.conditions).length === 0)
  const limits = forAll.flatMap(({ definition, calendar }) =>
    definition.stages
      .filter(({ kind, isDuty }) => kind === 'decide' && isDuty)
      .map(({ term }) => ({ term, end: endOfTerm(term, now, calendar).getTime() })),
  )
  const term = limits.toSorted((one, other) => one.end - other.end)[0]?.term
  const decideWithin = term ? text(language, `portal.handling.term.${term.unit}`, { count: term.amount }) : null
  return { decideWithin, signposts: [...new Set(signposts)] }
}

/**
 * Every part in both languages: what the company says, and what the product says where it says nothing.
 * @throws Problem not_set_up
 */
export async function readHandlingPage(db: Database | Tx): Promise<Omit<HandlingPage, 'address'>> {
  const { rows } = await sql<Row>`select part, language, words from handling_texts`.execute(db)
  const times = await careTimes(db)
  const wordsOf = (part: HandlingPart, language: Language) => ({
    own: rows.find((row) => row.part === part && row.language === language)?.words ?? null,
    usual: usualWords(part, language, times),
  })
  const parts = Object.fromEntries(
    handlingParts.map((part) => [part, { en: wordsOf(part, 'en'), ru: wordsOf(part, 'ru') }]),
  ) as HandlingPage['parts']
  return { parts, version: versionOfContent(parts) }
}

/** Replaces the company's own words by these; null gives a part back what the product says. */
export async function saveHandlingPage(tx: Tx, own: OwnWords, by: string | null, now: Date): Promise<void> {
  await sql`delete from handling_texts`.execute(tx)
  for (const part of handlingParts) {
    for (const [language, words] of Object.entries(own[part])) {
      if (words === null) continue
      await sql`
        insert into handling_texts (part, language, words, changed_at, changed_by)
        values (${part}, ${language}, ${words}, ${now}, ${by})`.execute(tx)
    }
  }
}
