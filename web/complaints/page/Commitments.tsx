import { Button, Textarea, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { ActionDialog } from '../dialogs/ActionDialog.tsx'
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx'
import { DueAt } from '../Due.tsx'
import type { Complaint } from '../people.ts'
import classes from './Facts.module.css'

type Commitment = Complaint['commitments'][number]

/** What we told this customer we would do and by when, whether we did, and the ways to say so. */
export function Commitments({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const { commitments, reference, closedAt } = complaint
  const [isAdding, setAdding] = useState(false)
  const mayAdd = may('addCommitment') && !closedAt
  if (commitments.length === 0 && !mayAdd) return null
  return (
    <section aria-labelledby="commitments" className={classes.commitments}>
      <h3 id="commitments" className={classes.heading}>
        {t('complaint.commitments')}
      </h3>
      {commitments.length > 0 && (
        <ul>
          {commitments.map((commitment) => (
            <li key={commitment.id} className={classes.commitment}>
              {commitment.text}
              <State {...commitment} />
              {may('endCommitment') && <Ending reference={reference} commitment={commitment} />}
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <>
          <Button size="compact-xs" variant="subtle" onClick={() => setAdding(true)}>
            {t('commitment.add')}
          </Button>
          <AddDialog reference={reference} isOpen={isAdding} onClose={() => setAdding(false)} />
        </>
      )}
    </section>
  )
}

function State({ dueAt, keptAt, released }: Commitment) {
  const t = useText()
  const format = useFormat()
  if (released !== null) return <span className={classes.state}>{t('commitment.released', { why: released })}</span>
  if (!keptAt) {
    return (
      <span className={classes.state}>
        <DueAt at={dueAt} />
      </span>
    )
  }
  const isLate = Date.parse(keptAt) > Date.parse(dueAt)
  return (
    <span className={`${classes.state} ${isLate ? classes.late : ''}`}>
      {isLate ? <IconAlertTriangle size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />}
      {t(isLate ? 'complaint.commitment.late' : 'complaint.commitment.kept', { when: format.date(keptAt) })}
    </span>
  )
}

function Ending({
  reference,
  commitment: { id, text, keptAt, released },
}: {
  reference: string
  commitment: Commitment
}) {
  const t = useText()
  const { act, isBusy } = useAct()
  const [isReleasing, setReleasing] = useState(false)
  const params = { reference, id }
  if (keptAt !== null || released !== null) return null
  const setKept = async (kept: boolean) => {
    let failure: unknown
    const body = kept ? { kept: true as const } : { kept: false as const }
    const isDone = await act(() =>
      call('endCommitment', { params, body }).catch((error) => {
        failure = error
        throw error
      }),
    )
    if (!isDone) notify({ tone: 'failed', words: explain(failure, t) })
    else if (kept) notify({ words: t('commitment.kept_done'), onUndo: () => void setKept(false) })
  }
  return (
    <span className={classes.days}>
      <Button
        size="compact-xs"
        variant="default"
        loading={isBusy}
        aria-label={t('commitment.kept_one', { text })}
        onClick={() => void setKept(true)}
      >
        {t('commitment.kept')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t('commitment.release_one', { text })}
        onClick={() => setReleasing(true)}
      >
        {t('commitment.release')}
      </Button>
      <ReasonDialog
        isOpen={isReleasing}
        onClose={() => setReleasing(false)}
        title={t('commitment.release')}
        why={t('commitment.release_why', { text })}
        reasonLabel={t('commitment.release_reason')}
        submitLabel={t('commitment.release')}
        atLeast={3}
        onSubmit={(reason) => call('endCommitment', { params, body: { released: reason } })}
        onDone={() => setReleasing(false)}
      />
    </span>
  )
}

function AddDialog({ reference, isOpen, onClose }: { reference: string; isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const [text, setText] = useState('')
  const [due, setDue] = useState('')
  return (
    <ActionDialog
      isOpen={isOpen}
      title={t('commitment.add')}
      submitLabel={t('commitment.add_confirm')}
      isComplete={text.trim() !== '' && due !== ''}
      onSubmit={() =>
        call('addCommitment', { params: { reference }, body: { text, dueAt: new Date(due).toISOString() } })
      }
      onDone={() => {
        notify({ words: t('commitment.added') })
        setText('')
        setDue('')
        onClose()
      }}
      onClose={onClose}
    >
      <p>{t('commitment.add_why')}</p>
      <Textarea
        data-autofocus
        label={t('commitment.text')}
        autosize
        minRows={2}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('commitment.due')}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
