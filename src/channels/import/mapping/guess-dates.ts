import { dateReader } from './date-format.ts'

/** The form in which most values are dates; with `orQuestion` when day and month could as well be the other way round. */
export type GuessedDates = { format: string; share: number; orQuestion: { other: string; example: string } | null }

/** In pairs, day first and month first; with full stops nobody writes the month first. */
const orderly = [
  'iso',
  'dd.mm.yyyy',
  'dd.mm.yy',
  'yyyy/mm/dd',
  'yyyy.mm.dd',
  'd mmm yyyy',
  'dd-mmm-yyyy',
  'dd-mmm-yy',
  'dd/mmm/yyyy',
]
const americanNames = ['mmm d, yyyy', 'mmm d yyyy', 'ddd, d mmm yyyy', 'yyyymmdd']
const ambiguous = [
  ['dd/mm/yyyy', 'mm/dd/yyyy'],
  ['dd/mm/yy', 'mm/dd/yy'],
  ['dd-mm-yyyy', 'mm-dd-yyyy'],
  ['dd-mm-yy', 'mm-dd-yy'],
] as const

/**
 * Finds out how dates are written. Where 13 to 31 stands in one of two places only, the order of day and month is known;
 * where it stands in neither, it is a question for a person.
 * @returns null when fewer than eight in ten values are dates of one form
 */
export function guessDates(values: readonly string[], yearNow: number): GuessedDates | null {
  const filled = values.filter((value) => value.trim() !== '')
  if (filled.length === 0) return null
  const shareOf = (format: string) => {
    const read = dateReader(format)
    return read ? filled.filter((value) => read(value, yearNow) !== null).length / filled.length : 0
  }
  for (const format of [...orderly, ...americanNames]) {
    const share = shareOf(format)
    if (share >= 0.8) return { format, share, orQuestion: null }
  }
  for (const [dayFirst, monthFirst] of ambiguous) {
    const [day, month] = [shareOf(dayFirst), shareOf(monthFirst)]
    if (Math.max(day, month) < 0.8) continue
    if (day > month) return { format: dayFirst, share: day, orQuestion: null }
    if (month > day) return { format: monthFirst, share: month, orQuestion: null }
    const example = filled.find((value) => !isSameBothWays(value)) ?? filled[0] ?? ''
    return { format: dayFirst, share: day, orQuestion: { other: monthFirst, example } }
  }
  return null
}

function isSameBothWays(value: string): boolean {
  const [first, second] = value.split(/\D+/)
  return Number(first) === Number(second)
}
