import type { Draft } from './draft.ts'
import { columnsOf, dateQuestion } from './editing.ts'
import type { Preview } from './preview.ts'

/** Something only a person can tell. What came out of the file by itself is the first of the options. */
export type Question =
  | {
      key: string
      kind: 'date_order'
      target: 'receivedAt' | 'closedAt'
      column: string
      example: string
      options: [string, string]
    }
  | { key: 'no_date'; kind: 'no_date' }

/** The questions of the mapping as it stands, answered or not. */
export function questionsOf({ mapping, chosen }: Draft, first: Preview, preview: Preview, year: number): Question[] {
  const questions: Question[] = []
  const column = columnsOf(mapping, 'receivedAt')[0]
  if (column === undefined) questions.push({ key: 'no_date', kind: 'no_date' })
  else questions.push(...receiptOrder(column))
  return [...questions, ...(chosen === 'guess' && mapping.history?.length ? closingOrder(first) : [])]

  function receiptOrder(of: string): Question[] {
    // The server looked at more rows, but only at the column it chose.
    const asked =
      chosen === 'guess' && first.questions.find((each) => each.target === 'receivedAt' && each.column === of)
    const guessed = asked && asked.key === 'date_order' ? asked : null
    const [one, other] = guessed?.options ?? []
    if (guessed && one && other) return [order('receivedAt', of, guessed.example ?? '', [one, other])]
    if (chosen === 'guess' && first.mapping.columns.receivedAt.from === of) return []
    const found = chosen === 'guess' ? dateQuestion(mapping, preview.samples, year) : null
    return found ? [order('receivedAt', of, found.example, [monthFirstLast(found.other), found.other])] : []
  }
}

/** The form with the day first, for one with the month first. */
const monthFirstLast = (monthFirst: string): string => monthFirst.replace(/^mm(.)dd/, 'dd$1mm')

function closingOrder(first: Preview): Question[] {
  return first.questions.flatMap(({ key, target, column, example, options: [one, other] }) =>
    key === 'date_order' && target === 'closedAt' && column && one && other
      ? [order('closedAt', column, example ?? '', [one, other])]
      : [],
  )
}

const order = (
  target: 'receivedAt' | 'closedAt',
  column: string,
  example: string,
  options: [string, string],
): Question => ({
  key: `${target}:${column}`,
  kind: 'date_order',
  target,
  column,
  example,
  options,
})

/** The day that a written date means in a form of day, month and year, as `2026-03-02`; null when it means none. */
export function dayIn(form: string, written: string): string | null {
  const parts = written.split(/\D+/).filter(Boolean)
  const names = form.split(/[^a-z]+/i)
  const part = (letter: string) => parts[names.findIndex((name) => name.startsWith(letter))] ?? ''
  const year = part('y').length === 2 ? `20${part('y')}` : part('y')
  const day = `${year}-${part('m').padStart(2, '0')}-${part('d').padStart(2, '0')}`
  return Number.isNaN(Date.parse(day)) ? null : day
}

/** Where the mapping comes from that the server proposes. A guess is named after the file. */
export function originOf({ mapping, recognised, fileName }: Preview): string {
  if (recognised !== null) return recognised
  return mapping.name === fileName.replace(/\.(gz|zip)$/i, '') ? 'guess' : 'earlier'
}
