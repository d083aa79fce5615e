import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMe } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { TimeAgo } from '../../ui/TimeAgo.tsx'
import { useAct } from '../act.ts'
import { DeclineDialog } from '../dialogs/DeclineDialog.tsx'
import { Refusal } from '../dialogs/Refusal.tsx'
import type { Complaint } from '../people.ts'
import classes from './HandoverBanner.module.css'

type Handover = NonNullable<Complaint['openHandover']>
type HandoverBannerProps = { reference: string; handover: Handover }

/** A handover that waits: the one asked answers, the giver may take it back, everybody else sees where it hangs. */
export function HandoverBanner({ reference, handover }: HandoverBannerProps) {
  const t = useText()
  const me = useMe()
  const { act, isBusy, failure } = useAct()
  const [isDeclining, setDeclining] = useState(false)
  const { id, from, to, offeredAt, note } = handover
  const answer = async (body: { answer: 'accepted' | 'withdrawn' }, words: string) => {
    if (await act(() => call('answerHandover', { params: { reference, id }, body }))) notify({ words })
  }
  const isMine = to.id === me.id
  return (
    <section aria-label={t('complaint.actions')} className={classes.banner}>
      <p>
        {isMine ? t('handover.to_you', { from: from.name }) : t('handover.to_other', { from: from.name, to: to.name })}{' '}
        <span className={classes.when}>
          <TimeAgo at={offeredAt} />
        </span>
      </p>
      {note && <p className={classes.note}>{note}</p>}
      <Refusal error={failure} />
      <Group gap="xs">
        {isMine && (
          <>
            <Button
              size="xs"
              loading={isBusy}
              onClick={() => answer({ answer: 'accepted' }, t('handover.accepted', { reference }))}
            >
              {t('handover.accept')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setDeclining(true)}>
              {t('handover.decline')}
            </Button>
          </>
        )}
        {from.id === me.id && (
          <Button
            size="xs"
            variant="default"
            loading={isBusy}
            onClick={() => answer({ answer: 'withdrawn' }, t('handover.withdrawn'))}
          >
            {t('handover.withdraw')}
          </Button>
        )}
      </Group>
      <DeclineDialog
        isOpen={isDeclining}
        reference={reference}
        handoverId={id}
        from={from.name}
        onClose={() => setDeclining(false)}
      />
    </section>
  )
}
