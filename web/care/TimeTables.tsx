import { Link } from '@tanstack/react-router'
import { useFormat, useText } from '../language/useLanguage.ts'
import type { Times, TimesOf } from './TimeToSolution.tsx'
import classes from './TimeToSolution.module.css'

/** What became of complaints by so many days, and how long the open ones have waited. */
export function TimeTables({ times, of }: { times: Times; of: TimesOf }) {
  const open = times.waiting.filter(({ complaints }) => complaints > 0)
  return (
    <div className={classes.tables}>
      {times.by.length > 0 && <By rows={times.by} />}
      {open.length > 0 && <Waiting rows={open} of={of} />}
    </div>
  )
}

function By({ rows }: { rows: Times['by'] }) {
  const t = useText()
  const format = useFormat()
  const words = ({ share, low, high }: Times['by'][number]['solved']) =>
    low === null || high === null ? format.share(share) : `${format.share(share)} (${format.shareInterval(low, high)})`
  return (
    <table className={classes.table}>
      <caption>{t('time.by')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('time.by_days')}</th>
          <th scope="col">{t('time.solved')}</th>
          <th scope="col">{t('time.otherwise')}</th>
          <th scope="col">{t('time.open')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ days, solved, otherwise, open }) => (
          <tr key={days}>
            <th scope="row">{format.number(days)}</th>
            <td>{words(solved)}</td>
            <td>{words(otherwise)}</td>
            <td>{format.share(open)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Waiting({ rows, of }: { rows: Times['waiting']; of: TimesOf }) {
  const t = useText()
  const format = useFormat()
  return (
    <table className={classes.table}>
      <caption>{t('time.waiting')}</caption>
      <tbody>
        {rows.map(({ from, to, complaints, receivedFrom, receivedTo }) => (
          <tr key={from}>
            <th scope="row">
              {to === null ? t('time.waiting.over', { from }) : t('time.waiting.between', { from, to })}
            </th>
            <td>
              <Link
                to="/complaints"
                search={{ ...of, state: 'open', to: receivedTo, ...(receivedFrom && { from: receivedFrom }) }}
              >
                {format.number(complaints)}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
