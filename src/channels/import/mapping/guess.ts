import type { SourceRow } from '../read/row.ts'
import { channelOfWord, emptyWords, type Evidence, evidenceOf } from './guess-evidence.ts'
import { headingWords } from './guess-words.ts'
import { type HistoryRule, type Mapping, type Target, type TextTarget, targets } from './mapping.ts'

/** Something that only a person can tell; `column` null when no column fits. */
export type Question =
  | { key: 'date_order'; target: 'receivedAt' | 'closedAt'; column: string; example: string; options: [string, string] }
  | { key: 'no_date' | 'no_text'; target: Target; column: null }

export type GuessedMapping = {
  mapping: Mapping
  /** From 0 to 1, how sure we are of every target that got a column. */
  confidence: Partial<Record<Target, number>>
  /** Columns that became no part of the complaint; they stay as fields. */
  unmapped: string[]
  questions: Question[]
}

type Role = Target | 'closedAt' | 'status'
type Choice = { role: Role; evidence: Evidence; score: number }

const sureEnough = 0.5
const roles: readonly Role[] = [...targets, 'closedAt', 'status']

/**
 * Proposes a mapping from the headings (English, Russian, Portuguese) and a sample of the values: the start of the import page.
 * @param yearNow decides the century of two-digit years
 */
export function guessMapping(header: readonly string[], sample: readonly SourceRow[], yearNow: number): GuessedMapping {
  const evidence = header.map((column) => evidenceOf(column, sample, yearNow))
  const chosen = assign(evidence)
  const columns: Mapping['columns'] = { receivedAt: { ifEmpty: 'import time' } }
  const confidence: GuessedMapping['confidence'] = {}
  for (const target of targets) {
    const choice = chosen.get(target)
    if (!choice) continue
    confidence[target] = Math.round(choice.score * 100) / 100
    if (target === 'receivedAt')
      columns.receivedAt = { from: choice.evidence.column, format: choice.evidence.dates?.format }
    else columns[target] = textRule(target, choice.evidence)
  }
  const history = closing(chosen)
  const used = new Set(targets.flatMap((target) => chosen.get(target)?.evidence.column ?? []))
  const more = history ? { history: [history] } : {}
  const mapping: Mapping = { name: 'guess', version: 1, emptyWords, columns, ...more, rest: 'fields' }
  return { mapping, confidence, unmapped: header.filter((column) => !used.has(column)), questions: questionsOf(chosen) }
}

/** The best column for every role, the surest first; a column has one role. */
function assign(evidence: readonly Evidence[]): Map<Role, Choice> {
  const choices = roles.flatMap((role) =>
    evidence.map((column) => ({ role, evidence: column, score: scoreOf(role, column) })),
  )
  const chosen = new Map<Role, Choice>()
  const taken = new Set<string>()
  for (const choice of choices
    .filter(({ score }) => score >= sureEnough)
    .sort((one, other) => other.score - one.score)) {
    if (chosen.has(choice.role) || taken.has(choice.evidence.column)) continue
    chosen.set(choice.role, choice)
    taken.add(choice.evidence.column)
  }
  return chosen
}

function textRule(target: TextTarget, { column, values }: Evidence): Mapping['columns'][TextTarget] {
  if (target !== 'channel') return { from: column }
  const known = [...new Set(values)].flatMap((word) => {
    const channel = channelOfWord(word)
    return channel ? [[word, channel] as const] : []
  })
  return { from: column, values: Object.fromEntries(known) }
}

/** A date of closing says that the source closed it, not that the customer agreed. */
function closing(chosen: ReadonlyMap<Role, Choice>): HistoryRule | null {
  const closedAt = chosen.get('closedAt')?.evidence
  if (!closedAt?.dates) return null
  const status = chosen.get('status')?.evidence.column
  const at = { from: closedAt.column, format: closedAt.dates.format }
  return { kind: 'closed', at, closure: 'historic', ...(status ? { words: { from: status } } : {}) }
}

function questionsOf(chosen: ReadonlyMap<Role, Choice>): Question[] {
  const questions: Question[] = []
  for (const target of ['receivedAt', 'closedAt'] as const) {
    const { column = '', dates = null } = chosen.get(target)?.evidence ?? {}
    if (!dates?.orQuestion) continue
    const { other, example } = dates.orQuestion
    questions.push({ key: 'date_order', target, column, example, options: [dates.format, other] })
  }
  if (!chosen.has('receivedAt')) questions.push({ key: 'no_date', target: 'receivedAt', column: null })
  if (!chosen.has('text') && !chosen.has('title')) questions.push({ key: 'no_text', target: 'text', column: null })
  return questions
}

/** How well a column fits a role: what its heading says, held against what its values look like. */
function scoreOf(role: Role, evidence: Evidence): number {
  return evidence.values.length === 0 ? 0 : fit[role](evidence, headingScore(role, evidence.column))
}

type Fit = (evidence: Evidence, named: number) => number

const repeats = ({ values, distinct }: Evidence) => values.length < 20 || distinct < 0.6
/** One of a limited number of short names. */
const category: Fit = (evidence, named) => {
  return evidence.averageLength < 120 && repeats(evidence) && !evidence.dates && evidence.numbers < 0.9 ? named : 0
}
const customer: Fit = ({ averageLength, dates }, named) => (averageLength < 60 && !dates ? named : 0)

const fit: Record<Role, Fit> = {
  externalId: ({ distinct, filled, averageLength }, named) => {
    return distinct > 0.95 && filled > 0.95 && averageLength < 45 ? named : 0
  },
  receivedAt: ({ dates, filled }, named) => (dates ? named * filled : 0),
  closedAt: ({ dates }, named) => (dates ? named : 0),
  // Long texts are what customers wrote, whatever the heading.
  text: ({ averageLength }, named) => {
    return Math.max(named * Math.min(1, 0.3 + averageLength / 60), averageLength > 120 ? 0.55 : 0)
  },
  title: ({ averageLength, numbers }, named) => {
    return averageLength > 5 && averageLength < 150 && numbers < 0.5 ? named : 0
  },
  channel: (evidence, named) => {
    const short = evidence.averageLength < 40 && repeats(evidence)
    return short ? Math.max(named, evidence.channels > 0.9 ? 0.6 : 0) : 0
  },
  language: ({ languages }, named) => (languages >= 0.8 ? named : 0),
  product: category,
  subProduct: category,
  issue: category,
  subIssue: category,
  step: category,
  team: category,
  tags: ({ dates, averageLength }, named) => (averageLength < 200 && !dates ? named : 0),
  status: category,
  'customer.externalId': customer,
  'customer.name': customer,
  'customer.email': ({ emails }, named) => (emails >= 0.6 ? Math.max(named, 0.9) : 0),
  'customer.phone': ({ phones }, named) => (phones >= 0.6 ? named : 0),
}

/** How much a heading says that it is this role: the best of its phrases, less for every word that is not part of it. */
function headingScore(role: Role, column: string): number {
  const words = wordsOf(column)
  let best = 0
  for (const [phrase, sure] of headingWords[role]) {
    const wanted = phrase.split(' ')
    if (!wanted.every((part) => words.some((word) => isFormOf(word, part)))) continue
    best = Math.max(best, sure * (0.6 + (0.4 * Math.min(wanted.length, words.length)) / words.length))
  }
  return best
}

function isFormOf(word: string, part: string): boolean {
  if (part.endsWith('*')) return word.startsWith(part.slice(0, -1))
  return word === part || word === `${part}s` || (/^[а-я]{4}/.test(part) && word.startsWith(part))
}

/** Words in lower case without accents: `CustomerName`, `customer_name` and `Customer name` are the same. */
function wordsOf(heading: string): string[] {
  return heading
    .replace(/(\p{Ll})(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1$3 $2$4')
    .normalize('NFD')
    .replace(/[\u0300-\u0305\u0307\u0309-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('№', ' номер ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
