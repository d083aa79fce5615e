import type { Decision } from '../../../src/complaints/decisions.ts'
import type { Channel } from '../choices.ts'

/** The ways in which a person can close a complaint. */
export const ways = ['solved', 'withdrawn', 'decided', 'merged'] as const
export type Way = (typeof ways)[number]

/** What was typed into the dialog, whichever way is chosen: changing one's mind loses nothing. */
export type ClosingDraft = {
  way: Way | null
  customerWords: string
  channel: Channel
  decision: Decision | null
  findings: string
  reasons: string
  recourse: string
  into: string
  evenIfOtherCustomer: boolean
}

export const noClosing: ClosingDraft = {
  way: null,
  customerWords: '',
  channel: 'phone',
  decision: null,
  findings: '',
  reasons: '',
  recourse: '',
  into: '',
  evenIfOtherCustomer: false,
}

/** Findings, reasons and recourse shorter than this say nothing to a customer; the server holds the same (contract.ts). */
export const fewestCharacters = 10

/** What the API is told; null while something that this way of closing needs is missing. */
export function closingOf(draft: ClosingDraft) {
  const { way, customerWords, channel, decision, findings, reasons, recourse, into, evenIfOtherCustomer } = draft
  const isSaid = (text: string, atLeast = 1) => text.trim().length >= atLeast
  switch (way) {
    case 'solved':
    case 'withdrawn':
      return isSaid(customerWords) ? { closure: way, customerWords, channel } : null
    case 'decided':
      return decision && [findings, reasons, recourse].every((text) => isSaid(text, fewestCharacters))
        ? { closure: way, decision, findings, reasons, recourse }
        : null
    case 'merged':
      return isSaid(into)
        ? { closure: way, into: into.trim(), ...(evenIfOtherCustomer && { evenIfOtherCustomer }) }
        : null
    case null:
      return null
  }
}
