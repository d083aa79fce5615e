import type { Column } from '../../../ui/table/columns.ts'
import { fitted } from '../../../ui/table/columns.ts'
import type { ListSearch } from '../search.ts'
import { useLayout } from '../views/useViews.ts'
import { type Item, useAllColumns } from './columns.tsx'

/** The columns of the list on screen, made to fit into so many pixels. */
export function useShownColumns(search: ListSearch, available: number): Column<Item>[] {
  const all = useAllColumns()
  const { layout } = useLayout(search)
  const shown = layout.columns.flatMap(({ key, width }) => {
    const column = all.find((each) => each.key === key)
    return column ? [{ ...column, width: width ?? column.width }] : []
  })
  const widths = fitted(shown, available)
  return shown.map(({ width: _width, ...column }) => {
    const width = widths.get(column.key)
    return width === undefined ? column : { ...column, width: `${width}px` }
  })
}
