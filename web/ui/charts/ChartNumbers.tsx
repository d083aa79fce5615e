import classes from './ChartNumbers.module.css'
import type { ChartTable } from './table.ts'

/** The numbers of a chart as a table, for those who read numbers better than pictures, with eyes or without. */
export function ChartNumbers({ label, table }: { label: string; table: ChartTable }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls by itself, by keyboard too
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map(({ header, isNumber }) => (
              <th key={header} scope="col" data-number={isNumber}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, href, cells: [first, ...rest] }) => (
            <tr key={key}>
              <th scope="row">{href ? <a href={href}>{first?.shown}</a> : first?.shown}</th>
              {rest.map(({ shown }, place) => (
                <td key={table.columns[place + 1]?.header} data-number={table.columns[place + 1]?.isNumber}>
                  {shown}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
