import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Wide } from '../../ui/Wide.tsx'
import classes from './told.module.css'

type Row = AnswerOf<'importAffected'>['rejected'][number]
/** More than these are in the file to download. */
const mostShown = 20

/** Rows of a list that were not taken: each with its line, its reason and what it said; all of them as a file. */
export function Rejected({ rows }: { rows: Row[] }) {
  const t = useText()
  const format = useFormat()
  const words = (row: Row) => [String(row.line), t(`told.list.reject.${row.reason}`), ...row.cells]
  const file = `\uFEFF${rows.map((row) => words(row).map(quoted).join(',')).join('\r\n')}\r\n`
  return (
    <>
      <p>
        {t('told.list.rejected', { count: rows.length })}{' '}
        <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(file)}`} download="rejected.csv">
          {t('told.list.download')}
        </a>
      </p>
      <Wide label={t('told.list.rejected', { count: rows.length })}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('told.list.line')}</th>
              <th scope="col">{t('told.list.reason')}</th>
              <th scope="col">{t('told.list.row')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).map((row) => (
              <tr key={row.line}>
                <td>{format.number(row.line)}</td>
                <td>{t(`told.list.reject.${row.reason}`)}</td>
                <td>{row.cells.join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

/** One cell; what a spreadsheet would take for a formula is kept from being one. */
const quoted = (cell: string): string => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`
