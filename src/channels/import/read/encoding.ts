import { isAscii } from 'node:buffer'

/**
 * The encoding of a text, told from some of its bytes: a byte order mark, the zeros of UTF-16, valid UTF-8, else
 * windows-1251 (Russian) or windows-1252 (western).
 * @returns a label for `TextDecoder`, or null when the bytes are plain ASCII and nothing can be said yet
 */
export function detectEncoding(bytes: Uint8Array): string | null {
  const marked = byteOrderMark(bytes)
  if (marked) return marked
  const wide = utf16WithoutMark(bytes)
  if (wide) return wide
  if (isAscii(bytes)) return null
  if (looksLikeUtf8(bytes)) return 'utf-8'
  return looksCyrillic(bytes) ? 'windows-1251' : 'windows-1252'
}

/** Whether `label` names an encoding that can be read. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding.length > 0
  } catch {
    return false
  }
}

/**
 * Bytes to text, piece by piece. Bytes that are invalid in the encoding become U+FFFD and stop nothing. Without a forced
 * encoding the decision waits for the first byte beyond ASCII, however late it comes.
 */
export async function* decode(bytes: AsyncIterable<Buffer>, forced: string | null): AsyncGenerator<string> {
  let decoder = forced ? new TextDecoder(forced) : null
  for await (const chunk of bytes) {
    decoder ??= decoderFor(chunk)
    const text = decoder ? decoder.decode(chunk, { stream: true }) : chunk.toString('latin1')
    if (text) yield text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
  }
  const rest = decoder?.decode()
  if (rest) yield rest
}

/**
 * A few bytes to text. Some versions of Node take windows-1252 for ISO 8859-1 unless they decode a stream
 * (nodejs/node#56542), so even these are decoded as one.
 */
export function decodeWhole(bytes: Uint8Array, encoding: string): string {
  const decoder = new TextDecoder(encoding)
  return decoder.decode(bytes, { stream: true }) + decoder.decode()
}

function decoderFor(chunk: Uint8Array): TextDecoder | null {
  const encoding = detectEncoding(chunk)
  return encoding ? new TextDecoder(encoding) : null
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Commas, line ends and digits have a zero byte in UTF-16, on one side only; other encodings have no zeros. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  const zeros = [0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd < bytes.length / 20) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** A few broken bytes do not make it another encoding: valid sequences must outnumber them ten to one. */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  let valid = 0
  let broken = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length > 1) valid++
    // The sample may end in the middle of a character.
    if (length === 0 && at < bytes.length - 4) broken++
    at += length || 1
  }
  return valid > 0 ? valid >= 10 * broken : broken === 0
}

/** How many bytes the UTF-8 character at `at` has; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number
  const length =
    lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/** Russian words are runs of high letters; western words hold a single accented letter between plain ones. */
function looksCyrillic(bytes: Uint8Array): boolean {
  let inRun = 0
  let alone = 0
  for (let at = 0; at < bytes.length; at++) {
    if (!isHighLetter(bytes[at])) continue
    if (isHighLetter(bytes[at - 1]) || isHighLetter(bytes[at + 1])) inRun++
    else alone++
  }
  return inRun > 2 * alone
}

/** À to ÿ in windows-1252, А to я in windows-1251; Ё and ё stand elsewhere. */
function isHighLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8)
}
