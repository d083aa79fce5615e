import classes from './CardList.module.css'
import type { Column } from './columns.ts'
import type { DataTableProps } from './DataTable.tsx'
import { RowCheckbox } from './RowCheckbox.tsx'
import { mainOf, moreOf } from './RowTable.tsx'
import { type RowLink, useRows } from './useRows.ts'

/** The same rows as cards, for a telephone. */
export function CardList<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, total, selection } = props
  const { body, measure, before, after, linkOf, ...list } = useRows<HTMLUListElement>({
    ...moreOf(props),
    count: rows.length,
    rowHeight: 108,
  })
  return (
    <ul aria-label={label} className={classes.cards} style={{ paddingBlock: `${before}px ${after}px` }} ref={body}>
      {list.rows.map(({ index }) => {
        const row = rows[index] as Row
        const key = props.rowKey(row)
        return (
          <li
            key={key}
            ref={measure}
            data-index={index}
            data-is-chosen={selection?.rows.has(key)}
            aria-posinset={index + 1}
            aria-setsize={total ?? -1}
            className={classes.card}
          >
            {selection?.isOn && <RowCheckbox row={row} rowKey={key} selection={selection} />}
            <div className={classes.content}>
              <Card columns={columns} row={row} rowHref={props.rowHref} link={linkOf(index)} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

type CardProps<Row> = {
  columns: Column<Row>[]
  row: Row
  rowHref: ((row: Row) => string) | undefined
  link: RowLink
}

function Card<Row>({ columns, row, rowHref, link }: CardProps<Row>) {
  const main = mainOf(columns)
  const corner = columns.find(({ card }) => card === 'corner')
  const lines = columns.filter((column) => column !== main && (column.card ?? 'line') === 'line')
  return (
    <>
      <div className={classes.head}>
        {rowHref ? (
          <a href={rowHref(row)} className={classes.link} {...link}>
            {main?.cell(row)}
          </a>
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
