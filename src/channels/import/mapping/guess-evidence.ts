import type { SourceRow } from '../read/row.ts'
import { emptiness, textOf } from './cells.ts'
import { channelWords } from './guess-words.ts'
import { type GuessedDates, guessDates } from './guess-dates.ts'

/** What the values of a column look like. Shares are of the filled cells, from 0 to 1. */
export type Evidence = {
  column: string
  values: string[]
  filled: number
  distinct: number
  averageLength: number
  dates: GuessedDates | null
  emails: number
  phones: number
  languages: number
  channels: number
  numbers: number
}

/** What programs write into a cell that holds nothing. */
export const emptyWords = ['N/A', 'NA', 'NULL', 'NaN']
const isEmpty = emptiness(emptyWords)

/** Looks at the values of one column in a sample of rows. */
export function evidenceOf(column: string, rows: readonly SourceRow[], yearNow: number): Evidence {
  const cells = rows.map((row) => textOf(row[column] ?? '')?.trim() ?? '')
  const values = cells.filter((cell) => !isEmpty(cell))
  const share = (test: (value: string) => boolean) => values.filter(test).length / Math.max(1, values.length)
  return {
    column,
    values,
    filled: values.length / Math.max(1, rows.length),
    distinct: new Set(values).size / Math.max(1, values.length),
    averageLength: values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length),
    dates: guessDates(values, yearNow),
    emails: share((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)),
    phones: share((value) => /^[+()\d][\d\s().-]{6,20}$/.test(value) && /\d{5}|\d[\s)-]\d/.test(value)),
    languages: share((value) => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(value)),
    channels: share((value) => value.length < 40 && channelOfWord(value) !== null),
    numbers: share((value) => /^-?\d+([.,]\d+)?$/.test(value)),
  }
}

/** Our channel for the word that a source uses, null when it is none we know. */
export function channelOfWord(word: string): string | null {
  const lower = word.toLowerCase()
  return channelWords.find(([pattern]) => pattern.test(lower))?.[1] ?? null
}
