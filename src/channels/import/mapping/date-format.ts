import { monthNames } from './month-names.ts'
import { readExcel, readIso, readUnix } from './named-dates.ts'
import { centuryOf, emptyDate, offsetOf, real, type WrittenDate } from './written-date.ts'

export type DateReader = (text: string, yearNow: number) => WrittenDate | null

/** Dates that need no pattern: `2026-03-02T10:00:00Z` and its shorter forms; days since 1900; seconds since 1970. */
const named: Record<string, DateReader> = { iso: readIso, excel: readExcel, unix: readUnix }

/**
 * A reader for dates written in one way: `iso`, `excel`, `unix`, or a pattern as spreadsheets use them, of d m y h m s,
 * `mmm` for a month's name, `am` for am/pm. A time of day after a date is read even when the pattern does not name it.
 * @returns null when the pattern is not one
 * @example dateReader('dd.mm.yyyy')?.('02.03.2026', 2026)  // { year: 2026, month: 3, day: 2, … }
 */
export function dateReader(pattern: string): DateReader | null {
  const known = readers.get(pattern)
  if (known !== undefined) return known
  const reader = named[pattern.toLowerCase()] ?? compile(pattern.toLowerCase())
  if (readers.size < mostReaders) readers.set(pattern, reader)
  return reader
}

const readers = new Map<string, DateReader | null>()
const mostReaders = 500

type Part = 'yyyy' | 'yy' | 'month' | 'name' | 'd' | 'h' | 'minute' | 's' | 'fraction' | 'am' | 'zone'

const timeBehind = String.raw`(?:[ t,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?(?: ?([ap])\.?m\.?)?)?`

function compile(pattern: string): DateReader | null {
  const tokens = pattern.match(/y+|m+|d+|h+|s+|am\/pm|am|z|[^a-z]|[a-z]/g) ?? []
  const parts: Part[] = []
  let source = ''
  for (const [index, token] of tokens.entries()) {
    const part = partOf(token, parts)
    if (part) {
      const touches = /\d/.test(source.slice(-1)) || isNumber(tokens[index - 1]) || isNumber(tokens[index + 1])
      source += expressionOf(part, touches)
      parts.push(part)
    } else if (/[a-z]/.test(token) && token !== 't') return null
    else source += token === ' ' ? String.raw`\s+` : token.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  }
  if (!complete(parts)) return null
  const withTime = parts.includes('h') ? '' : timeBehind
  return readerOf(new RegExp(`^${source}${withTime}$`, 'i'), parts, withTime !== '')
}

/** `m` means minutes right after hours and months elsewhere, as in spreadsheets. */
function partOf(token: string, before: readonly Part[]): Part | null {
  if (/^y+$/.test(token)) return token.length <= 2 ? 'yy' : 'yyyy'
  if (/^m+$/.test(token)) return token.length > 2 ? 'name' : before.at(-1) === 'h' ? 'minute' : 'month'
  if (/^d{1,2}$/.test(token)) return 'd'
  if (/^h{1,2}$/.test(token)) return 'h'
  if (/^s+$/.test(token)) return token.length > 2 ? 'fraction' : 's'
  if (token === 'am' || token === 'am/pm') return 'am'
  return token === 'z' ? 'zone' : null
}

function isNumber(token: string | undefined): boolean {
  return token !== undefined && /^(y+|m{1,2}|d+|h+|s+)$/.test(token)
}

/** Numbers of one or two digits, but of exactly two where another number follows without a sign between. */
function expressionOf(part: Part, touches: boolean): string {
  if (part === 'yyyy') return String.raw`(\d{4})`
  if (part === 'yy') return String.raw`(\d{2})`
  if (part === 'name') return String.raw`([a-zà-ÿа-яё]+)\.?`
  if (part === 'fraction') return String.raw`(\d+)`
  if (part === 'am') return String.raw`([ap])\.?m\.?`
  if (part === 'zone') return String.raw`(z|[+-]\d{2}:?\d{2})`
  return touches ? String.raw`(\d{2})` : String.raw`(\d{1,2})`
}

function complete(parts: readonly Part[]): boolean {
  const hasYear = parts.includes('yyyy') || parts.includes('yy')
  return hasYear && parts.includes('d') && (parts.includes('month') || parts.includes('name'))
}

function readerOf(expression: RegExp, parts: readonly Part[], timeBehind: boolean): DateReader {
  return (text, yearNow) => {
    const found = expression.exec(text.trim())
    if (!found) return null
    const date = emptyDate()
    let isPm: boolean | null = null
    for (const [index, part] of parts.entries()) {
      const value = found[index + 1] ?? ''
      if (part === 'am') isPm = value.toLowerCase() === 'p'
      else put(date, part, value, yearNow)
    }
    if (timeBehind) {
      const [hour, minute, second, half] = found.slice(parts.length + 1)
      if (hour !== undefined)
        Object.assign(date, { hour: +hour, minute: Number(minute), second: Number(second ?? 0), hasTime: true })
      if (half !== undefined) isPm = half.toLowerCase() === 'p'
    }
    return real(date, isPm)
  }
}

function put(date: WrittenDate, part: Part, value: string, yearNow: number): void {
  if (part === 'yyyy') date.year = Number(value)
  else if (part === 'yy') date.year = centuryOf(Number(value), yearNow)
  else if (part === 'month') date.month = Number(value)
  else if (part === 'name') date.month = monthNames.get(value.toLowerCase()) ?? 0
  else if (part === 'd') date.day = Number(value)
  else if (part === 'minute') date.minute = Number(value)
  else if (part === 's') date.second = Number(value)
  else if (part === 'zone') date.offset = offsetOf(value)
  else if (part === 'h') {
    date.hour = Number(value)
    date.hasTime = true
  }
}
