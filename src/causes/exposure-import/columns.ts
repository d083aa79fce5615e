import type { ExposureMonth } from '../exposures.ts'

type Dimension = ExposureMonth['dimension']

/** Which column of a file holds what; a column that is a dimension itself names things of that dimension. */
export type Columns = {
  month: string
  units: string
  unitName: string | null
  dimension: string | null
  thing: string | null
  named: { column: string; dimension: Dimension }[]
  /** Said once, by the heading of the column of numbers, where no column says it by row: `orders`. */
  unitOfAll: string | null
}

const meanings: Record<'month' | 'units' | 'unitName' | 'dimension' | 'thing', string[]> = {
  month: ['month', 'period', 'date', 'месяц', 'период', 'дата'],
  units: [
    'units',
    'count',
    'number',
    'exposure',
    'how many',
    'amount',
    'количество',
    'число',
    'сколько',
    'база',
    'единиц',
  ],
  unitName: ['unit', 'unit name', 'units of', 'what is counted', 'counted', 'единица', 'что считается', 'единицы'],
  dimension: ['dimension', 'kind', 'kind of place', 'вид', 'измерение', 'разрез', 'вид места'],
  thing: [
    'name',
    'id',
    'name or id',
    'thing',
    'place',
    'value',
    'of what',
    'code',
    'название',
    'имя',
    'место',
    'чего',
    'код',
  ],
}

const dimensionWords: Record<Dimension, string[]> = {
  all: ['all', 'everything', 'company', 'whole company', 'total', 'всё', 'все', 'компания', 'вся компания', 'итого'],
  product: ['product', 'products', 'продукт', 'продукты', 'товар', 'услуга'],
  issue: ['issue', 'issues', 'проблема', 'проблемы', 'тема', 'вопрос'],
  step: ['step', 'steps', 'journey step', 'шаг', 'шаги', 'шаг пути'],
  cause: ['cause', 'causes', 'причина', 'причины'],
}

/** Words as they are compared: without marks, in small letters. */
export const plain = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()

/** The dimension a person wrote, or null. @example dimensionIn('Products')  // 'product' */
export function dimensionIn(words: string): Dimension | null {
  const known = Object.entries(dimensionWords).find(([, own]) => own.includes(plain(words)))
  return (known?.[0] as Dimension | undefined) ?? null
}

/**
 * Finds out what the columns of a file hold by their headings, English or Russian. Of numbers the only column that is nothing
 * else, too: its heading is then what is counted.
 * @returns the columns, or which of the two that are needed is not there
 */
export function readColumns(header: readonly string[]): Columns | { missing: 'month' | 'units' } {
  const of = (meaning: keyof typeof meanings) =>
    header.find((column) => meanings[meaning].includes(plain(column))) ?? null
  const [month, unitName, dimension, thing] = [of('month'), of('unitName'), of('dimension'), of('thing')]
  const named = header.flatMap((column) => {
    const found = dimensionIn(column)
    return found && found !== 'all' ? [{ column, dimension: found }] : []
  })
  const taken = new Set([month, unitName, dimension, thing, ...named.map(({ column }) => column)])
  const rest = header.filter((column) => column.trim() !== '' && !taken.has(column))
  const [only] = rest
  const units = of('units') ?? (rest.length === 1 && only !== undefined ? only : null)
  if (month === null) return { missing: 'month' }
  if (units === null) return { missing: 'units' }
  const isSpoken = !meanings.units.includes(plain(units))
  return {
    month,
    units,
    unitName,
    dimension,
    thing,
    named,
    unitOfAll: unitName === null && isSpoken ? units.trim() : null,
  }
}
