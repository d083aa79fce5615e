import { Button, Group, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useRef } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { useWaiting } from '../../outbox/useOutbox.ts'
import { WaitingList } from '../../outbox/WaitingList.tsx'
import { useMe } from '../../session/useSession.ts'
import { AttachButton } from '../attachments/AttachButton.tsx'
import { Tray } from '../attachments/Tray.tsx'
import { isUnsent, useUploads } from '../attachments/uploads.ts'
import { useFiles } from '../attachments/useFiles.ts'
import { type Channel, spokenChannels } from '../choices.ts'
import { Refusal } from '../dialogs/Refusal.tsx'
import { useSendKey } from '../keysIn.ts'
import type { Complaint } from '../people.ts'
import { ReplyCheck } from '../reply-check/ReplyCheck.tsx'
import { ReplyTools } from '../reply/ReplyTools.tsx'
import { type Direction, takeBack } from './draft.ts'
import { MentionMenu } from './MentionMenu.tsx'
import { useMessage } from './useMessage.ts'
import classes from './WriteBox.module.css'

/**
 * Adds words to a complaint: an answer by letter, a note among us, what the customer said, or an answer given elsewhere. Kept
 * until it is stored; what is no letter waits where the server cannot be reached, and is sent by itself.
 */
export function WriteBox({ complaint }: { complaint: Complaint }) {
  const { reference } = complaint
  const me = useMe()
  const waiting = useWaiting().filter((each) => each.kind === 'message' && each.reference === reference)
  return (
    <>
      <Form complaint={complaint} />
      {waiting.length > 0 && (
        <WaitingList waiting={waiting} onTakeBack={(one) => one.kind === 'message' && takeBack(me.id, one)} />
      )}
    </>
  )
}

const directions = ['reply', 'note', 'in', 'out'] as const

function Form({ complaint }: { complaint: Complaint }) {
  const { reference, hasEmail } = complaint
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const words = useRef<HTMLTextAreaElement>(null)
  const { draft, change, save, isBusy, failure } = useMessage(complaint)
  const { direction, channel, text } = draft
  const offered = directions.filter((each) => each !== 'reply' || hasEmail || direction === 'reply')
  const isAnswer = direction === 'reply' || direction === 'out'
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
        data={offered.map((each) => ({ value: each, label: t(`write.${each}`) }))}
      />
      <Textarea
        ref={words}
        aria-label={t(`write.${direction}_label`)}
        placeholder={t(`write.${direction}_label`)}
        autosize
        minRows={direction === 'reply' ? 5 : 2}
        maxRows={14}
        value={text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {isAnswer && (
        <ReplyCheck text={text} language={complaint.language} onReplace={(next) => change({ text: next })} />
      )}
      {direction === 'reply' && <ReplyTools complaint={complaint} draft={draft} onChange={change} />}
      {isOver && <p className={classes.drop}>{t('files.drop')}</p>}
      <Tray place={reference} />
      <Refusal error={failure} />
      <Group justify="space-between" gap="xs">
        <span className={classes.left}>
          <AttachButton onFiles={add} />
          {direction === 'note' && <MentionMenu box={words} text={text} onChange={(next) => change({ text: next })} />}
        </span>
        {(direction === 'in' || direction === 'out') && (
          <NativeSelect
            size="xs"
            aria-label={t('write.channel')}
            value={channel}
            onChange={(event) => change({ channel: event.currentTarget.value as Channel })}
            data={spokenChannels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
          />
        )}
        <Button type="submit" size="xs" loading={isBusy} disabled={text.trim() === '' && !hasFiles}>
          {t(direction === 'reply' ? 'write.send' : 'write.save')}
        </Button>
      </Group>
    </form>
  )
}
