import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { TimeAgo } from '../../ui/TimeAgo.tsx'
import { useAct } from '../act.ts'
import { DeclineDialog } from '../dialogs/DeclineDialog.tsx'
import { Refusal } from '../dialogs/Refusal.tsx'
import classes from './WaitingHandovers.module.css'

type Waiting = AnswerOf<'waitingHandovers'>[number]

/** Handovers that wait for my answer: until I say yes or no, the giver stays answerable. Nothing when there are none. */
export function WaitingHandovers() {
  const t = useText()
  const { data: waiting = [] } = useQuery({ ...ask('waitingHandovers', {}), refetchInterval: 60_000 })
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting-handovers" className={classes.waiting}>
      <h2 id="waiting-handovers" className={classes.heading}>
        {t('handover.waiting', { count: waiting.length })}
      </h2>
      <ul className={classes.list}>
        {waiting.map((each) => (
          <Handover key={each.id} {...each} />
        ))}
      </ul>
    </section>
  )
}

function Handover({ id, reference, from, offeredAt, note, excerpt }: Waiting) {
  const t = useText()
  const { act, isBusy, failure } = useAct()
  const [isDeclining, setDeclining] = useState(false)
  const accept = async () => {
    const done = await act(() => call('answerHandover', { params: { reference, id }, body: { answer: 'accepted' } }))
    if (done) notify({ words: t('handover.accepted', { reference }) })
  }
  return (
    <li className={classes.handover}>
      <div className={classes.words}>
        <p className={classes.what}>
          <a href={`/complaints/${reference}`}>{t('handover.from', { from: from.name, reference })}</a>{' '}
          <span className={classes.when}>
            <TimeAgo at={offeredAt} />
          </span>
        </p>
        {excerpt && <p className={classes.excerpt}>{excerpt}</p>}
        {note && <p className={classes.note}>{note}</p>}
        <Refusal error={failure} />
      </div>
      <div className={classes.answers}>
        <Button size="xs" onClick={accept} loading={isBusy}>
          {t('handover.accept')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setDeclining(true)}>
          {t('handover.decline')}
        </Button>
      </div>
      <DeclineDialog
        isOpen={isDeclining}
        reference={reference}
        handoverId={id}
        from={from.name}
        onClose={() => setDeclining(false)}
      />
    </li>
  )
}
