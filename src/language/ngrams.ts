import { readFileSync } from 'node:fs'
import { createRequire, findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import type { eld } from 'eld'

/** The likeliest language of a text, and by how much it leads the next one, on a scale of 0 to 1. */
export type Guess = { language: string; lead: number; plausible: boolean }

/**
 * Guesses a language from the letter groups in a text, with the package `eld` (60 languages) and its smallest database.
 *
 * In: text (the first 350 bytes count), and optionally the languages to choose among. Out: the likeliest, or null when
 * no group is known. `plausible` is false for text unlike any language. The first call reads the database (0.15 s once).
 */
export function guessByNgrams(text: string, among?: ReadonlySet<string>): Guess | null {
  detector ??= loadDetector()
  const found = detector.detect(text)
  const [first, second] = Object.entries(found.getScores()).filter(([language]) => among?.has(language) ?? true)
  if (!first) return null
  return { language: first[0], lead: first[1] - (second?.[1] ?? 0), plausible: found.isReliable() }
}

type Detector = Pick<typeof eld, 'detect'>
type Scores = Record<string, number>
type Internals = {
  createEld: () => {
    instance: Detector
    loadData: (data: { type: string; languages: Record<string, string>; ngrams: Record<string, Scores> }) => void
  }
}
let detector: Detector | undefined

/**
 * eld's own detector over its own database, read as text. Importing `eld/extrasmall` gives the same answers but costs
 * 91 MB and 0.3 s, because the database is one 1 MB object literal; read this way, equal entries are shared: 33 MB and
 * 0.15 s. It depends on two files inside the package, so the version is pinned and a test compares both ways.
 */
function loadDetector(): Detector {
  const manifest = findPackageJSON('eld', import.meta.url)
  if (!manifest) throw new Error('The package eld is not installed; run npm ci')
  const source = join(dirname(manifest), 'src')
  const { createEld }: Internals = createRequire(import.meta.url)(join(source, 'languageDetector.js'))
  const { instance, loadData } = createEld()
  loadData(readDatabase(readFileSync(join(source, 'ngrams', 'extrasmall.js'), 'utf8')))
  return instance
}

/** Reads `{type:'…',languages:{0:'am',…},ngrams:{'…':{7:64,9:50},abc:{…},…}}`, sharing equal score objects. */
function readDatabase(text: string): {
  type: string
  languages: Record<string, string>
  ngrams: Record<string, Scores>
} {
  const opening = 'ngrams:{'
  const start = text.indexOf(opening)
  const languages: Record<string, string> = {}
  for (const [, id, code] of text.slice(0, start).matchAll(/(\d+):'([a-z]{2})'/g)) if (id && code) languages[id] = code
  const ngrams: Record<string, Scores> = {}
  const shared = new Map<string, Scores>()
  let at = start + opening.length
  while (at < text.length && text[at] !== '}') {
    const { key, colon } = readKey(text, at)
    const end = text.indexOf('}', colon)
    const list = text.slice(colon + 2, end)
    const scores = shared.get(list) ?? readScores(list)
    shared.set(list, scores)
    ngrams[key] = scores
    at = text[end + 1] === ',' ? end + 2 : end + 1
  }
  return { type: 'XS60', languages, ngrams }
}

/** A key is quoted (with \' inside) or bare, and ends at a colon. */
function readKey(text: string, at: number): { key: string; colon: number } {
  if (text[at] !== "'") {
    const colon = text.indexOf(':', at)
    return { key: text.slice(at, colon), colon }
  }
  let end = text.indexOf("'", at + 1)
  while (text[end - 1] === '\\') end = text.indexOf("'", end + 1)
  return { key: text.slice(at + 1, end).replaceAll("\\'", "'"), colon: end + 1 }
}

function readScores(list: string): Scores {
  const scores: Scores = {}
  for (const pair of list.split(',')) {
    const [language = '', score] = pair.split(':')
    scores[language] = Number(score)
  }
  return scores
}
