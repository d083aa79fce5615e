import { isAscii, isUtf8 } from 'node:buffer'
import { storable } from '../../../platform/storable.ts'
import { decodeWhole, detectEncoding, isEncoding } from '../../import/read/encoding.ts'
import type { MailFault } from './mail.ts'
import { decodeIso2022Kr, decodeUtf7 } from './old-charsets.ts'

/** Labels that only say "bytes": what most programs write when they do not know. */
const sayNothing = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'unknown',
  '8bit',
  'binary',
])
const western = new Set(['iso-8859-1', 'windows-1252', 'iso-8859-15'])
/** Names that mail uses and the web's list of encodings does not have, without `x-`, `cs` and separators. */
const aliases: Record<string, string> = {
  iso88598i: 'iso-8859-8',
  iso88598e: 'iso-8859-8',
  iso2022jp1: 'iso-2022-jp',
  iso2022jp2: 'iso-2022-jp',
  iso2022jpms: 'iso-2022-jp',
  cp932: 'shift_jis',
  windows932: 'shift_jis',
  mskanji: 'shift_jis',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  cp936: 'gbk',
  tis620: 'windows-874',
  win1251: 'windows-1251',
  koi8: 'koi8-r',
  koi8ru: 'koi8-u',
  cp65001: 'utf-8',
  utf8mb4: 'utf-8',
}
const cyrillic = ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5'] as const

/**
 * Bytes to text by the charset they are labelled with, or by what they look like where the label is missing, unknown or
 * plainly wrong. Never throws; what cannot be read becomes U+FFFD.
 * @param label  as in the message, any case. @param faults  is told what was wrong
 */
export function decodeText(bytes: Uint8Array, label: string, faults: Set<MailFault>): string {
  const said = label.trim().toLowerCase()
  if (said === 'utf-7' || said === 'unicode-1-1-utf-7') return storable(decodeUtf7(latin1(bytes)))
  if (/^(cs)?iso-?2022-?kr$/.test(said)) return storable(decodeIso2022Kr(bytes))
  const charset = charsetOf(said, bytes, faults)
  if (charset === 'ascii') return storable(latin1(bytes))
  const text = decodeWhole(bytes, charset)
  if (!text.includes('\ufffd') || (charset === 'utf-8' && isUtf8(bytes))) return storable(text)
  faults.add('charset_wrong')
  return storable(isUtf8(bytes) ? decodeWhole(bytes, 'utf-8') : text)
}

/** The bytes of a header's text that is not ASCII, against the rules: UTF-8, the charset of the body, or a guess. */
export function decodeHeaderBytes(bytes: Uint8Array, bodyCharset: string): string {
  if (isAscii(bytes)) return storable(latin1(bytes))
  if (isUtf8(bytes)) return storable(decodeWhole(bytes, 'utf-8'))
  return decodeText(bytes, bodyCharset, new Set())
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

function charsetOf(said: string, bytes: Uint8Array, faults: Set<MailFault>): string {
  const known = sayNothing.has(said) ? null : encodingOf(said)
  if (!known && !sayNothing.has(said)) faults.add('charset_unknown')
  if (isAscii(bytes))
    return escapes(bytes) ?? (known && (!known.startsWith('utf-16') || bytes.includes(0)) ? known : 'ascii')
  if (known && !isDoubtful(known, bytes)) return known
  const guess = guessCharset(bytes)
  if (guess !== known && said !== '') faults.add('charset_wrong')
  return guess
}

function encodingOf(said: string): string | null {
  if (isEncoding(said)) return new TextDecoder(said).encoding
  const bare = said.replace(/^(x-|cs)/, '').replace(/[\s._-]+/g, '')
  const alias = aliases[bare]
  if (alias) return alias
  const again = said.replace(/^x-/, '')
  return isEncoding(again) ? new TextDecoder(again).encoding : null
}

/** UTF-8 that is none, and a western label (what programs write by default) on bytes that read better otherwise. */
function isDoubtful(known: string, bytes: Uint8Array): boolean {
  if (known === 'utf-8') return !isUtf8(bytes)
  // It has seven bits only.
  if (known === 'iso-2022-jp') return true
  return (
    western.has(known) && (isUtf8(bytes) || (detectEncoding(bytes) === 'windows-1251' && cyrillicOf(bytes) !== null))
  )
}

/** What bytes beyond ASCII most likely are. */
function guessCharset(bytes: Uint8Array): string {
  // A sample may end within a character; spaces say that this one does not.
  const sample = Buffer.concat([bytes.subarray(0, 20_000), Buffer.from('    ')])
  const guess = detectEncoding(sample) ?? 'utf-8'
  return guess === 'windows-1251' || guess === 'windows-1252' ? (cyrillicOf(sample) ?? 'windows-1252') : guess
}

/** Of the Russian encodings the one that gives the most of the ten commonest letters, six in ten of any Russian text. */
function cyrillicOf(sample: Uint8Array): string | null {
  const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)
  const scored = cyrillic.map((charset) => ({ charset, score: commonLetters(decodeWhole(sample, charset)) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score >= 0.3 * high && best.score >= 3 ? best.charset : null
}

const commonLetters = (text: string): number => text.match(/[оеаинтсрвл]/g)?.length ?? 0

const escape = 0x1b
/** Japanese mail switches alphabets by escapes of seven bits, and often forgets to say so. */
function escapes(bytes: Uint8Array): string | null {
  if (!bytes.includes(escape)) return null
  const text = latin1(bytes)
  const isJapanese = ['$B', '$@', '(J'].some((alphabet) => text.includes(String.fromCharCode(escape) + alphabet))
  return isJapanese ? 'iso-2022-jp' : null
}
