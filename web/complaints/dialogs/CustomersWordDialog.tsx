import { NativeSelect, Radio, Stack, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type AnswerOf, call } from '../../api/client.ts'
import { customersWords } from '../../../src/complaints/solution/words.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { type Channel, spokenChannels } from '../choices.ts'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'
import type { ComplaintDialogProps } from './OfferDialog.tsx'

type Word = (typeof customersWords)[number]
type Recorded = AnswerOf<'recordCustomersWord'>

/** Records what the customer said about the solution, on whatever way they said it: it does what their own button would do. */
export function CustomersWordDialog({ complaint: { reference }, isOpen, onClose }: ComplaintDialogProps) {
  const t = useText()
  const navigate = useNavigate()
  const [says, setSays] = useState<Word | null>(null)
  const [words, setWords] = useState('')
  const [channel, setChannel] = useState<Channel>('phone')
  const tell = (recorded: Recorded) => {
    notify({ words: t(`customers_word.${recorded.outcome}`, { reference: recorded.reference }) })
    if (recorded.outcome === 'linked')
      void navigate({ to: '/complaints/$reference', params: { reference: recorded.reference } })
  }
  return (
    <ActionDialog
      isOpen={isOpen}
      size="lg"
      title={t('customers_word.title')}
      submitLabel={t('customers_word.confirm')}
      isComplete={says !== null && words.trim() !== ''}
      onSubmit={async () => {
        if (says) tell(await call('recordCustomersWord', { params: { reference }, body: { says, words, channel } }))
      }}
      onDone={() => {
        setSays(null)
        setWords('')
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('customers_word.why')}</p>
      <Radio.Group label={t('customers_word.says')} value={says} onChange={(word) => setSays(word as Word)}>
        <Stack gap="xs" mt="xs">
          {customersWords.map((word) => (
            <Radio
              key={word}
              value={word}
              label={t(`customers_word.${word}`)}
              description={t(`customers_word.${word}_why`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('close.customer_words')}
        autosize
        minRows={3}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('close.channel')}
        value={channel}
        onChange={(event) => setChannel(event.currentTarget.value as Channel)}
        data={spokenChannels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
      />
    </ActionDialog>
  )
}
