import type { Column } from '../../../ui/table/columns.ts'
import { fitted } from '../../../ui/table/columns.ts'
import type { ListSearch } from '../search.ts'
import { useLayout } from '../views/useViews.ts'
import { type Item, type ListColumn, useAllColumns } from './columns.tsx'
import { usualColumns } from './layout.ts'

/** The columns of the list on screen, made to fit into so many pixels. */
export function useShownColumns(search: ListSearch, available: number): Column<Item>[] {
  const all = useAllColumns()
  const { layout } = useLayout(search)
  const shown = layout.columns.flatMap(({ key, width }) => {
    const column = all.find((each) => each.key === key)
    return column ? [{ ...column, width: width ?? column.width }] : []
  })
  return fit(shown, available)
}

function fit(shown: ListColumn[], available: number): Column<Item>[] {
  const widths = fitted(shown, available)
  return shown.map(({ width: _width, ...column }) => {
    const width = widths.get(column.key)
    return width === undefined ? column : { ...column, width: `${width}px` }
  })
}

/** The usual columns, for a list that is part of another page: less of them on a narrow window, and no order to change. */
export function useUsualColumns(): Column<Item>[] {
  const all = useAllColumns()
  const usual = usualColumns.flatMap((key) => all.find((column) => column.key === key) ?? [])
  return fit(usual, 0).map((column) => ({
    ...column,
    isSortable: false,
    ...((column.key === 'product' || column.key === 'cause') && { from: 'md' as const }),
  }))
}
