import type { ReactNode } from 'react'

export type Column<Row> = {
  /** Unique among the columns; also the name sent to `onSort`. */
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** CSS width (`8rem`). Columns without one share what is left. */
  width?: string
  /** `end` for numbers. */
  align?: 'start' | 'end'
  /** Left out of the table when the window is narrower than this (in em: 62, 75, 88). */
  from?: 'md' | 'lg' | 'xl'
  /** Its place on the card of a telephone: the head, beside the head, a line with its header (the usual), or none. */
  card?: 'head' | 'corner' | 'line' | 'none'
  /** Whether the head of the column sorts by it. */
  isSortable?: boolean
}

export type Sort = { key: string; direction: 'ascending' | 'descending' }

/** What a click on the head of a column asks for: another column ascending, the same one turned round. */
export function nextSort(sort: Sort | undefined, key: string): Sort {
  const isTurned = sort?.key === key && sort.direction === 'ascending'
  return { key, direction: isTurned ? 'descending' : 'ascending' }
}

/**
 * The row a key leads to from `row` among `count`, or `null` when the key does not move. `page` is how many rows a screen holds.
 * @example rowAfter('ArrowDown', { row: 3, count: 5, page: 10 })  // 4
 */
export function rowAfter(
  key: string,
  { row, count, page }: { row: number; count: number; page: number },
): number | null {
  const targets: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: count - 1,
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target))
}

/**
 * Widths in pixels so that all columns fit beside each other: as wanted where there is room, else all made narrower alike.
 * Those without a width share what is left, at least `least` each.
 * @returns the widths of those that have one, by key
 */
export function fitted(
  columns: readonly { key: string; width?: number | undefined }[],
  available: number,
  least = 240,
): Map<string, number> {
  const fixed = columns.flatMap(({ key, width }) => (width === undefined ? [] : [[key, width] as const]))
  const wanted = fixed.reduce((sum, [, width]) => sum + width, 0)
  const room = available - (columns.length - fixed.length) * least
  const factor = available <= 0 || wanted <= room ? 1 : Math.max(0.2, room / wanted)
  return new Map(fixed.map(([key, width]) => [key, Math.floor(width * factor)]))
}
