const phone =
  /^[\s_-]{0,3}(sent from (my|yahoo|mail for|outlook|samsung|gmail|proton|the|an?)\b|sent via\b|sent with\b|get outlook for|via mobile\s*$|отправлено (с|из|от|через)\s|послано с\s|скачать outlook|von meinem .{0,40} gesendet|gesendet mit\b|envoyé (de|depuis)\b|enviado (desde|do)\b|inviato da\b)/i
const closing =
  /^[\s_*-]{0,3}(thanks|thx|thank you|many thanks|thanks in advance|thanks again|best|br|rgds|cheers|regards|best regards|kind regards|warm regards|kindest regards|with best regards|best wishes|sincerely|sincerely yours|yours sincerely|yours faithfully|yours truly|respectfully|с уважением|с наилучшими пожеланиями|с наилучшими|всего доброго|всего хорошего|спасибо|заранее спасибо|заранее благодарю|благодарю|с почтением|mit freundlichen grüßen|viele grüße|cordialement|saludos|atentamente|cordiali saluti)\s*[,.!]*\s*$/i
/** Said and signed on one line: `С уважением, Иван Петров`. */
const closingWithName =
  /^[\s_*-]{0,3}(best regards|kind regards|regards|sincerely|yours sincerely|yours faithfully|с уважением|с наилучшими пожеланиями|mit freundlichen grüßen)[\s,]+(\p{L}[\p{L}.'-]*\s*){1,4}[,.]?\s*$/iu
const contact = /@|https?:|www\.|\+?\d[\d\s()-]{6,}|\b(tel|phone|mobile|fax|тел|моб|факс|e-?mail|почта)\b/i

const mostLines = 8
const longestLine = 80

/**
 * The lines of a message without the signature at their end: what follows `-- `, what telephones add, a closing ("Regards,")
 * or the sender's own name with a few short lines of contacts below. Long lines are words, never a signature.
 */
export function withoutSignature(lines: string[], senderName: string): string[] {
  const unsigned = cutAtDelimiter(withoutBlankEnd(lines))
  const own = withoutBlankEnd(withoutPhone(unsigned))
  const from = Math.max(0, own.length - mostLines)
  for (let at = from; at < own.length; at++) {
    const line = own[at] as string
    const rest = own.slice(at + 1)
    if (opensSignature(line, rest, senderName) && rest.every((each) => each.length <= longestLine) && at > 0)
      return withoutBlankEnd(own.slice(0, at))
  }
  return own
}

function opensSignature(line: string, rest: string[], senderName: string): boolean {
  if (line.length > longestLine) return false
  if (closing.test(line)) return rest.every((each) => isBlank(each) || isNameLike(each) || contact.test(each))
  if (closingWithName.test(line)) return true
  if (!isSender(line, senderName)) return false
  return rest.every((each) => isBlank(each) || contact.test(each) || phone.test(each) || isNameLike(each))
}

/** `-- ` alone on a line (RFC 3676), `--`, `__`: signature to the end when it is short enough to be one. */
function cutAtDelimiter(lines: string[]): string[] {
  for (let at = Math.max(0, lines.length - 25); at < lines.length; at++) {
    const line = lines[at] as string
    if (
      line === '-- ' ||
      (/^\s{0,2}(--|—|_{2,40}|-{3,40})\s*$/.test(line.slice(0, 60)) && isShort(lines.slice(at + 1)))
    )
      return lines.slice(0, at)
  }
  return lines
}

const isShort = (lines: string[]): boolean => lines.length <= 10 && lines.every((line) => line.length <= longestLine)

function withoutPhone(lines: string[]): string[] {
  const from = Math.max(0, lines.length - 3)
  const at = lines.findIndex((line, index) => index >= from && phone.test(line.slice(0, 200)) && line.length <= 120)
  return at < 0 ? lines : lines.slice(0, at)
}

/** The sender's name, or their first name, alone on a line. */
function isSender(line: string, senderName: string): boolean {
  const [written, name] = [wordsOf(line), wordsOf(senderName)]
  if (written.length === 0 || name.length === 0 || written.length > 4) return false
  return written.every((word) => name.includes(word))
}

const wordsOf = (line: string): string[] =>
  line
    .slice(0, 200)
    .toLowerCase()
    .match(/[\p{L}'-]{2,}/gu) ?? []
/** A few words with capitals, as names, posts and firms have them; no sentence. */
const isNameLike = (line: string): boolean =>
  line.length <= 50 &&
  /^[\s*_-]{0,3}\p{Lu}/u.test(line) &&
  !/[.?!;]\s*$/.test(line) &&
  line.trim().split(/\s+/).length <= 5
const isBlank = (line: string): boolean => line.trim() === ''

/** Lines that are drawn count as blank. */
function withoutBlankEnd(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && /^[\s_=*-]*$/.test((lines[end - 1] as string).slice(0, 200))) end--
  return lines.slice(0, end)
}
