import { NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { type Channel, spokenChannels } from '../choices.ts'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'
import type { ComplaintDialogProps } from './OfferDialog.tsx'

/** Proposes a solution; the customer is asked whether it is one. */
export function ProposeDialog({ complaint: { reference }, isOpen, onClose }: ComplaintDialogProps) {
  const t = useText()
  const { data: times } = useQuery({ ...ask('readCareTimes', {}), enabled: isOpen })
  const [words, setWords] = useState('')
  const [channel, setChannel] = useState<Channel>('email')
  return (
    <ActionDialog
      isOpen={isOpen}
      size="lg"
      title={t('propose.title')}
      submitLabel={t('propose.confirm')}
      isComplete={words.trim() !== ''}
      onSubmit={() => call('proposeSolution', { params: { reference }, body: { words, channel } })}
      onDone={() => {
        notify({ words: t('propose.done') })
        setWords('')
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>
        {t('propose.why')}{' '}
        {times && t('propose.reminders', { days: times.remindAfterDays, count: times.remindersBeforeClosing })}
      </p>
      <Textarea
        data-autofocus
        label={t('propose.words')}
        description={t('propose.words_why')}
        autosize
        minRows={4}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('propose.channel')}
        description={t('propose.channel_why')}
        value={channel}
        onChange={(event) => setChannel(event.currentTarget.value as Channel)}
        data={spokenChannels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
      />
    </ActionDialog>
  )
}
