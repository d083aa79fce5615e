import { decodeWords } from 'postal-mime'
import { storable } from '../../../platform/storable.ts'
import { decodeText } from './charset.ts'
import { rawText } from './headers.ts'

/** A header with parameters: `text/plain; charset=utf-8` is `text/plain` and charset → utf-8. Names are in small letters. */
export type Parameters = { value: string; parameters: Map<string, string> }

/** Takes a header with parameters apart, comments removed, however broken it is. Of two with one name the first counts. */
export function readParameters(header: string): Parameters {
  const [first = '', ...rest] = piecesOf(withoutComments(header))
  const parameters = new Map<string, string>()
  for (const piece of rest) {
    const equals = piece.indexOf('=')
    if (equals < 0) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    if (name !== '' && !parameters.has(name)) parameters.set(name, unquoted(piece.slice(equals + 1).trim()))
  }
  return { value: unquoted(first.trim()).toLowerCase(), parameters }
}

/**
 * A parameter as text: in pieces and with its charset (RFC 2231: `name*0*=utf-8''%C3%A9; name*1=…`), as encoded words, or as
 * raw bytes. @returns null when there is none
 */
export function parameterText({ parameters }: Parameters, name: string): string | null {
  const plain = parameters.get(name)
  const pieces = continuations(parameters, name)
  if (pieces.length > 0) return decodePieces(pieces)
  return plain === undefined ? null : storable(decodeWords(rawText(plain, ''))).trim()
}

type Piece = { text: string; isEncoded: boolean }

function continuations(parameters: Map<string, string>, name: string): Piece[] {
  const whole = parameters.get(`${name}*`)
  if (whole !== undefined) return [{ text: whole, isEncoded: true }]
  const pieces: Piece[] = []
  for (let at = 0; at < 100; at++) {
    const encoded = parameters.get(`${name}*${at}*`)
    const text = encoded ?? parameters.get(`${name}*${at}`)
    if (text === undefined) break
    pieces.push({ text, isEncoded: encoded !== undefined })
  }
  return pieces
}

function decodePieces(pieces: Piece[]): string {
  const [, charset, first] = /^([^']{0,40})'[^']{0,20}'([^]*)$/.exec(pieces[0]?.isEncoded ? pieces[0].text : '') ?? []
  const bytes = pieces.map(({ text, isEncoded }, at) => {
    const own = at === 0 && first !== undefined ? first : text
    return isEncoded ? percentBytes(own) : Buffer.from(own, 'latin1')
  })
  const text = decodeText(Buffer.concat(bytes), charset ?? '', new Set())
  return charset === undefined ? storable(decodeWords(text)) : text
}

const percentBytes = (text: string): Buffer =>
  Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** Split at semicolons that stand outside quotes. */
function piecesOf(header: string): string[] {
  const pieces: string[] = []
  let [from, isQuoted] = [0, false]
  for (let at = 0; at < header.length; at++) {
    const char = header[at]
    if (char === '\\' && isQuoted) at++
    else if (char === '"') isQuoted = !isQuoted
    else if (char === ';' && !isQuoted) {
      pieces.push(header.slice(from, at))
      from = at + 1
    }
  }
  // A quote that nothing closes would hide every parameter after it.
  return isQuoted && header.slice(from).includes(';') ? header.split(';') : [...pieces, header.slice(from)]
}

/** Comments (in brackets, nested) stand after white space; brackets within a file's name are part of it. */
function withoutComments(header: string): string {
  if (!header.includes('(')) return header
  let [kept, depth, isQuoted] = ['', 0, false]
  for (let at = 0; at < header.length; at++) {
    const char = header[at] as string
    if (depth === 0 && char === '"') isQuoted = !isQuoted
    if (!isQuoted && char === '(' && (depth > 0 || at === 0 || /[\s;]/.test(header[at - 1] as string))) depth++
    if (depth === 0) kept += char
    if (!isQuoted && char === ')' && depth > 0) depth--
  }
  return depth > 0 ? header : kept
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value.replace(/"$/, '')
  const inside = /^"((?:[^"\\]|\\[^])*)/.exec(value)?.[1] ?? ''
  return inside.replace(/\\(["\\])/g, '$1')
}
