import { Button, Group, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useRef } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { newKey } from '../../api/newKey.ts'
import { tellWriting } from '../../live/writing.ts'
import { putOff } from '../../outbox/outbox.ts'
import { useWaiting } from '../../outbox/useOutbox.ts'
import { WaitingList } from '../../outbox/WaitingList.tsx'
import { useMe } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { AttachButton } from '../attachments/AttachButton.tsx'
import { Tray } from '../attachments/Tray.tsx'
import { hasUnsent, isUnsent, sendAll, useUploads } from '../attachments/uploads.ts'
import { useFiles } from '../attachments/useFiles.ts'
import { type Channel, spokenChannels } from '../choices.ts'
import { Refusal } from '../dialogs/Refusal.tsx'
import { useSendKey } from '../keysIn.ts'
import { useKeptText } from '../useKeptText.ts'
import { attempted, type Direction, type Draft, draftsOf, messageOf, readDraft, takeBack, writeDraft } from './draft.ts'
import classes from './WriteBox.module.css'

/**
 * Adds words to a complaint: a note among us, what the customer said, or an answer given elsewhere. Kept until it is stored;
 * where the server cannot be reached, it waits and is sent by itself.
 */
export function WriteBox({ reference }: { reference: string }) {
  const me = useMe()
  const waiting = useWaiting().filter((each) => each.kind === 'message' && each.reference === reference)
  return (
    <>
      <Form reference={reference} />
      {waiting.length > 0 && (
        <WaitingList waiting={waiting} onTakeBack={(one) => one.kind === 'message' && takeBack(me.id, one)} />
      )}
    </>
  )
}

function Form({ reference }: { reference: string }) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const { draft, change, save, isBusy, failure } = useMessage(reference)
  const { direction, channel, text } = draft
  const { add, target, isOver } = useFiles(reference)
  const hasFiles = useUploads(reference).some(isUnsent)
  useSendKey(form, () => void save())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <form ref={form} aria-label={t('write.title')} className={classes.box} onSubmit={submit} {...target}>
      <SegmentedControl
        size="xs"
        aria-label={t('write.kind')}
        value={direction}
        onChange={(value) => change({ direction: value as Direction })}
        data={(['note', 'in', 'out'] as const).map((each) => ({ value: each, label: t(`write.${each}`) }))}
      />
      <Textarea
        aria-label={t(`write.${direction}_label`)}
        placeholder={t(`write.${direction}_label`)}
        autosize
        minRows={2}
        maxRows={14}
        value={text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {isOver && <p className={classes.drop}>{t('files.drop')}</p>}
      <Tray place={reference} />
      <Refusal error={failure} />
      <Group justify="space-between" gap="xs">
        <AttachButton onFiles={add} />
        {direction !== 'note' && (
          <NativeSelect
            size="xs"
            aria-label={t('write.channel')}
            value={channel}
            onChange={(event) => change({ channel: event.currentTarget.value as Channel })}
            data={spokenChannels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
          />
        )}
        <Button type="submit" size="xs" loading={isBusy} disabled={text.trim() === '' && !hasFiles}>
          {t('write.save')}
        </Button>
      </Group>
    </form>
  )
}

/** The message being written, how it changes, and how it is stored, or put off where the server cannot be reached. */
function useMessage(reference: string) {
  const t = useText()
  const me = useMe()
  const isSaving = useRef(false)
  const { act, isBusy, failure } = useAct()
  const [kept, keepText] = useKeptText(draftsOf(me.id) + reference)
  const draft = readDraft(kept)
  const change = (part: Partial<Draft>) => {
    keepText(writeDraft({ ...draft, ...part }))
    if (part.text !== undefined) tellWriting(reference, part.text.trim() !== '')
  }
  const save = async () => {
    // The state of the button comes a moment too late for a double click.
    if (draft.text.trim() === '') return sendAll(reference, { reference })
    if (isSaving.current) return
    isSaving.current = true
    const tried = attempted(draft, newKey())
    keepText(writeDraft(tried))
    const message = { kind: 'message' as const, reference, body: messageOf(tried) }
    const { key } = tried.attempt
    await act(async () => {
      const stored = await storeMessage(message, key).catch((error) => {
        // Not reached: it waits where it is safe, and is sent once, under the same key. Files cannot wait like this.
        if (!isUnreached(error) || hasUnsent(reference) || !putOff(me.id, { ...message, key, at: Date.now() }))
          throw error
        return null
      })
      if (stored) sendAll(reference, { reference, message: stored.id })
      keepText('')
      tellWriting(reference, false)
      notify({ words: t(stored ? 'write.saved' : 'outbox.put_off') })
    })
    isSaving.current = false
  }
  return { draft, change, save, isBusy, failure }
}

const isUnreached = (error: unknown): boolean => error instanceof ApiProblem && error.status === 0

function storeMessage({ reference, body }: { reference: string; body: ReturnType<typeof messageOf> }, key: string) {
  return call('addMessage', { params: { reference }, headers: { 'idempotency-key': key }, body })
}
