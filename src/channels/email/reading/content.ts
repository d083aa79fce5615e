import { decodeText } from './charset.ts'
import { takeDataPictures } from './data-pictures.ts'
import { fileIn } from './file-name.ts'
import { unflow } from './flowed.ts'
import { type SafeHtml, safeHtml } from './html.ts'
import { htmlText } from './html-text.ts'
import { limits } from './limits.ts'
import type { MailFault, MailFile } from './mail.ts'
import { isMessage, type Part } from './parts.ts'
import { withoutMarks } from './said.ts'
import { takeUuFiles } from './transfer.ts'

/** The words and files of a message. */
export type Content = {
  /** With `quoteMark` lines where they come from HTML. */
  text: string
  html: SafeHtml | null
  files: MailFile[]
}
/** A stretch of the message's words: plain, as HTML, or the same as both. */
type Block = { plain: string | null; html: string | null }
type Found = { blocks: Block[]; files: MailFile[]; faults: Set<MailFault> }

/** What only machines read: kept in the original alone. */
const forMachines =
  /^(application\/(pgp-signature|pgp-encrypted|(x-)?pkcs7-signature)|message\/(delivery-status|global-delivery-status|feedback-report|disposition-notification)|text\/(x-amp-html|x-watch-html|watch-html|rfc822-headers))$/

/**
 * Gathers the words and files of a message's parts, in their order.
 * @param budget  how many characters of HTML may still be read, enclosed messages included
 */
export function contentOf(root: Part, faults: Set<MailFault>, budget = { html: limits.html as number }): Content {
  const found: Found = { blocks: [], files: [], faults }
  collect(root, found)
  for (const block of found.blocks) spend(block, budget, faults)
  const isHtml = found.blocks.some(({ html }) => html !== null)
  const safe = isHtml ? safeHtml(found.blocks.map(asHtml).join('<hr>'), faults) : null
  const whole = found.blocks
    .map((block) => asText(block, faults))
    .filter((each) => each.trim() !== '')
    .join('\n\n')
  if (whole.length > limits.text) faults.add('text_cut')
  const isReport = root.type === 'multipart/report'
  const within = () => (isReport ? textOfReport(root) : textOfEnclosed(root, faults, budget))
  const html = safe?.html.trim() ? safe : null
  return { text: whole.slice(0, limits.text) || within(), html, files: markInline(found.files, safe) }
}

function spend(block: Block, budget: { html: number }, faults: Set<MailFault>): void {
  if (block.html === null) return
  if (block.html.length > budget.html) faults.add('html_cut')
  block.html = block.html.slice(0, budget.html)
  budget.html -= block.html.length
}

function collect(part: Part, found: Found): void {
  if (part.type === 'multipart/alternative') return collectAlternative(part, found)
  if (part.type === 'multipart/encrypted') return
  if (part.parts.length > 0 && !isMessage(part.type)) {
    for (const each of part.parts) collect(each, found)
  } else if (part.type.startsWith('multipart/')) return
  else if (isWords(part)) found.blocks.push(wordsOf(part, found))
  else if (!forMachines.test(part.type)) addFile(part, found)
}

/** Of several forms of the same words one is read as plain text and one is shown; files within any of them count. */
function collectAlternative(part: Part, found: Found): void {
  const within: Found = { blocks: [], files: found.files, faults: found.faults }
  for (const each of part.parts) collect(each, within)
  const [plain, html] = [
    within.blocks.filter((block) => block.html === null),
    within.blocks.filter((block) => block.html !== null),
  ]
  if (within.blocks.length === 0) return
  const joined = (parts: (string | null)[]) => (parts.length > 0 ? parts.join('\n\n') : null)
  found.blocks.push({ plain: joined(plain.map((block) => block.plain)), html: joined(html.map((block) => block.html)) })
}

/** Text that stands for itself; with a name, or set aside as an attachment, it is a file. */
function isWords(part: Part): boolean {
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false
  if (part.disposition.value === 'attachment') return false
  return !hasName(part)
}

const hasName = ({ disposition, contentType }: Part): boolean =>
  ['filename', 'filename*', 'filename*0', 'filename*0*'].some((name) => disposition.parameters.has(name)) ||
  ['name', 'name*', 'name*0', 'name*0*'].some((name) => contentType.parameters.has(name))

function wordsOf(part: Part, { files, faults }: Found): Block {
  const isHtml = part.type === 'text/html'
  const label = part.contentType.parameters.get('charset') ?? (isHtml ? charsetInHtml(part.content) : '')
  const most = isHtml ? limits.htmlBytes : limits.textBytes
  if (part.content.length > most) faults.add(isHtml ? 'html_cut' : 'text_cut')
  const text = decodeText(part.content.subarray(0, most), label, faults).replace(/\r\n?/g, '\n')
  if (isHtml) return { plain: null, html: takeDataPictures(text, files) }
  const { text: plain, files: taken } = takeUuFiles(text)
  for (const { name, bytes } of taken)
    if (files.length < limits.files) files.push(fileIn(name, 'application/octet-stream', bytes))
  const { parameters } = part.contentType
  const isFlowed = parameters.get('format')?.toLowerCase() === 'flowed'
  return { plain: isFlowed ? unflow(plain, parameters.get('delsp')?.toLowerCase() === 'yes') : plain, html: null }
}

const charsetInHtml = (bytes: Buffer): string =>
  /<meta[^>]{1,200}charset\s{0,5}=\s{0,5}["']?([\w:-]{1,40})/i.exec(bytes.toString('latin1', 0, 2000))?.[1] ?? ''

const asHtml = ({ html, plain }: Block): string =>
  html ?? `<div style="white-space:pre-wrap">${(plain ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;')}</div>`

/** Plain text as written; from HTML where there is none, or where it only says that there is HTML. */
function asText({ plain, html }: Block, faults: Set<MailFault>): string {
  const own = (plain ?? '').trim()
  if (html === null || own.length > 300) return trimmed(plain ?? '')
  const words = htmlText(safeHtml(html, faults).html)
  return own === '' || words.length > 5 * own.length + 200 ? words : trimmed(plain ?? '')
}

/** Without empty lines at either end and spaces at the ends of lines, but for the sign of a signature, `-- `. */
const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '-- ' ? line : line.trimEnd()))
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd()

function addFile(part: Part, { files, faults }: Found): void {
  if (files.length >= limits.files) faults.add('parts_cut')
  else if (part.content.length > 0 || hasName(part)) files.push(fileIn(null, part.type, part.content, part))
}

/** Pictures that the HTML shows by their Content-ID, or that say they stand within the text. */
function markInline(files: MailFile[], html: SafeHtml | null): MailFile[] {
  return files.map((file) => {
    const isShown = file.contentId !== null && html?.contentIds.has(file.contentId) === true
    return isShown ? { ...file, isInline: true } : file
  })
}

/** A message that says nothing but encloses another ("forward as attachment") says what that one says. */
function textOfEnclosed(part: Part, faults: Set<MailFault>, budget: { html: number }): string {
  if (isMessage(part.type) && part.parts[0]) return contentOf(part.parts[0], faults, budget).text
  for (const each of part.parts) {
    const text = textOfEnclosed(each, faults, budget)
    if (text !== '') return text
  }
  return ''
}

/** A report of a server that says nothing to people. */
const textOfReport = ({ parts }: Part): string =>
  trimmed(
    parts
      .filter(({ type }) => type.endsWith('delivery-status'))
      .map(({ content }) => content.toString('utf8', 0, 20_000))
      .join('\n\n')
      .replace(/\r/g, ''),
  )

/** Only the words, without the marks of quotes. */
export const plainText = (text: string): string => withoutMarks(text.split('\n')).join('\n').trim()
