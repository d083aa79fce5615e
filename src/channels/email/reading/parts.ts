import { type Field, fieldOf, readHeader } from './headers.ts'
import { limits } from './limits.ts'
import type { MailFault } from './mail.ts'
import { type Parameters, readParameters } from './parameters.ts'
import { unpack } from './transfer.ts'

/** A part of a message, or the message itself. */
export type Part = {
  fields: Field[]
  /** Media type, small letters. */
  type: string
  contentType: Parameters
  disposition: Parameters
  /** Unpacked; empty where there are parts within. */
  content: Buffer
  /** Parts of a multipart; the one message that a message/rfc822 holds. */
  parts: Part[]
}
type Progress = { parts: number; faults: Set<MailFault> }

/**
 * Takes a message apart into its parts. Its time grows with its size alone: levels, parts and headers are limited.
 * @param faults  is told what was wrong or left out
 */
export function readParts(bytes: Buffer, faults: Set<MailFault>): Part {
  const whole = bytes.subarray(0, limits.messageBytes)
  if (bytes.length > whole.length) faults.add('message_cut')
  return readPart(withLineFeeds(whole), 'text/plain', 0, { parts: 0, faults })
}

/** Old programs end lines with CR alone. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(0x0a) || !bytes.includes(0x0d)) return bytes
  return Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

function readPart(bytes: Buffer, usualType: string, depth: number, progress: Progress): Part {
  progress.parts++
  const { fields, bodyAt } = readHeader(bytes, progress.faults)
  const contentType = readParameters(fieldOf(fields, 'content-type') ?? usualType)
  const type = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(contentType.value)
    ? contentType.value
    : looseType(contentType.value)
  const disposition = readParameters(fieldOf(fields, 'content-disposition') ?? '')
  const packed = bytes.subarray(bodyAt)
  const encoding = (fieldOf(fields, 'content-transfer-encoding') ?? '').toLowerCase().match(/[\w-]+/)?.[0] ?? ''
  const part: Part = { fields, type, contentType, disposition, content: packed, parts: [] }
  const holdsParts = type.startsWith('multipart/') || isMessage(type)
  if (holdsParts && depth >= limits.nesting) progress.faults.add('nesting_cut')
  else if (type.startsWith('multipart/')) return readMultipart(part, encoding, depth, progress)
  part.content = unpack(packed, encoding, progress.faults)
  if (isMessage(type) && depth < limits.nesting && progress.parts < limits.parts)
    part.parts = [readPart(part.content, 'text/plain', depth + 1, progress)]
  return part
}

/** Whole messages within a message. */
export const isMessage = (type: string): boolean => type === 'message/rfc822' || type === 'message/global'

/** `text` or `html` alone, or nonsense: words are likelier than a program. */
function looseType(value: string): string {
  if (value.includes('html')) return 'text/html'
  return value === '' || value.startsWith('text') ? 'text/plain' : 'application/octet-stream'
}

function readMultipart(part: Part, encoding: string, depth: number, progress: Progress): Part {
  const declared = part.contentType.parameters.get('boundary') ?? ''
  let body = part.content
  let sections = declaredSections(body, declared, progress)
  if (!sections && encoding === 'base64') {
    body = unpack(body, encoding, progress.faults)
    sections = declaredSections(body, declared, progress)
  }
  const guessed = sections ? null : firstBoundary(body)
  if (guessed) sections = sectionsOf(body, guessed, progress)
  if (!sections || guessed) progress.faults.add('boundary_missing')
  // Without any boundary its words are all that is left of it.
  if (!sections) return { ...part, type: 'text/plain', content: unpack(body, encoding, progress.faults) }
  const usualType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const parts = sections.map((section) => readPart(section, usualType, depth + 1, progress))
  return { ...part, content: body.subarray(0, 0), parts }
}

/** Some programs put spaces at the end of a boundary where they declare it, some use them too. */
function declaredSections(body: Buffer, declared: string, progress: Progress): Buffer[] | null {
  const bare = declared.trimEnd()
  if (bare === '') return null
  return (declared === bare ? null : sectionsOf(body, declared, progress)) ?? sectionsOf(body, bare, progress)
}

/** What stands between the lines of a boundary; null when nothing does. */
function sectionsOf(body: Buffer, boundary: string, progress: Progress): Buffer[] | null {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const sections: Buffer[] = []
  let start = -1
  for (let at = body.indexOf(mark); at >= 0; ) {
    const line = boundaryLine(body, at, mark.length)
    if (line) {
      if (start >= 0) sections.push(body.subarray(start, beforeLineEnd(body, start, at)))
      start = line.next
      if (line.isLast) return sections.length > 0 ? sections : null
      if (sections.length + progress.parts >= limits.parts) {
        progress.faults.add('parts_cut')
        return sections
      }
    }
    at = body.indexOf(mark, at + mark.length)
  }
  if (start < 0) return null
  if (start < body.length) sections.push(body.subarray(start))
  return sections
}

/** Whether a boundary's line stands at `at`: at the start of a line, with nothing behind it but `--` and spaces. */
function boundaryLine(body: Buffer, at: number, length: number): { next: number; isLast: boolean } | null {
  if (at > 0 && body[at - 1] !== 0x0a) return null
  let next = at + length
  const isLast = body[next] === 0x2d && body[next + 1] === 0x2d
  if (isLast) next += 2
  while (body[next] === 0x20 || body[next] === 0x09 || body[next] === 0x0d) next++
  if (next < body.length && body[next] !== 0x0a) return null
  return { next: Math.min(next + 1, body.length), isLast }
}

/** The line end before a boundary belongs to the boundary. */
function beforeLineEnd(body: Buffer, start: number, at: number): number {
  if (at - 1 < start || body[at - 1] !== 0x0a) return Math.max(start, at)
  return body[at - 2] === 0x0d && at - 2 >= start ? at - 2 : at - 1
}

/** The first line that looks like a boundary, where none was declared or the declared one never comes. */
function firstBoundary(body: Buffer): string | null {
  const start = body.toString('latin1', 0, 20_000)
  return /^--(?!-*\s*$)(\S[^\r\n]{0,69}?)[ \t]*\r?\n[A-Za-z-]{1,40}:/m.exec(start)?.[1] ?? null
}
