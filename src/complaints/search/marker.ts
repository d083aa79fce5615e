import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Part, Words } from './box.ts'
import { formsOf, isUnspaced, type Lexemes, type Place, placesOf, type Wanted, wordsIn } from './marks.ts'
import type { Readings } from './query.ts'

/** Finds in a text what was asked for, in the forms in which it stands there. */
export type Marker = (text: string) => Place[]

/** As many characters of a text as are looked through. */
const most = 60_000
const beginning = (word: string): string => {
  const two = word.slice(0, 2)
  return /^[a-z0-9]*$/.test(two) ? two : word.slice(0, 4).normalize('NFD').replaceAll(/\p{M}/gu, '').slice(0, 2)
}

/**
 * A marker for these texts. Which words are forms of one another only the database knows, so it is asked once, about the words
 * that begin like one that was asked for. Of names it is asked about every word, since they may be in another alphabet.
 */
export async function markerFor(
  db: Database,
  parts: readonly Part[],
  readings: Readings,
  texts: string[],
  names: string[] = [],
): Promise<Marker> {
  const wanted = parts.flatMap((part) => (part.kind === 'words' && !part.isExcluded ? wantedOf(part, readings) : []))
  const asked = wanted.flatMap(({ words, names }) => [...words, ...names])
  const beginnings = new Set(asked.map(beginning))
  const candidates = new Set(asked)
  const words = new Map(texts.map((text) => [text, wordsIn(text.slice(0, most))]))
  for (const { word } of [...words.values()].flat())
    if (word.length <= 60 && beginnings.has(beginning(word))) candidates.add(word)
  for (const name of names) for (const { word } of wordsIn(name)) candidates.add(word)
  const lexemes = await lexemesOf(db, [...candidates].filter((word) => !isUnspaced(word)).slice(0, 5000))
  const forms = wanted.map((each) => formsOf(each, lexemes))
  return (text) => placesOf(text, words.get(text) ?? wordsIn(text), wanted, forms)
}

function wantedOf(words: Words, readings: Readings): Wanted[] {
  const reading = readings.get(words)
  const text = words.text.toLowerCase()
  const asked = isUnspaced(text) ? text.split(/\s+/) : wordsIn(text).map(({ word }) => word)
  if (asked.length === 0) return []
  return [
    { words: asked, isBeginning: words.isBeginning || (reading?.isBeginning ?? false), names: reading?.names ?? [] },
  ]
}

async function lexemesOf(db: Database, words: string[]): Promise<Lexemes> {
  if (words.length === 0) return new Map()
  const { rows } = await sql<{ word: string; lexemes: string[] }>`
    select word, tsvector_to_array(to_tsvector('pg_catalog.russian', comparable(word, true))) || folded_name(word) as lexemes
    from unnest(${words}::text[]) as word`.execute(db)
  return new Map(rows.map(({ word, lexemes }) => [word, lexemes]))
}
