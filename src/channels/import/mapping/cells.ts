import type { SourceRow, SourceValue } from '../read/row.ts'
import type { Condition, TextRule } from './mapping.ts'

/** A value to look for in a row; null when the row has none. */
export type Find = (row: SourceRow) => string | null

/**
 * How to find the text of a column: its own words, unless they are blank or mean "nothing". Lists of JSON are put together
 * with commas; `list.0.key` is a value inside one.
 */
export function finder(column: string, isEmpty: (text: string) => boolean): Find {
  const path = column.split('.')
  return (row) => {
    const value = row[column] ?? (path.length > 1 ? inside(row, path) : undefined)
    const text = value === undefined ? null : textOf(value)
    return text === null || isEmpty(text) ? null : text
  }
}

/** The text of a value; null for lists of objects, which have none. */
export function textOf(value: SourceValue): string | null {
  if (typeof value === 'string') return value
  const items = value.filter((item) => item !== null)
  return items.every(isPlain) ? items.join(', ') : null
}

function isPlain(item: unknown): item is string | number | boolean {
  return typeof item !== 'object'
}

function inside(row: SourceRow, path: readonly string[]): SourceValue | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    let value: unknown = row[path.slice(0, length).join('.')]
    if (value === undefined) continue
    for (const step of path.slice(length)) value = (value as Record<string, unknown> | null | undefined)?.[step]
    if (Array.isArray(value)) return value
    return value !== null && value !== undefined && isPlain(value) ? String(value) : undefined
  }
  return undefined
}

/** Whether a text is blank or one of the words that mean "nothing here". */
export function emptiness(words: readonly string[]): (text: string) => boolean {
  const meaningless = new Set(words.map(normal))
  const longest = Math.max(0, ...words.map((word) => word.length))
  return (text) => {
    const { length } = text
    // Most cells are told at a glance, without a copy in lower case.
    if (length > longest && text.charCodeAt(0) > space && text.charCodeAt(length - 1) > space) return false
    const word = normal(text)
    return word === '' || meaningless.has(word)
  }
}

const space = 32

/** The text a rule takes from a row, trimmed and translated; `verbatim` leaves it as it was written. */
export function textFinder(rule: TextRule, isEmpty: (text: string) => boolean, verbatim = false): Find {
  const found = joinedFinder(rule, isEmpty)
  const values = rule.values && new Map(Object.entries(rule.values).map(([from, to]) => [normal(from), to]))
  const translate = values && remembered((text) => values.get(normal(text)) ?? rule.otherwise ?? text)
  return (row) => {
    const text = found(row)
    if (text === null) return rule.is ?? null
    const translated = translate ? translate(text) : text
    return verbatim ? translated : translated.trim() || null
  }
}

/** The first column that holds something or, with `join`, all of them together. */
export function joinedFinder(
  { from = [], join }: { from?: string | string[]; join?: string },
  isEmpty: (text: string) => boolean,
): Find {
  const finders = namesIn(from).map((column) => finder(column, isEmpty))
  const [only] = finders
  if (only && finders.length === 1) return only
  if (join === undefined) {
    return (row) => {
      for (const find of finders) {
        const text = find(row)
        if (text !== null) return text
      }
      return null
    }
  }
  return (row) =>
    finders
      .map((find) => find(row)?.trim())
      .filter(Boolean)
      .join(join) || null
}

/** Whether a condition holds for a row. */
export function conditionTester(condition: Condition): (row: SourceRow) => boolean {
  const find = joinedFinder({ from: condition.column }, emptiness([]))
  const exact = condition.in && new Set(condition.in.map(normal))
  const starts = condition.startsWith?.map(normal)
  const holds = remembered((text) => {
    const word = normal(text)
    if (condition.filled !== undefined && condition.filled !== (word !== '')) return false
    if (exact && !exact.has(word)) return false
    return !starts || starts.some((start) => word.startsWith(start))
  })
  return (row) => holds(find(row) ?? '')
}

/** Columns that are translated or tested hold few different words: what was found out about one is kept. */
function remembered<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const result = work(text)
    if (known.size < 1000 && text.length < 200) known.set(text, result)
    return result
  }
}

export function namesIn(from: string | string[] | undefined): string[] {
  return from === undefined ? [] : Array.isArray(from) ? from : [from]
}

function normal(text: string): string {
  return text.trim().toLowerCase()
}
