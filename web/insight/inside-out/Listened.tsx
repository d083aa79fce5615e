import { useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Behind, BehindPanel, Opener } from './BehindPanel.tsx'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

/** Whether we did what we told single customers, and who of management listened to them. */
export function Listened({ page }: { page: InsideOut }) {
  const t = useText()
  const [behind, setBehind] = useState<Behind | null>(null)
  const open = (part: Behind['part'], title: string, person?: string) =>
    setBehind({ ...page.period, part, title, ...(person && { person }) })
  return (
    <section className={classes.section}>
      <div className={classes.halves}>
        <Promises page={page} open={open} />
        <Management page={page} open={open} />
      </div>
      <BehindPanel behind={behind} onClose={() => setBehind(null)} />
      <HowComputed parts={[t('inside.how.promises'), t('inside.how.management')]} />
    </section>
  )
}

type Half = { page: InsideOut; open: (part: Behind['part'], title: string, person?: string) => void }

function Promises({ page: { promises }, open }: Half) {
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
            <dd>
              <Opener count={count} onOpen={() => open(state, t(`inside.promises.${state}`))}>
                {format.number(count)}
              </Opener>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Management({ page: { management }, open }: Half) {
  const t = useText()
  const format = useFormat()
  const { reached, spokenWith, waiting, people } = management
  return (
    <div>
      <h2>{t('inside.management.title')}</h2>
      <p>{t('inside.management.reached', { reached, spoken: spokenWith, waiting })}</p>
      <dl className={classes.numbers}>
        {(['reached', 'spokenWith', 'waiting'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`inside.management.part.${part}`)}</dt>
            <dd>
              <Opener count={management[part]} onOpen={() => open(part, t(`inside.management.part.${part}`))}>
                {format.number(management[part])}
              </Opener>
            </dd>
          </div>
        ))}
      </dl>
      <ul className={classes.list}>
        {people.map(({ person, role, customers }) => (
          <li key={person.id}>
            {person.name} <span className={classes.quiet}>{t(`role.${role}`)}</span>{' '}
            <Opener count={customers} onOpen={() => open('spokenWith', person.name, person.id)}>
              {t('inside.management.customers', { count: customers })}
            </Opener>
          </li>
        ))}
      </ul>
    </div>
  )
}
