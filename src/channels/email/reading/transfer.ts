import type { MailFault } from './mail.ts'

/**
 * The content of a part as it was before it was packed for the way. What is not of the encoding is skipped, as every mail
 * program does. @param encoding  Content-Transfer-Encoding, small letters, no comments
 */
export function unpack(body: Buffer, encoding: string, faults: Set<MailFault>): Buffer {
  if (encoding === 'base64') return fromBase64(body, faults)
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body)
  if (/^x-?uu(e|encode)?$/.test(encoding) || encoding === 'uuencode') return fromUu(body) ?? body
  return body
}

/** Groups that were packed one by one each end in `=`, so every such end begins anew. */
function fromBase64(body: Buffer, faults: Set<MailFault>): Buffer {
  const packed = body.toString('latin1')
  const firstEnd = packed.indexOf('=')
  const isWhole = firstEnd < 0 || !/[A-Za-z0-9+/]/.test(packed.slice(firstEnd))
  const groups = isWhole ? [packed] : packed.split(/=+/)
  const bytes = Buffer.concat(groups.map((group) => Buffer.from(group, 'base64')))
  if (bytes.length === 0 && packed.trim() !== '') faults.add('encoding_broken')
  return bytes
}

/** Quoted-printable (RFC 2045): `=E9` is a byte, `=` at the end of a line joins it to the next, spaces at the end are lost. */
function fromQuotedPrintable(body: Buffer): Buffer {
  const plain = Buffer.alloc(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number
    if (byte !== equals) plain[length++] = byte
    else {
      const joined = lineJoin(body, at + 1)
      const value = joined > 0 ? -1 : hex(body[at + 1]) * 16 + hex(body[at + 2])
      if (joined > 0) at = joined - 1
      else if (Number.isNaN(value)) plain[length++] = byte
      else {
        plain[length++] = value
        at += 2
      }
    }
  }
  return plain.subarray(0, length)
}

const equals = 0x3d
const hex = (byte: number | undefined): number => {
  if (byte === undefined) return Number.NaN
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN
}

/** Where the next line begins when only spaces stand between `at` and the end of this one; else 0. */
function lineJoin(body: Buffer, at: number): number {
  let next = at
  while (next < body.length && next < at + 80 && (body[next] === 0x20 || body[next] === 0x09)) next++
  if (next >= body.length) return body.length
  if (body[next] === 0x0a) return next + 1
  if (body[next] === 0x0d) return body[next + 1] === 0x0a ? next + 2 : next + 1
  return 0
}

/** A file that stands in a text as `begin 644 name` to `end`. */
export type UuFile = { name: string; bytes: Buffer }
const uuBegin = /^begin [0-7]{3,4}(?: ([^\n]{1,200}))?$/

/** Takes the files out of a text that old programs put there (uuencode). */
export function takeUuFiles(text: string): { text: string; files: UuFile[] } {
  if (!/^begin [0-7]{3,4}\b/m.test(text)) return { text, files: [] }
  const [kept, files]: [string[], UuFile[]] = [[], []]
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    const begin = uuBegin.exec(line.trimEnd())
    const end = begin && files.length < 50 ? uuEnd(lines, at + 1) : -1
    if (!begin || end < 0) kept.push(line)
    else {
      files.push({ name: begin[1] ?? '', bytes: Buffer.concat(lines.slice(at + 1, end).map(uuLine)) })
      at = end
    }
  }
  return { text: kept.join('\n'), files }
}

/** The line that closes a file; -1 when what follows is no such file. */
function uuEnd(lines: string[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] as string).trimEnd()
    if (line === 'end') return at
    if (line !== '' && !/^[\x20-\x60]{1,90}$/.test(line)) return -1
  }
  return -1
}

function uuLine(line: string): Buffer {
  const size = (line.charCodeAt(0) - 32) & 63
  const bytes = Buffer.alloc(Math.ceil(size / 3) * 3)
  const six = (at: number) => (line.charCodeAt(at) - 32) & 63
  for (let group = 0; group * 3 < size; group++) {
    const at = 1 + group * 4
    const whole = (six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3)
    bytes.writeUIntBE(whole, group * 3, 3)
  }
  return bytes.subarray(0, size)
}

function fromUu(body: Buffer): Buffer | null {
  return takeUuFiles(body.toString('latin1').replace(/\r/g, '')).files[0]?.bytes ?? null
}
