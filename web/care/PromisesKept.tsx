import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './CarePage.module.css'

type Counts = AnswerOf<'countCommitments'>
type State = AnswerOf<'listCommitments'>[number]['state']
const states = { open: 'open', kept: 'kept', kept_late: 'keptLate', broken: 'broken' } as const satisfies Record<
  State,
  keyof Counts
>

/** What was promised to single customers in the last 90 days and what became of it; a number opens the customers behind it. */
export function PromisesKept({ owner }: { owner: string }) {
  const t = useText()
  const counts = useQuery(ask('countCommitments', { query: { owner } }))
  const [shown, setShown] = useState<State | null>(null)
  if (!counts.data) return null
  const { data } = counts
  return (
    <section aria-labelledby="promises" className={classes.section}>
      <h2 id="promises">{t('care.promises')}</h2>
      <p className={classes.quiet}>{t('care.promises_why')}</p>
      <div className={classes.counts}>
        {(Object.keys(states) as State[]).map((state) => (
          <button
            key={state}
            type="button"
            className={classes.count}
            data-state={state}
            aria-expanded={shown === state}
            disabled={data[states[state]] === 0}
            onClick={() => setShown(shown === state ? null : state)}
          >
            <b>{data[states[state]]}</b> {t(`care.promise.${state}`)}
          </button>
        ))}
      </div>
      {shown && <Behind owner={owner} state={shown} />}
    </section>
  )
}

function Behind({ owner, state }: { owner: string; state: State }) {
  const t = useText()
  const format = useFormat()
  const listed = useQuery(ask('listCommitments', { query: { owner, state } }))
  if (listed.isPending) return <Loading shape="list" lines={3} />
  if (!listed.data) return <Failed error={listed.error} onRetry={() => void listed.refetch()} />
  return (
    <ul className={classes.behind} aria-label={t(`care.promise.${state}`)}>
      {listed.data.map(({ id, text, dueAt, complaint }) => (
        <li key={id}>
          <a href={`/complaints/${complaint.reference}`}>{complaint.customer ?? complaint.reference}</a>{' '}
          <span className={classes.quiet}>{t('reply.promise_due', { when: format.dateTime(dueAt) })}</span>
          <br />
          {text}
        </li>
      ))}
    </ul>
  )
}
