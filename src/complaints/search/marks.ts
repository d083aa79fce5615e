import type { Segment } from './contract.ts'

/** From which character to which, the end not included. */
export type Place = { start: number; end: number }
/** A word with the forms it is compared by. A word that every text has, such as "the", has none. */
export type Lexemes = ReadonlyMap<string, readonly string[]>
/** What is looked for: words that must follow one another (one, if it is no phrase); the last may be a beginning. */
export type Wanted = { words: string[]; isBeginning: boolean; names: string[] }

const word = /[\p{L}\p{M}\p{N}]+/gu
/** Writing without spaces is looked for as it stands. */
export const isUnspaced = (text: string): boolean =>
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ud7af\uf900-\ufaff]/.test(text)

export type WordsOfText = (Place & { word: string })[]
const plainWord = /[a-z0-9]+/g
/** The words of a text and where they stand. */
export function wordsIn(text: string): WordsOfText {
  const words: WordsOfText = []
  // Most texts are plain ASCII, which is read faster.
  const isPlain = !/[^ -~\s]/.test(text)
  const read = isPlain ? text.toLowerCase() : text
  for (const match of read.matchAll(isPlain ? plainWord : word)) {
    const [found] = match
    const start = match.index
    words.push({ word: isPlain ? found : found.toLowerCase(), start, end: start + found.length })
  }
  return words
}

/** Finds in words of a text what is wanted: for each word wanted, all the words that are a form of it. */
export type Forms = ReadonlySet<string>[]

/** Which of the known words are forms of each word that is wanted. */
export function formsOf({ words, isBeginning, names }: Wanted, lexemes: Lexemes): Forms {
  return words.map((asked, index) => {
    const isOpen = isBeginning && index === words.length - 1
    const fit = [...lexemes.keys()].filter((written) => isForm(written, asked, lexemes, isOpen, names))
    return new Set([asked, ...fit])
  })
}

/** Where a text with these words has what is wanted, in its order and without overlaps. `forms`: of each that is wanted. */
export function placesOf(
  text: string,
  words: WordsOfText,
  wanted: readonly Wanted[],
  forms: readonly Forms[],
): Place[] {
  const places = wanted.flatMap((each, index) =>
    each.words.some(isUnspaced) ? literally(text, each.words) : together(words, forms[index] ?? []),
  )
  return merged(places)
}

function literally(text: string, words: string[]): Place[] {
  const plain = text.toLowerCase()
  // Lower case is longer than what was written in a few languages: then nothing is marked rather than the wrong thing.
  if (plain.length !== text.length) return []
  const places: Place[] = []
  for (const each of words) {
    for (let at = plain.indexOf(each); at >= 0; at = plain.indexOf(each, at + each.length))
      places.push({ start: at, end: at + each.length })
  }
  return places
}

function together(words: WordsOfText, forms: Forms): Place[] {
  const places: Place[] = []
  for (let first = 0; first + forms.length <= words.length; first++) {
    const isHere = forms.every((form, index) => form.has(words[first + index]?.word ?? ''))
    const [from, to] = [words[first], words[first + forms.length - 1]]
    if (isHere && from && to) places.push({ start: from.start, end: to.end })
  }
  return places
}

function isForm(written: string, asked: string, lexemes: Lexemes, isBeginning: boolean, names: string[]): boolean {
  const [of, wanted] = [lexemes.get(written) ?? [], lexemes.get(asked) ?? []]
  if (isBeginning && (written.startsWith(asked) || of.some((form) => wanted.some((start) => form.startsWith(start)))))
    return true
  return of.some((form) => wanted.includes(form) || names.includes(form))
}

function merged(places: Place[]): Place[] {
  const result: Place[] = []
  for (const place of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (last && place.start < last.end) last.end = Math.max(last.end, place.end)
    else result.push({ ...place })
  }
  return result
}

/** A text cut where its matches begin and end. */
export function segmentsOf(text: string, places: readonly Place[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const { start, end } of places) {
    if (start > at) segments.push({ text: text.slice(at, start), isMatch: false })
    segments.push({ text: text.slice(start, end), isMatch: true })
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at), isMatch: false })
  return segments
}

/**
 * About so many characters of a text, where most of the matches stand close together: in whole words, on one line, with …
 * where something was left out.
 */
export function snippetOf(text: string, places: readonly Place[], length: number): Segment[] {
  const first = densest(places, length / 2)
  if (!first) return []
  const start = first.start < length / 4 ? 0 : afterSpace(text, first.start - Math.floor(length / 8), first.start)
  const end =
    start + length >= text.length ? text.length : Math.max(beforeSpace(text, start + length, start), first.end)
  const inside = places.filter((place) => place.start >= start && place.end <= end)
  const moved = inside.map((place) => ({ start: place.start - start, end: place.end - start }))
  const segments = segmentsOf(text.slice(start, end), moved).map((segment) => ({
    ...segment,
    text: segment.text
      .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .toWellFormed(),
  }))
  if (start > 0) segments.unshift({ text: '…', isMatch: false })
  if (end < text.length) segments.push({ text: '…', isMatch: false })
  return segments
}

/** Of the matches, the one that most others follow within so many characters; of equals, the first. */
function densest(places: readonly Place[], within: number): Place | undefined {
  const follow = (place: Place) =>
    places.filter(({ start, end }) => start >= place.start && end <= place.start + within).length
  let best: { place: Place; count: number } | undefined
  for (const place of places.slice(0, 100)) {
    const count = follow(place)
    if (!best || count > best.count) best = { place, count }
  }
  return best?.place
}

const afterSpace = (text: string, from: number, until: number): number => {
  const space = text.slice(from, until).search(/\s/)
  return space < 0 ? from : from + space + 1
}
const beforeSpace = (text: string, from: number, least: number): number => {
  const space = text.lastIndexOf(' ', from)
  return space <= least ? from : space
}
