import type { ExposureMonth } from '../exposures.ts'
import { type Columns, dimensionIn, plain } from './columns.ts'
import { readMonth, readUnits } from './written.ts'

export type Dimension = ExposureMonth['dimension']

/** Something that can be exposed, with every way to write it: its path (`Cards › Debit`), names, code, id. */
export type Thing = { dimension: Dimension; id: string; path: string; words: string[]; isTop: boolean }

/** Why a row was not taken: the key of its sentence (`exposure.rejected.…`) and what stands in it. */
export type Rejection = {
  key:
    | 'month'
    | 'units'
    | 'dimension'
    | 'dimension_missing'
    | 'name_missing'
    | 'name_many'
    | 'name_unknown'
    | 'name_ambiguous'
    | 'unit_missing'
    | 'unit_long'
    | 'twice'
  values: Record<string, string | number>
}

export type Understood = ExposureMonth & { line: number; path: string | null }
type Outcome = { row: ExposureMonth & { path: string | null } } | { rejection: Rejection }

const longestUnit = 60

/**
 * Makes exposures of the rows of a file, in their order. A row that cannot be understood says why; of two rows for the same
 * thing and month the second is refused, because one of the numbers is wrong.
 * @param cellsOf the text of a column in a row; empty when it has none
 */
export function understand<Row extends { line: number }>(
  rows: readonly Row[],
  {
    columns,
    things,
    cellOf,
  }: { columns: Columns; things: readonly Thing[]; cellOf: (row: Row, column: string) => string },
): { taken: Understood[]; rejected: { row: Row; rejection: Rejection }[] } {
  const found = finderOf(things)
  const taken: Understood[] = []
  const rejected: { row: Row; rejection: Rejection }[] = []
  const lines = new Map<string, number>()
  for (const row of rows) {
    const outcome = readRow((column) => cellOf(row, column).trim(), columns, found)
    if ('rejection' in outcome) {
      rejected.push({ row, rejection: outcome.rejection })
      continue
    }
    const key = [outcome.row.dimension, outcome.row.valueId, outcome.row.month].join(' ')
    const earlier = lines.get(key)
    if (earlier !== undefined) rejected.push({ row, rejection: { key: 'twice', values: { line: earlier } } })
    else {
      lines.set(key, row.line)
      taken.push({ ...outcome.row, line: row.line })
    }
  }
  return { taken, rejected }
}

type Find = (dimension: Dimension, words: string) => Thing[]

/** Finds things by what was written: an id, a path, a name or a code. Of several with one name the only topmost one. */
function finderOf(things: readonly Thing[]): Find {
  const byWords = new Map<string, Thing[]>()
  const keyOf = (dimension: Dimension, words: string) => `${dimension} ${plain(words.replaceAll(/\s*[›>]\s*/g, ' › '))}`
  for (const thing of things) {
    for (const key of new Set([thing.id, thing.path, ...thing.words].map((each) => keyOf(thing.dimension, each))))
      byWords.set(key, [...(byWords.get(key) ?? []), thing])
  }
  return (dimension, words) => {
    const named = byWords.get(keyOf(dimension, words)) ?? []
    const tops = named.filter(({ isTop }) => isTop)
    return named.length > 1 && tops.length === 1 ? tops : named
  }
}

function readRow(cell: (column: string) => string, columns: Columns, find: Find): Outcome {
  const month = readMonth(cell(columns.month))
  if (!month) return reject('month', { value: cell(columns.month) })
  const units = readUnits(cell(columns.units))
  if (units === null) return reject('units', { value: cell(columns.units) })
  const unitName = columns.unitOfAll ?? (columns.unitName === null ? '' : cell(columns.unitName))
  if (unitName === '') return reject('unit_missing')
  if (unitName.length > longestUnit) return reject('unit_long', { most: longestUnit })
  const place = readPlace(cell, columns)
  if ('rejection' in place) return place
  const rest = { month, units, unitName }
  if (place.dimension === 'all') return { row: { dimension: 'all', valueId: null, path: null, ...rest } }
  if (place.words === '') return reject('name_missing')
  const [thing, another] = find(place.dimension, place.words)
  if (!thing) return reject('name_unknown', { value: place.words })
  if (another) return reject('name_ambiguous', { value: place.words, one: thing.path, other: another.path })
  return { row: { dimension: place.dimension, valueId: thing.id, path: thing.path, ...rest } }
}

const reject = (key: Rejection['key'], values: Rejection['values'] = {}): { rejection: Rejection } => ({
  rejection: { key, values },
})

/** What the row is about: by a column of the dimension's own name, by dimension and name, or the whole company. */
function readPlace(
  cell: (column: string) => string,
  { named, dimension, thing }: Columns,
): { dimension: Dimension; words: string } | { rejection: Rejection } {
  const filled = named.filter(({ column }) => cell(column) !== '')
  const [first, second] = filled
  if (second) return reject('name_many')
  if (first) return { dimension: first.dimension, words: cell(first.column) }
  const words = thing === null ? '' : cell(thing)
  if (dimension === null || cell(dimension) === '') {
    const isWhole = words === '' || dimensionIn(words) === 'all'
    return isWhole ? { dimension: 'all', words: '' } : reject('dimension_missing')
  }
  const known = dimensionIn(cell(dimension))
  return known ? { dimension: known, words } : reject('dimension', { value: cell(dimension) })
}
