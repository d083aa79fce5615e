import { findQuoteHead, isQuoted, type QuoteHead, quoteMark } from './quotes.ts'
import { withoutSignature } from './signature.ts'

/**
 * What a person wrote in this e-mail: its text without the messages it quotes and without the signature. A forwarded message
 * stays (it is what they have to say), quotes between answers stay (an answer means nothing without its question), and where
 * nothing else is left the whole text stays.
 * @param text  lines end in `\n`. @param senderName  as in From, to know the name under the words
 */
export function saidIn(text: string, subject: string, senderName: string): string {
  const lines = text.split('\n')
  const isForward = /^\s*(fwd?|пересл|wg|tr|rv)\s?:/i.test(subject)
  const own = linesSaid(lines, isForward)
  const said = withoutSignature(withoutMarks(own), senderName).join('\n').trim()
  return said === '' ? withoutMarks(lines).join('\n').trim() : said
}

export const withoutMarks = (lines: string[]): string[] => lines.filter((line) => line !== quoteMark)

function linesSaid(lines: string[], isForward: boolean): string[] {
  for (let start = 0; ; ) {
    const head = findQuoteHead(lines, start)
    if (!head || head.kind === 'forward' || (isForward && head.kind === 'header')) return lines.slice(start)
    const above = lines.slice(start, head.from)
    const after = endOfQuote(lines, head)
    if (after === null || after >= lines.length) return above
    if (above.every(isBlank)) start = after
    else return hasWords(lines.slice(after)) ? betweenQuotes(lines, start, after) : above
  }
}

/** The line after the `>` lines of a quote; null when the quote bears no such signs and so goes on to the end. */
function endOfQuote(lines: string[], head: QuoteHead): number | null {
  let at = head.to + 1
  while (at < lines.length && (isBlank(lines[at]) || lines[at] === quoteMark)) at++
  if (at >= lines.length || !isQuoted(lines[at] as string)) return null
  while (at < lines.length && (isBlank(lines[at]) || isQuoted(lines[at] as string) || isBrokenOff(lines, at))) at++
  return at
}

/** The end of a quoted line that some program broke off: one short line between two quoted ones. */
function isBrokenOff(lines: string[], at: number): boolean {
  const line = lines[at] as string
  return (
    line.length <= 20 &&
    isQuoted(lines[at - 1] ?? '') &&
    (lines[at - 1] as string).length > 60 &&
    isQuoted(lines[at + 1] ?? '')
  )
}

/** Answers stand between the quotes: only what is quoted after the last of them goes. */
function betweenQuotes(lines: string[], start: number, from: number): string[] {
  let end = lines.length
  while (end > from && (isBlank(lines[end - 1]) || isQuoted(lines[end - 1] as string))) end--
  const head = findUnmarkedHead(lines, from)
  return lines.slice(start, Math.min(end, head))
}

/** Where a quote without `>` begins below answers; it goes on to the end. */
function findUnmarkedHead(lines: string[], from: number): number {
  let at = from
  while (at < lines.length) {
    const head = findQuoteHead(lines, at)
    if (!head) break
    const after = endOfQuote(lines, head)
    if (after === null) return head.from
    at = Math.max(after, head.to + 1)
  }
  return lines.length
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ''
const hasWords = (lines: string[]): boolean => withoutSignature(withoutMarks(lines), '').some((line) => !isBlank(line))
