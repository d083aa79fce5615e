import type { AnswerOf } from '../../../api/client.ts'

export type Layout = NonNullable<AnswerOf<'listViews'>[number]['layout']>
type LayoutColumn = Layout['columns'][number]

/** Columns until somebody chooses others. */
export const usualColumns = ['words', 'product', 'owner', 'state', 'cause']

/** Columns as a layout, each as wide as usual. */
export const layoutOf = (keys: readonly string[]): Layout => ({ columns: keys.map((key) => ({ key })) })

/** Shows a column at the end, or takes it away. The last one stays: a list without columns shows nothing. */
export function turned(layout: Layout, key: string): Layout {
  const without = layout.columns.filter((column) => column.key !== key)
  if (without.length === layout.columns.length) return { columns: [...layout.columns, { key }] }
  return without.length === 0 ? layout : { columns: without }
}

/** Moves a column one place towards the beginning (-1) or the end (1). */
export function moved(layout: Layout, key: string, by: -1 | 1): Layout {
  const from = layout.columns.findIndex((column) => column.key === key)
  const to = from + by
  const column = layout.columns[from]
  if (!column || to < 0 || to >= layout.columns.length) return layout
  return { columns: layout.columns.toSpliced(from, 1).toSpliced(to, 0, column) }
}

/** The narrowest and the widest a column may be, in pixels; the server holds the same. */
const [narrowest, widest] = [40, 2000]

/** Gives a column this width, in pixels. */
export function widened(layout: Layout, key: string, width: number): Layout {
  const kept = Math.min(widest, Math.max(narrowest, Math.round(width)))
  return { columns: layout.columns.map((column): LayoutColumn => (column.key === key ? { key, width: kept } : column)) }
}
