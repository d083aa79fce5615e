import { useFormat, useText } from '../../language/useLanguage.ts'
import { StateBadge } from '../../potholes/StateBadge.tsx'
import { dayIn } from '../../potholes/verdict/day.ts'
import { Wide } from '../../ui/Wide.tsx'
import { moneyWords } from '../silent/figures.ts'
import classes from './Loop.module.css'
import type { Loop } from './LoopPage.tsx'

/** The potholes that go on hurting customers, most complaints first, and how many there are of each state. */
export function Leaking({ loop }: { loop: Loop }) {
  const t = useText()
  const format = useFormat()
  const { states, overdue, cameBack, leaking, year } = loop
  const days = { from: dayIn(format, year.from), to: dayIn(format, year.to) }
  return (
    <section className={classes.section} aria-labelledby="loop-leaking">
      <h2 id="loop-leaking">{t('loop.leaking')}</h2>
      <p>{t('loop.overdue', { overdue, cameBack })}</p>
      <ul className={classes.states}>
        {states
          .filter(({ potholes }) => potholes > 0)
          .map(({ state, potholes }) => (
            <li key={state}>
              <a href={`/potholes?state=${state}`}>
                <StateBadge state={state} />
              </a>{' '}
              {potholes}
            </li>
          ))}
      </ul>
      <p className={classes.quiet}>{t(year.isOld ? 'loop.year_old' : 'loop.year', days)}</p>
      {leaking.length === 0 ? <p>{t('loop.none_leaking')}</p> : <LeakingTable rows={leaking} />}
    </section>
  )
}

function LeakingTable({ rows }: { rows: Loop['leaking'] }) {
  const t = useText()
  const format = useFormat()
  return (
    <Wide label={t('loop.leaking')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('loop.pothole')}</th>
            <th scope="col">{t('loop.state')}</th>
            <th scope="col">{t('loop.owner')}</th>
            <th scope="col">{t('loop.due')}</th>
            <th scope="col" data-number>
              {t('loop.open_days')}
            </th>
            <th scope="col" data-number>
              {t('loop.yearly')}
            </th>
            <th scope="col" data-number>
              {t('loop.loss')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, state, owner, dueOn, isOverdue, days, complaints, loss }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/potholes/${id}`}>{name}</a>
              </th>
              <td>
                <StateBadge state={state} />
              </td>
              <td>{owner.name}</td>
              <td data-late={isOverdue}>
                {format.date(`${dueOn}T12:00:00`)} {isOverdue && t('loop.late')}
              </td>
              <td data-number>{format.number(Math.floor(days))}</td>
              <td data-number>{format.number(complaints)}</td>
              <td data-number>{loss ? moneyWords(loss.amount, loss.currency, format) : t('loop.unknown')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
