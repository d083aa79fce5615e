import { Button, Group, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMe } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { type Channel, spokenChannels } from '../choices.ts'
import { Refusal } from '../dialogs/Refusal.tsx'
import { useSendKey } from '../keysIn.ts'
import { useKeptText } from '../useKeptText.ts'
import classes from './WriteBox.module.css'

type Direction = 'note' | 'in' | 'out'

/** Adds words to a complaint: a note among us, what the customer said, or an answer given elsewhere. Kept until it is stored. */
export function WriteBox({ reference }: { reference: string }) {
  const t = useText()
  const me = useMe()
  const form = useRef<HTMLFormElement>(null)
  const { act, isBusy, failure } = useAct()
  const [direction, setDirection] = useState<Direction>('note')
  const [channel, setChannel] = useState<Channel>('phone')
  const [words, setWords] = useKeptText(`amends.words.${me.id}.${reference}`)
  const isEmpty = words.trim() === ''
  const save = async () => {
    if (isEmpty || isBusy) return
    const body = { direction, text: words, channel: direction === 'note' ? ('in_person' as const) : channel }
    if (!(await act(() => call('addMessage', { params: { reference }, body })))) return
    setWords('')
    notify({ words: t('write.saved') })
  }
  useSendKey(form, () => void save())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <form ref={form} aria-label={t('write.title')} className={classes.box} onSubmit={submit}>
      <SegmentedControl
        size="xs"
        aria-label={t('write.kind')}
        value={direction}
        onChange={(value) => setDirection(value as Direction)}
        data={(['note', 'in', 'out'] as const).map((each) => ({ value: each, label: t(`write.${each}`) }))}
      />
      <Textarea
        aria-label={t(`write.${direction}_label`)}
        placeholder={t(`write.${direction}_label`)}
        autosize
        minRows={2}
        maxRows={14}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Refusal error={failure} />
      <Group justify="space-between" gap="xs">
        {direction === 'note' ? (
          <span />
        ) : (
          <NativeSelect
            size="xs"
            aria-label={t('write.channel')}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value as Channel)}
            data={spokenChannels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
          />
        )}
        <Button type="submit" size="xs" loading={isBusy} disabled={isEmpty}>
          {t('write.save')}
        </Button>
      </Group>
    </form>
  )
}
