import { decodeWords } from 'postal-mime'
import { storable } from '../../../platform/storable.ts'
import { decodeHeaderBytes } from './charset.ts'
import { limits } from './limits.ts'
import type { MailFault } from './mail.ts'

/** One line of a header, unfolded: its name in small letters, its bytes as a latin1 string. */
export type Field = { name: string; value: string }
export type HeaderBlock = { fields: Field[]; bodyAt: number }

const lineFeed = 0x0a
const fieldStart = /^([!-9;-~]{1,200})[ \t]*:/
/** Lines a mailbox file or a server puts before the header. */
const envelope = /^(>?From |HTTP\/|[\t ])/

/**
 * Reads the header at the start of a part. Lines that are none are passed over; when no empty line ends the header, the first
 * of them begins the body, so that no words are lost.
 */
export function readHeader(bytes: Buffer, faults: Set<MailFault>): HeaderBlock {
  const fields: Field[] = []
  let strayAt = -1
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(lineFeed, at)
    const end = found < 0 ? bytes.length : found
    const line = bytes.toString('latin1', at, Math.min(end, at + limits.headerBytes)).replace(/\r+$/, '')
    if (line === '' || endsHeader(line, bytes, end + 1)) return { fields, bodyAt: Math.min(end + 1, bytes.length) }
    if (!takeLine(line, fields)) {
      if (fields.length === 0) return { fields, bodyAt: 0 }
      if (strayAt < 0) strayAt = at
    }
    at = end + 1
    if (at > limits.headerBytes || fields.length > limits.headerFields) {
      faults.add('headers_cut')
      return { fields, bodyAt: endOfHeader(bytes, at) }
    }
  }
  if (strayAt >= 0) faults.add('headers_broken')
  return { fields, bodyAt: strayAt < 0 ? bytes.length : strayAt }
}

/** A line of spaces was meant to be empty when no header goes on below it. */
function endsHeader(line: string, bytes: Buffer, next: number): boolean {
  if (line.trim() !== '') return false
  const below = bytes.toString('latin1', next, next + 250)
  return !fieldStart.test(below) && !/^[ \t]/.test(below)
}

/** Adds a line to the fields; false when it belongs to no header. */
function takeLine(line: string, fields: Field[]): boolean {
  const name = fieldStart.exec(line)?.[1]
  const last = fields.at(-1)
  if (name) fields.push({ name: name.toLowerCase(), value: line.slice(line.indexOf(':') + 1).trim() })
  else if (/^[ \t]/.test(line) && last) last.value += ` ${line.trim()}`
  else return envelope.test(line)
  return true
}

/** After the empty line that ends a header too long to read. */
function endOfHeader(bytes: Buffer, from: number): number {
  const [plain, both] = [bytes.indexOf('\n\n', from - 1), bytes.indexOf('\n\r\n', from - 1)]
  if (plain < 0 && both < 0) return bytes.length
  return both < 0 || (plain >= 0 && plain < both) ? plain + 2 : both + 3
}

/** The first field of a name, as a latin1 string; null when there is none. */
export function fieldOf(fields: Field[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null
}

export const fieldsOf = (fields: Field[], name: string): string[] =>
  fields.filter((field) => field.name === name).map((field) => field.value)

/** A field's text: raw bytes read by the body's charset, encoded words decoded, white space made one. */
export function fieldText(value: string, bodyCharset: string): string {
  return storable(decodeWords(rawText(value, bodyCharset)))
    .replace(/\s+/g, ' ')
    .trim()
}

/** The same with encoded words left as they are, for what must be taken apart first. */
export const rawText = (value: string, bodyCharset: string): string =>
  decodeHeaderBytes(Buffer.from(value, 'latin1'), bodyCharset)
