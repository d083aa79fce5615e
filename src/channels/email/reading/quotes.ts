/**
 * Stands alone on a line where HTML showed that a quoted message begins. It comes from `htmlText` and never leaves this folder.
 */
export const quoteMark = '\ue0f1'

/** Where words of an earlier message begin, and the last line that introduces them ("On Monday Ann wrote:"). */
export type QuoteHead = { from: number; to: number; kind: 'reply' | 'header' | 'forward' }

/** Longer lines introduce no quote; it also bounds every expression below. */
const longest = 400

/** `> words`, `АБ> words` as The Bat! has it. */
export const isQuoted = (line: string): boolean => /^[ \t]{0,4}(?:\p{Lu}{0,3})>/u.test(line.slice(0, 12))

const separator =
  /^[\s>*_]{0,4}-{2,}\s?(original message|original appointment|reply message|исходное сообщение|оригинальное сообщение|ursprüngliche nachricht|original-nachricht|message d'origine|mensaje original|messaggio originale|mensagem original)\s?-{2,}\s*$/i
const replyAbove = /^[\s#=*_-]{0,6}.{0,40}(reply above this line|ответ выше этой (линии|черты|строки))/i
const forwarded =
  /^[\s*_-]{0,12}(forwarded message|begin forwarded message|пересылаемое сообщение|пересланное сообщение|начало переадресованного сообщения|начало пересылаемого сообщения|weitergeleitete nachricht|message transféré|mensaje reenviado)[\s:*_-]{0,12}$/i
const verb =
  /(?:\bwrote|\bwrites|\bsaid|\bschrieb|\ba écrit|\bescribió|\bha scritto|\bescreveu|\bschreef|\bnapisał\(?a?\)?|\bskrev|(?:на)?писал(?:\(а\)|а|и)?|пишет|пишете|сообщил\(?а?\)?)/iu
const address = /<?[^\s<>@]{1,64}@[^\s<>@]{1,200}>?/
/** A date or a time of day, which an attribution has and a sentence that ends in a colon seldom. */
const moment = /\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}/

const names = {
  from: /^[\s*_]{0,3}(from|от|от кого|von|de|da|van|od)\s?[:：]/i,
  other:
    /^[\s*_]{0,3}(sent|date|to|cc|subject|reply-to|отправлено|отправлен|дата|кому|копия|тема|gesendet|datum|an|betreff|envoyé|à|objet|enviado|enviada|para|asunto|assunto|inviato|oggetto)[\s*]?[:：]/i,
}

/** The quote that begins at or after a line, the first one; null when there is none. */
export function findQuoteHead(lines: string[], start: number): QuoteHead | null {
  for (let at = start; at < lines.length; at++) {
    const head = headAt(lines, at, start)
    if (head) return head
  }
  return null
}

function headAt(lines: string[], at: number, start: number): QuoteHead | null {
  const line = lines[at] as string
  if (line === quoteMark) return marked(lines, at)
  if (line.length > longest || line.trim() === '') return null
  if (isQuoted(line)) return { from: at, to: at - 1, kind: 'reply' }
  if (forwarded.test(line)) return { from: at, to: at, kind: 'forward' }
  if (separator.test(line) || replyAbove.test(line)) return { from: at, to: at, kind: 'header' }
  if (names.from.test(line) && headerBlock(lines, at))
    return { from: aboveRule(lines, at, start), to: at, kind: 'header' }
  const from = attribution(lines, at, start)
  return from < 0 ? null : { from, to: at, kind: 'reply' }
}

/** What HTML marked: with `>` before its words, or without any sign where they end. */
function marked(lines: string[], at: number): QuoteHead {
  if (forwardNear(lines, at)) return { from: at, to: at, kind: 'forward' }
  for (let next = at + 1; next < Math.min(at + 8, lines.length); next++)
    if (isQuoted(lines[next] as string)) return { from: at, to: next - 1, kind: 'reply' }
  return { from: at, to: at, kind: 'header' }
}

const forwardNear = (lines: string[], at: number): boolean =>
  lines.slice(at + 1, at + 4).some((line) => forwarded.test(line.slice(0, longest)))

/** `From:` opens a header when two more of its lines follow at once. */
function headerBlock(lines: string[], at: number): boolean {
  let found = 0
  for (let next = at + 1; next < Math.min(at + 8, lines.length); next++) {
    const line = (lines[next] as string).slice(0, longest)
    if (names.other.test(line)) found++
    if (found === 2) return true
  }
  return false
}

/** Outlook draws a line of underscores above the header. */
function aboveRule(lines: string[], at: number, start: number): number {
  let from = at
  while (from > start && (lines[from - 1] as string).trim() === '') from--
  return from > start && /^\s*_{8,80}\s*$/.test(lines[from - 1] as string) ? from - 1 : at
}

const opening =
  /^(on|am|le|el|il|em|op|den|dnia|w dniu|в|вс|пн|вт|ср|чт|пт|сб|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|вы писали)[\s,]|^\d{1,2}[:./]\d{2}|^\d{1,2} \p{L}+\.? \d{4}/iu
/** "You wrote in March:" is how a complaint begins, too. */
const toUs = /(?<!\p{L})(you|вы|ты|sie)(?!\p{L})/iu

/**
 * The line where a sentence begins that introduces a quote and ends, in a colon, on line `at`: who wrote and when, over at most
 * four lines. -1 when it does not.
 */
function attribution(lines: string[], at: number, start: number): number {
  if (!/[:：]$/.test((lines[at] as string).trimEnd())) return -1
  const isFollowed = quoteFollows(lines, at)
  let [whole, best] = ['', -1]
  for (let from = at; from >= Math.max(start, at - 3); from--) {
    const line = (lines[from] as string).trim()
    whole = `${line} ${whole}`.trim()
    if (line === '' || whole.length > longest) break
    const isOpening = opening.test(line)
    const isFound = introduces(whole, isOpening, isFollowed)
    if (isFound && isOpening) return from
    if (isFound && best < 0) best = from
  }
  return best
}

function introduces(sentence: string, isOpening: boolean, isFollowed: boolean): boolean {
  const [hasVerb, hasAddress, hasMoment] = [verb.test(sentence), address.test(sentence), moment.test(sentence)]
  if (isFollowed) return hasVerb || hasAddress
  if (toUs.test(sentence)) return false
  return hasVerb ? hasAddress || (hasMoment && isOpening) : hasAddress && hasMoment && isOpening
}

function quoteFollows(lines: string[], at: number): boolean {
  for (let next = at + 1; next < Math.min(at + 4, lines.length); next++) {
    const line = lines[next] as string
    if (line.trim() !== '') return isQuoted(line)
  }
  return false
}
