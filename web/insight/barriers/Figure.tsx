import type { ReactNode } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import type { Report } from './address.ts'
import classes from './BarriersPage.module.css'

export type Share = Report['pingPong']

type ShareWordsProps = {
  share: Share
  /** Whether what it counts was recorded at all; where not, nought would look like a finding. */
  isRecorded?: boolean
}

/** A share with its interval and of how many; too few say so. */
export function ShareWords({ share, isRecorded = true }: ShareWordsProps) {
  const t = useText()
  const format = useFormat()
  if (!isRecorded) return <span className={classes.quiet}>{t('barriers.none_recorded')}</span>
  if (share.n === 0 || share.share === null || share.interval === null)
    return <span className={classes.quiet}>{t('barriers.nobody')}</span>
  if (share.tooFew) return <span className={classes.quiet}>{t('barriers.too_few', { n: share.n })}</span>
  return (
    <span>
      {format.share(share.share)}{' '}
      <small className={classes.quiet}>
        {t('barriers.interval', {
          interval: format.shareInterval(share.interval.low, share.interval.high),
          n: format.number(share.n),
        })}
      </small>
    </span>
  )
}

/** A count that opens its complaints; nought opens nothing. */
export function CountLink({ count, href }: { count: number; href: string }) {
  const format = useFormat()
  return count === 0 ? <span>{format.number(0)}</span> : <a href={href}>{format.number(count)}</a>
}

type FiguresProps = {
  caption: string
  columns: string[]
  rows: { key: string; cells: ReactNode[] }[]
}

/** A table whose first column names the row. On a telephone each row becomes a card. */
export function Figures({ caption, columns, rows }: FiguresProps) {
  return (
    <table className={classes.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, place) =>
              place === 0 ? (
                <th key={columns[place]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={columns[place]} data-label={columns[place]}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
