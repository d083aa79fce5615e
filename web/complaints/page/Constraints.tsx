import { Button, NativeSelect, Radio, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { constraintKinds } from '../../../src/causes/constraints/contract.ts'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useCommands } from '../../palette/useCommands.ts'
import { wordsOf } from '../../promises/names.ts'
import { type Note, StoppedNote } from '../../promises/StoppedNote.tsx'
import { useMay } from '../../session/useSession.ts'
import { longList } from '../../settings/long-list.ts'
import { notify } from '../../ui/notices.tsx'
import { ActionDialog } from '../dialogs/ActionDialog.tsx'
import type { Complaint } from '../people.ts'
import { useTopics } from '../topics.ts'
import classes from './Facts.module.css'

/** What stopped people here from satisfying this customer, and the way to say so. */
export function Constraints({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const { reference } = complaint
  const { data: notes = [] } = useQuery(ask('readConstraints', { params: { reference } }))
  const [isOpen, setOpen] = useState(false)
  const mayNote = may('noteConstraint')
  useCommands(mayNote ? [{ key: 'stopped', label: t('stopped.action'), run: () => setOpen(true) }] : [])
  return (
    <section aria-labelledby="stopped" className={classes.commitments}>
      <h2 id="stopped" className={classes.heading}>
        {t('promise.part.stopped')}
      </h2>
      <ul>
        {notes.map((note) => (
          <StoppedNote key={note.id} note={note} />
        ))}
      </ul>
      {mayNote && (
        <>
          <Button size="compact-xs" variant="subtle" className="not-printed" onClick={() => setOpen(true)}>
            {t('stopped.action')}
          </Button>
          <NoteDialog
            key={`${reference} ${complaint.step?.id}`}
            complaint={complaint}
            isOpen={isOpen}
            onClose={() => setOpen(false)}
          />
        </>
      )}
    </section>
  )
}

type NoteDialogProps = { complaint: Complaint; isOpen: boolean; onClose: () => void }

/** Asks in one go what it was and how it stopped me; the rest is known or can be left out. */
function NoteDialog({ complaint: { reference, step }, isOpen, onClose }: NoteDialogProps) {
  const t = useText()
  const [kind, setKind] = useState<Note['kind'] | null>(null)
  const [text, setText] = useState('')
  const [stepId, setStepId] = useState(step?.id ?? '')
  const [promiseId, setPromiseId] = useState<string | null>(null)
  const send = async () => {
    if (!kind) return
    const body = { kind, text, stepId: stepId || null, promiseId }
    await call('noteConstraint', { params: { reference }, body })
  }
  const done = () => {
    notify({ words: t('stopped.noted') })
    setKind(null)
    setText('')
    setPromiseId(null)
    onClose()
  }
  return (
    <ActionDialog
      isOpen={isOpen}
      title={t('stopped.action')}
      submitLabel={t('stopped.confirm')}
      isComplete={kind !== null && text.trim() !== ''}
      onSubmit={send}
      onDone={done}
      onClose={onClose}
    >
      <p>{t('stopped.why')}</p>
      <Radio.Group label={t('stopped.kind')} value={kind} onChange={(value) => setKind(value as Note['kind'])}>
        {constraintKinds.map((each) => (
          <Radio key={each} value={each} label={t(`stopped.kind.${each}`)} mt="xs" />
        ))}
      </Radio.Group>
      <Textarea
        data-autofocus
        label={t('stopped.words')}
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Where stepId={stepId} onStep={setStepId} promiseId={promiseId} onPromise={setPromiseId} />
    </ActionDialog>
  )
}

type WhereProps = {
  stepId: string
  onStep: (id: string) => void
  promiseId: string | null
  onPromise: (id: string | null) => void
}

/** At which step it was, and which promise could not be kept; nothing is asked where there are none. */
function Where({ stepId, onStep, promiseId, onPromise }: WhereProps) {
  const t = useText()
  const { language } = useLanguage()
  const { steps = [] } = useTopics() ?? {}
  const { data: promises = [] } = useQuery(ask('listPromises', {}))
  const inForce = promises.filter(({ state }) => state === 'in_force')
  return (
    <>
      {steps.length > 0 && (
        <NativeSelect
          label={t('stopped.step')}
          data={[
            { value: '', label: t('causes.not_stated') },
            ...steps.map(({ id, name }) => ({ value: id, label: name[language] })),
          ]}
          value={stepId}
          onChange={(event) => onStep(event.currentTarget.value)}
        />
      )}
      {inForce.length > 0 && (
        <Select
          {...longList}
          searchable
          clearable
          label={t('stopped.promise')}
          data={inForce.map((promise) => ({ value: promise.id, label: wordsOf(promise, language) }))}
          value={promiseId}
          onChange={onPromise}
        />
      )}
    </>
  )
}
