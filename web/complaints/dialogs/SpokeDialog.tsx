import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { waysToSpeak } from '../../../src/complaints/escalation/words.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'

type SpokeDialogProps = { reference: string; isOpen: boolean; onClose: () => void }
type Way = (typeof waysToSpeak)[number]

/** The manager whom a customer reached records that they spoke to them, or writes to them here and now. */
export function SpokeDialog({ reference, isOpen, onClose }: SpokeDialogProps) {
  const t = useText()
  const [how, setHow] = useState<Way>('call')
  const [words, setWords] = useState('')
  const isLetter = how === 'letter'
  return (
    <ActionDialog
      isOpen={isOpen}
      size="lg"
      title={t('spoke.title')}
      submitLabel={t(isLetter ? 'spoke.send' : 'spoke.confirm')}
      isComplete={words.trim() !== ''}
      onSubmit={() => call('recordManagerSpoke', { params: { reference }, body: { how, words } })}
      onDone={() => {
        notify({ words: t(isLetter ? 'spoke.sent' : 'spoke.done') })
        setWords('')
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('spoke.why')}</p>
      <Radio.Group label={t('spoke.how')} value={how} onChange={(way) => setHow(way as Way)}>
        <Stack gap="xs" mt="xs">
          {waysToSpeak.map((way) => (
            <Radio key={way} value={way} label={t(`spoke.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t(isLetter ? 'spoke.letter_words' : 'spoke.words')}
        description={t(isLetter ? 'spoke.letter_why' : 'spoke.words_why')}
        autosize
        minRows={4}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
