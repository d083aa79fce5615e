import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { type TextKey, text } from '../../platform/texts/index.ts'
import {
  type LetterKind,
  letterKinds,
  type LetterLanguage,
  letterLanguages,
  type LetterWords,
  placeholdersOf,
} from './rules.ts'

export type LetterTemplate = LetterWords & {
  kind: LetterKind
  language: LetterLanguage
  /** Whether these are the company's own words, not the product's. */
  isOwn: boolean
}

/** What the product says in a kind of letter when the company has no words of its own for it. */
export function usualWords(kind: LetterKind, language: LetterLanguage): LetterWords {
  // Placeholders stand for themselves, so that what comes out is the template.
  const themselves = Object.fromEntries(placeholdersOf(kind).map(({ name }) => [name, `{${name}}`]))
  const say = (part: 'subject' | 'body') => text(language, `letter.${kind}.${part}` as TextKey, themselves)
  return { subject: say('subject'), body: say('body') }
}

/** The words of a kind of letter in a language: the company's own, else the product's. */
export async function wordsFor(db: Database | Tx, kind: LetterKind, language: LetterLanguage): Promise<LetterWords> {
  const { rows } = await sql<LetterWords>`
    select subject, body from letter_templates where kind = ${kind} and language = ${language}`.execute(db)
  return rows[0] ?? usualWords(kind, language)
}

/** The words of a kind of letter in every language. */
export async function wordsInAll(db: Database, kind: LetterKind): Promise<Record<LetterLanguage, LetterWords>> {
  const [en, ru] = await Promise.all([wordsFor(db, kind, 'en'), wordsFor(db, kind, 'ru')])
  return { en, ru }
}

/** Every kind in every language. */
export async function listTemplates(db: Database): Promise<LetterTemplate[]> {
  const { rows } = await sql<LetterWords & { kind: LetterKind; language: LetterLanguage }>`
    select kind, language, subject, body from letter_templates`.execute(db)
  return letterKinds.flatMap((kind) =>
    letterLanguages.map((language) => {
      const own = rows.find((row) => row.kind === kind && row.language === language)
      return { kind, language, ...(own ?? usualWords(kind, language)), isOwn: own !== undefined }
    }),
  )
}

type Change = { kind: LetterKind; language: LetterLanguage; words: LetterWords; personId: string | null; now: Date }

/** Gives a kind of letter words of the company's own. Letters that wait already keep theirs. */
export async function changeTemplate(db: Database, { kind, language, words, personId, now }: Change): Promise<void> {
  await sql`
    insert into letter_templates (kind, language, subject, body, changed_at, changed_by)
    values (${kind}, ${language}, ${words.subject}, ${words.body}, ${now}, ${personId})
    on conflict (kind, language) do update set subject = excluded.subject, body = excluded.body,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db)
}

/** Lets a kind of letter say what the product says by itself again. */
export async function resetTemplate(db: Database, kind: LetterKind, language: LetterLanguage): Promise<void> {
  await sql`delete from letter_templates where kind = ${kind} and language = ${language}`.execute(db)
}
