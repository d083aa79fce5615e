import { type FieldName, fieldNamed, nameMeant } from './fields.ts'

/** Where a part stands in what was typed, to colour it and to complete it. */
export type Span = { start: number; end: number }
/** A word or a phrase to be found, or not to be found. `isBeginning`: `refun*`. */
export type Words = Span & {
  kind: 'words'
  text: string
  isPhrase: boolean
  isExcluded: boolean
  isBeginning: boolean
}
/**
 * A filter: `channel:email,phone`, `-owner:me`; `company`: a field that the company defined. `name` is as typed; no values while
 * it is still being typed.
 */
export type Field = Span & {
  kind: 'field'
  field: FieldName | 'company'
  name: string
  values: string[]
  isExcluded: boolean
}
/** Stands between the words before it and those after it. */
export type Or = Span & { kind: 'or' }
export type Part = Words | Field | Or
/** A `name:` that is no field, taken as words; `meant` is the name it resembles. */
export type UnknownField = { name: string; meant: string | null }
export type Box = { parts: Part[]; unknown: UnknownField[] }

type Piece = Span & { minus: boolean; name: string; raw: string }

const anyQuote = /[“”„«»]/g
const one = '(?:"[^"]*(?:"|$)|[^\\s",]+)'
const pieces = new RegExp(`(-*)(?:([\\p{L}_]+):(${one}(?:,${one})*,?)?|("[^"]*(?:"|$)|[^\\s"]\\S*))`, 'gu')
const isSaid = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
const isOr = (text: string): boolean => /^(or|или)$/i.test(text)

/**
 * Reads what was typed into the search box: words, "phrases", -exclusions, OR (или) and `name:value`. Whatever is typed means
 * something: an unknown name is words, an open quotation ends with the text, signs alone are nothing.
 * @param company  names of fields that the company defined, in small letters
 */
export function readBox(typed: string, company: ReadonlySet<string> = new Set()): Box {
  const named = (name: string) => fieldNamed(name) ?? (company.has(name.toLowerCase()) ? 'company' : null)
  const unknown: UnknownField[] = []
  const parts = joinValues(piecesOf(typed), named).flatMap((piece): Part[] => {
    const field = piece.name === '' ? null : named(piece.name)
    if (field) return [fieldOf(piece, field)]
    if (piece.name !== '' && !piece.raw.startsWith('//'))
      unknown.push({ name: piece.name, meant: nameMeant(piece.name) })
    return wordsOf(piece)
  })
  return { parts: orsBetweenWords(parts), unknown }
}

function piecesOf(typed: string): Piece[] {
  // Signs of one length for one, so that places stay.
  const plain = typed.replaceAll('\0', ' ').replaceAll(anyQuote, '"')
  return [...plain.matchAll(pieces)].map((match) => {
    const [whole, minus = '', name = '', value, alone] = match
    return { start: match.index, end: match.index + whole.length, minus: minus !== '', name, raw: value ?? alone ?? '' }
  })
}

/** `owner: me`, with a space, is what people copy from the screen: the next word is the value. */
function joinValues(all: Piece[], named: (name: string) => unknown): Piece[] {
  const joined: Piece[] = []
  // What is signs alone stands for nothing, also between a name and its value.
  for (const piece of all.filter(({ name, raw }) => name !== '' || isSaid(raw))) {
    const before = joined.at(-1)
    const isValue = !(piece.name && named(piece.name)) && !piece.minus
    const whole = piece.name === '' ? piece.raw : `${piece.name}:${piece.raw}`
    if (before && !isSaid(before.raw) && named(before.name) && isValue)
      joined[joined.length - 1] = { ...before, raw: whole, end: piece.end }
    else joined.push(piece)
  }
  return joined
}

function fieldOf({ start, end, minus, name, raw }: Piece, field: Field['field']): Field {
  const values = [...raw.matchAll(/"([^"]*)"?|[^",]+/g)].map(([whole, inside]) => (inside ?? whole).trim())
  return { kind: 'field', field, name, values: values.filter(isSaid), isExcluded: minus, start, end }
}

function wordsOf({ start, end, minus, name, raw }: Piece): Part[] {
  const span = { start, end }
  if (name === '' && !minus && isOr(raw)) return [{ kind: 'or', ...span }]
  const isPhrase = raw.startsWith('"') && isSaid(raw)
  const said = isPhrase ? raw.replaceAll('"', '').trim() : raw.replace(/\*+$/, '')
  const text = name === '' ? said : `${name}:${isPhrase ? ' ' : ''}${said}`
  if (!isSaid(text)) return []
  const isBeginning = !isPhrase && said !== raw
  return [{ kind: 'words', text, isPhrase, isExcluded: minus, isBeginning, ...span }]
}

/** An "or" that stands between words is one; any other is nothing. */
function orsBetweenWords(parts: Part[]): Part[] {
  const isWords = (part: Part) => part.kind === 'words'
  return parts.filter((part, index) => {
    if (part.kind !== 'or') return true
    const next = parts.slice(index + 1).find(({ kind }) => kind !== 'field')
    return next?.kind === 'words' && parts.slice(0, index).some(isWords)
  })
}

/** Writes parts as they would be typed; reading that gives the same parts. */
export const writeBox = (parts: readonly Part[]): string => parts.map(writePart).join(' ')

function writePart(part: Part): string {
  if (part.kind === 'or') return 'OR'
  const minus = part.isExcluded ? '-' : ''
  if (part.kind === 'field') return `${minus}${part.name}:${part.values.map(writeValue).join(',')}`
  if (part.isPhrase) return `${minus}"${part.text}"`
  return `${minus}${part.text}${part.isBeginning ? '*' : ''}`
}

/** A value as it is typed: in quotation marks when it has spaces or commas. */
export const writeValue = (value: string): string => (/[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)
