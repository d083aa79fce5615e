import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { CardList } from './CardList.tsx'
import type { Column, Sort } from './columns.ts'
import { More } from './More.tsx'
import { RowTable } from './RowTable.tsx'
import type { Selection } from './useSelection.ts'

export type DataTableProps<Row> = {
  /** What the table is of; read by screen readers. */
  label: string
  columns: Column<Row>[]
  /** The rows loaded so far. */
  rows: Row[]
  rowKey: (row: Row) => string
  /** Address a row opens. The link is the cell of the column whose `card` is `head` (else the first). */
  rowHref?: (row: Row) => string
  /** How many rows there are in all, when that is known; else screen readers are told that it is not. */
  total?: number
  /** Called when the end comes near and `hasMore`: load the next page. */
  onReachEnd?: () => void
  hasMore?: boolean
  isLoadingMore?: boolean
  /** What loading the next page threw; offers to try again through `onReachEnd`. */
  moreError?: unknown
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Height in pixels of a usual row: 44 unless told. Rows may differ; this is for those not drawn yet. */
  rowHeight?: number
  /** One line a row where that can be, instead of two. */
  isDense?: boolean
  /** Rows can be chosen. */
  selection?: Selection<Row>
  /** The edge of a head can be dragged; called with its column's new width in pixels when it is let go. */
  onResize?: (key: string, width: number) => void
  /** Shown when there are no rows and none are coming: an `Empty`. */
  empty?: ReactNode
}

/** A list of any length: a table, or cards on a telephone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  if (props.rows.length === 0 && !props.hasMore) return props.empty ?? null
  return (
    <>
      {isNarrow ? <CardList {...props} /> : <RowTable {...props} />}
      <More {...props} />
    </>
  )
}
