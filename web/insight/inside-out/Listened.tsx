import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

/** Whether we did what we told single customers, and who of management listened to them. */
export function Listened({ page }: { page: InsideOut }) {
  const t = useText()
  return (
    <section className={classes.section}>
      <div className={classes.halves}>
        <Promises page={page} />
        <Management page={page} />
      </div>
      <HowComputed parts={[t('inside.how.promises'), t('inside.how.management')]} />
    </section>
  )
}

function Promises({ page: { promises } }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  const { keptInTime } = promises
  const counts = (['kept', 'keptLate', 'broken', 'open'] as const).map((state) => ({ state, count: promises[state] }))
  return (
    <div>
      <h2>{t('inside.promises.title')}</h2>
      <p>
        {keptInTime.share === null || keptInTime.interval === null || keptInTime.n < 5 ? (
          t('inside.promises.few', { n: keptInTime.n })
        ) : (
          <>
            <strong className={classes.figure}>{format.share(keptInTime.share)}</strong>{' '}
            <span className={classes.quiet}>
              {format.shareInterval(keptInTime.interval.low, keptInTime.interval.high)}{' '}
              {t('inside.promises.in_time', { n: keptInTime.n })}
            </span>
          </>
        )}
      </p>
      <dl className={classes.numbers}>
        {counts.map(({ state, count }) => (
          <div key={state}>
            <dt>{t(`inside.promises.${state}`)}</dt>
            <dd>{count > 0 ? <a href="/care">{format.number(count)}</a> : format.number(0)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Management({ page: { management } }: { page: InsideOut }) {
  const t = useText()
  const { reached, spokenWith, waiting, people } = management
  return (
    <div>
      <h2>{t('inside.management.title')}</h2>
      <p>{t('inside.management.reached', { reached, spoken: spokenWith, waiting })}</p>
      <ul className={classes.list}>
        {people.map(({ person, role, customers }) => (
          <li key={person.id}>
            {person.name} <span className={classes.quiet}>{t(`role.${role}`)}</span>{' '}
            {t('inside.management.customers', { count: customers })}
          </li>
        ))}
      </ul>
    </div>
  )
}
