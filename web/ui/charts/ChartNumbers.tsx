import { Wide } from '../Wide.tsx'
import classes from './ChartNumbers.module.css'
import type { ChartTable } from '../../../src/charts/table.ts'

/** The numbers of a chart as a table, for those who read numbers better than pictures, with eyes or without. */
export function ChartNumbers({ label, table }: { label: string; table: ChartTable }) {
  return (
    <Wide label={label}>
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
    </Wide>
  )
}
