import type { SpecialDay, Span } from '../../../src/calendar/calendar.ts'

/** Spans as people write them. @example writeSpans([{ from: '09:00', to: '13:00' }])  // '09:00–13:00' */
export const writeSpans = (spans: readonly Span[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ')

const time = (hours: string, minutes = '00'): string | null => {
  const isTime = Number(hours) < 24 && Number(minutes) < 60
  return isTime ? `${hours.padStart(2, '0')}:${minutes}` : null
}
const span = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/

/** Spans from what was written, none for nothing; null when it is not spans. @example readSpans('9-13, 14:00-18:00') */
export function readSpans(words: string): Span[] | null {
  const spans: Span[] = []
  for (const part of words.split(/[,;]/)) {
    if (part.trim() === '') continue
    const found = span.exec(part.trim())
    const from = found?.[1] ? time(found[1], found[2]) : null
    const to = found?.[3] ? time(found[3], found[4]) : null
    if (!from || !to) return null
    spans.push({ from, to })
  }
  return spans
}

/** Days that differ, one a line: `2026-12-25 Christmas Day`, or with hours `2025-11-01 09:00–18:00 Working Saturday`. */
export const writeDays = (days: readonly SpecialDay[]): string =>
  days
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
    .map(({ date, name, spans }) => [date, ...(spans.length > 0 ? [writeSpans(spans)] : []), name].join(' ').trim())
    .join('\n')

const line =
  /^(\d{4}-\d{2}-\d{2})(?:\s+((?:\d{1,2}[:.]?\d{0,2}\s*[-–—]\s*\d{1,2}[:.]?\d{0,2}(?:,\s*)?)+))?(?:\s+(.*))?$/

/** Days from such lines. @returns the days, or the first line that is none */
export function readDays(words: string): { days: SpecialDay[]; wrong: string | null } {
  const days: SpecialDay[] = []
  for (const each of words.split('\n')) {
    const written = each.trim()
    if (written === '') continue
    const [, date = '', hours = '', name = ''] = line.exec(written) ?? []
    const spans = readSpans(hours)
    const isDay = date !== '' && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date)
    if (!isDay || !spans) return { days, wrong: written }
    days.push({ date, name: name.trim(), spans })
  }
  return { days, wrong: null }
}
