import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type Column, nextSort, type Sort } from './columns.ts'
import type { DataTableProps } from './DataTable.tsx'
import classes from './DataTable.module.css'
import { type RowLink, useRows } from './useRows.ts'

/** The table of a wide screen. The column that carries the link is the row's header. */
export function RowTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, total, sort, onSort, rowHeight = 44 } = props
  const { body, measure, before, after, linkOf, ...list } = useRows<HTMLTableSectionElement>({
    ...moreOf(props),
    count: rows.length,
    rowHeight,
  })
  return (
    <table aria-rowcount={total === undefined ? -1 : total + 1} aria-label={label} className={classes.table}>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <Head key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap height={before} />
        {list.rows.map(({ index }) => (
          <tr key={props.rowKey(rows[index] as Row)} ref={measure} data-index={index} aria-rowindex={index + 2}>
            {columns.map((column) => (
              <Cell
                key={column.key}
                column={column}
                isMain={column === mainOf(columns)}
                row={rows[index] as Row}
                rowHref={props.rowHref}
                link={linkOf(index)}
              />
            ))}
          </tr>
        ))}
        <Gap height={after} />
      </tbody>
    </table>
  )
}

/** What loading more needs of the props. */
export function moreOf<Row>({ hasMore = false, isLoadingMore = false, moreError, onReachEnd }: DataTableProps<Row>) {
  return { canLoadMore: hasMore && !isLoadingMore && !moreError, onReachEnd }
}

/** The column whose cell is the link of the row. */
export function mainOf<Row>(columns: Column<Row>[]): Column<Row> | undefined {
  return columns.find(({ card }) => card === 'head') ?? columns[0]
}

type HeadProps<Row> = { column: Column<Row>; sort: Sort | undefined; onSort: ((sort: Sort) => void) | undefined }

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const direction = sort?.key === column.key ? sort.direction : undefined
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
      data-from={column.from}
      data-align={column.align}
      style={{ width: column.width }}
    >
      {column.isSortable && onSort ? (
        <button type="button" className={classes.sort} onClick={() => onSort(nextSort(sort, column.key))}>
          {column.header}
          <Arrow size={13} aria-hidden data-is-used={direction !== undefined} />
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}

type CellProps<Row> = {
  column: Column<Row>
  isMain: boolean
  row: Row
  rowHref: ((row: Row) => string) | undefined
  link: RowLink
}

function Cell<Row>({ column, isMain, row, rowHref, link }: CellProps<Row>) {
  const shape = { 'data-from': column.from, 'data-align': column.align }
  if (!isMain) return <td {...shape}>{column.cell(row)}</td>
  return (
    <th scope="row" {...shape}>
      {rowHref ? (
        <a href={rowHref(row)} className={classes.link} {...link}>
          {column.cell(row)}
        </a>
      ) : (
        column.cell(row)
      )}
    </th>
  )
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden className={classes.gap} style={{ height }} /> : null
}
