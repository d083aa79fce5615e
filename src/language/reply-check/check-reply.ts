import { wholeWords } from '../whole-words.ts'
import { dateWordings, type ReplyCode, type ReplyLanguage, replyCodes, wordings } from './wordings.ts'

/** `block`: think again before it leaves; `warn`: could be said better. Either way a person decides. */
export type ReplySeverity = 'block' | 'warn'

export type ReplyFinding = {
  code: ReplyCode
  severity: ReplySeverity
  /** Whose wording it is, so that something better can be offered in the same language. */
  language: ReplyLanguage
  /** Where the words begin and end in the text, in UTF-16 units as `slice` counts them. */
  start: number
  end: number
  words: string
}

/** A hope is empty only without a day or a time. */
const passWithDate: ReadonlySet<ReplyCode> = new Set(['H2', 'H4'])

const date = wholeWords(dateWordings)
const patterns = (['en', 'ru'] as const).flatMap((language) =>
  replyCodes.map((code) => ({ code, language, pattern: wholeWords(wordings[language][code]) })),
)

/** Lines that repeat what the other side wrote are not our words. Blanked, so that places stay where they are. */
const withoutQuotes = (text: string): string => text.replace(/^[ \t]*>.*$/gm, (line) => ' '.repeat(line.length))

/**
 * What an answer to a customer says that blames them, is no apology, dodges, or gives false hope; English and Russian, mixed too.
 * It only points things out: whether they stay is for the person who writes. Takes time in proportion to the text's length.
 * @param text plain text; lines that begin with `>` are the customer's and are passed over
 * @returns what was found, in the order of the text
 * @example checkReply('You should have read the terms')  // [{ code: 'B1', severity: 'block', start: 0, end: 15, … }]
 */
export function checkReply(text: string): ReplyFinding[] {
  const ours = withoutQuotes(text)
  const hasDate = ours.search(date) >= 0
  const findings: ReplyFinding[] = []
  for (const { code, language, pattern } of patterns) {
    if (hasDate && passWithDate.has(code)) continue
    for (const { index, 0: words } of ours.matchAll(pattern))
      findings.push({ code, severity: severityOf(code), language, start: index, end: index + words.length, words })
  }
  return findings.toSorted((one, other) => one.start - other.start || one.end - other.end)
}

/** Blame and dodging weigh more than a weak apology or an empty hope. */
export const severityOf = (code: ReplyCode): ReplySeverity => (code[0] === 'B' || code[0] === 'D' ? 'block' : 'warn')
