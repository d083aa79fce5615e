import { AppLink } from '../AppLink.tsx'
import classes from './CardList.module.css'
import type { Column } from './columns.ts'
import type { DataTableProps } from './DataTable.tsx'
import { mainOf, moreOf } from './RowTable.tsx'
import { useRows } from './useRows.ts'

/** The same rows as cards, for a telephone. */
export function CardList<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, total } = props
  const { body, measure, before, after, onKeyDown, ...list } = useRows({
    ...moreOf(props),
    count: rows.length,
    rowHeight: 108,
  })
  return (
    <ul
      aria-label={label}
      className={classes.cards}
      style={{ paddingBlock: `${before}px ${after}px` }}
      ref={(element) => void (body.current = element)}
      onKeyDown={onKeyDown}
    >
      {list.rows.map(({ index }) => (
        <li
          key={props.rowKey(rows[index] as Row)}
          ref={measure}
          data-index={index}
          aria-posinset={index + 1}
          aria-setsize={total ?? -1}
          className={classes.card}
        >
          <Card
            columns={columns}
            row={rows[index] as Row}
            rowHref={props.rowHref}
            tabIndex={index === list.reachable ? 0 : -1}
            onFocus={() => list.setActive(index)}
          />
        </li>
      ))}
    </ul>
  )
}

type CardProps<Row> = {
  columns: Column<Row>[]
  row: Row
  rowHref: ((row: Row) => string) | undefined
  tabIndex: number
  onFocus: () => void
}

function Card<Row>({ columns, row, rowHref, tabIndex, onFocus }: CardProps<Row>) {
  const main = mainOf(columns)
  const corner = columns.find(({ card }) => card === 'corner')
  const lines = columns.filter((column) => column !== main && (column.card ?? 'line') === 'line')
  return (
    <>
      <div className={classes.head}>
        {rowHref ? (
          <AppLink href={rowHref(row)} className={classes.link} data-row-link tabIndex={tabIndex} onFocus={onFocus}>
            {main?.cell(row)}
          </AppLink>
        ) : (
          main?.cell(row)
        )}
        {corner && <span className={classes.corner}>{corner.cell(row)}</span>}
      </div>
      <dl className={classes.lines}>
        {lines.map(({ key, header, cell }) => (
          <div key={key} className={classes.line}>
            <dt>{header}</dt>
            <dd>{cell(row)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
