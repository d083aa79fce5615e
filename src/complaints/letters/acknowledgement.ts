import { type TextKey, text } from '../../platform/texts/index.ts'
import type { NewComplaint } from '../shapes.ts'

/** A letter before its complaint has a number: subject and body take it. */
export type Letter = {
  to: string
  language: 'en' | 'ru'
  subject: (reference: string) => string
  body: (reference: string) => string
}

// Making one takes longer than storing a complaint's owner does.
const dueOptions = { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' } as const
const dueFormat = { en: new Intl.DateTimeFormat('en', dueOptions), ru: new Intl.DateTimeFormat('ru', dueOptions) }

/** The letter that says we have it, and by when the customer hears from us; null when we have no e-mail address. */
export function acknowledgement({
  complaint,
  language,
  nextUpdateDue,
}: {
  complaint: NewComplaint
  language: string
  nextUpdateDue: Date
}): Letter | null {
  const to = complaint.customer?.email
  if (!to) return null
  const spoken = language === 'ru' ? 'ru' : 'en'
  const due = dueFormat[spoken].format(nextUpdateDue)
  const say = (key: TextKey, reference: string) => text(spoken, key, { reference, due: `${due} UTC` })
  return {
    to,
    language: spoken,
    subject: (reference) => say('letter.acknowledgement.subject', reference),
    body: (reference) => say('letter.acknowledgement.body', reference),
  }
}
