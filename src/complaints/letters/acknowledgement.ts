import type { NewComplaint } from '../shapes.ts'
import { fill, type LetterLanguage, type LetterWords, linkMark } from './rules.ts'

/** A letter before its complaint has a number: subject and body take it. */
export type Letter = {
  to: string
  language: LetterLanguage
  write: (reference: string) => LetterWords
}
/** What the letter says of the company, and in which words. */
export type Writing = {
  company: string
  owner: string
  /** The company's own language, for customers whose language we do not write. */
  language: LetterLanguage
  words: Record<LetterLanguage, LetterWords>
}

// Making one takes longer than storing a complaint's owner does.
const dueOptions = { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' } as const
const dueFormat = { en: new Intl.DateTimeFormat('en', dueOptions), ru: new Intl.DateTimeFormat('ru', dueOptions) }

/** The letter that says we have it, and by when the customer hears from us; null when we have no e-mail address. */
export function acknowledgement(
  { complaint, language, nextUpdateDue }: { complaint: NewComplaint; language: string; nextUpdateDue: Date },
  { company, owner, language: ours, words }: Writing,
): Letter | null {
  const to = complaint.customer?.email
  if (!to) return null
  const spoken = language === 'ru' || language === 'en' ? language : ours
  const due = `${dueFormat[spoken].format(nextUpdateDue)} UTC`
  const name = complaint.customer?.name ?? ''
  const said = { due, name, owner, company, link: linkMark }
  return { to, language: spoken, write: (reference) => fill(words[spoken], { ...said, reference }) }
}
