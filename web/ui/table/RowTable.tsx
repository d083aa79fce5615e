import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useText } from '../../language/useLanguage.ts'
import { type Column, nextSort, type Sort } from './columns.ts'
import type { DataTableProps } from './DataTable.tsx'
import classes from './DataTable.module.css'
import { ResizeEdge } from './ResizeEdge.tsx'
import { RowCheckbox } from './RowCheckbox.tsx'
import { type RowLink, useRows } from './useRows.ts'

/** The table of a wide screen. The column that carries the link is the row's header. */
export function RowTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, total, sort, onSort, onResize, isDense, selection, rowHeight = 44 } = props
  const { body, measure, before, after, linkOf, ...list } = useRows<HTMLTableSectionElement>({
    ...moreOf(props),
    count: rows.length,
    rowHeight,
  })
  return (
    <table
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-label={label}
      className={classes.table}
      data-is-dense={isDense}
    >
      <thead>
        <tr aria-rowindex={1}>
          {selection && <HeadCheckbox rows={rows} rowKey={props.rowKey} selection={selection} />}
          {columns.map((column) => (
            <Head key={column.key} column={column} sort={sort} onSort={onSort} onResize={onResize} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap height={before} />
        {list.rows.map(({ index }) => {
          const row = rows[index] as Row
          const key = props.rowKey(row)
          return (
            <tr
              key={key}
              ref={measure}
              data-index={index}
              data-is-chosen={selection?.rows.has(key)}
              aria-rowindex={index + 2}
            >
              {selection && (
                <td className={classes.check}>
                  <RowCheckbox row={row} rowKey={key} selection={selection} />
                </td>
              )}
              {columns.map((column) => (
                <Cell
                  key={column.key}
                  column={column}
                  isMain={column === mainOf(columns)}
                  row={row}
                  rowHref={props.rowHref}
                  link={linkOf(index)}
                />
              ))}
            </tr>
          )
        })}
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

type HeadCheckboxProps<Row> = Required<Pick<DataTableProps<Row>, 'rows' | 'rowKey' | 'selection'>>

/** Chooses all rows that are loaded. */
function HeadCheckbox<Row>({ rows, rowKey, selection }: HeadCheckboxProps<Row>) {
  const t = useText()
  const count = rows.filter((row) => selection.rows.has(rowKey(row))).length
  return (
    <th scope="col" className={classes.check}>
      <Checkbox
        size="xs"
        aria-label={t('table.choose_all')}
        checked={count > 0 && count === rows.length}
        indeterminate={count > 0 && count < rows.length}
        onChange={selection.toggleAll}
      />
    </th>
  )
}

type HeadProps<Row> = { column: Column<Row>; sort: Sort | undefined } & Pick<DataTableProps<Row>, 'onSort' | 'onResize'>

function Head<Row>({ column, sort, onSort, onResize }: HeadProps<Row>) {
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
      {onResize && <ResizeEdge onResize={(width) => onResize(column.key, width)} />}
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
