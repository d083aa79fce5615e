import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'

type DeclineDialogProps = { isOpen: boolean; reference: string; handoverId: string; from: string; onClose: () => void }

/** Declines a handover, with the reason that helps the owner to find somebody else. */
export function DeclineDialog({ isOpen, reference, handoverId, from, onClose }: DeclineDialogProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  return (
    <ActionDialog
      isOpen={isOpen}
      title={t('handover.decline_title')}
      submitLabel={t('handover.decline_confirm')}
      isComplete={reason.trim() !== ''}
      onSubmit={() =>
        call('answerHandover', { params: { reference, id: handoverId }, body: { answer: 'declined', reason } })
      }
      onDone={() => {
        notify({ words: t('handover.declined', { reference }) })
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('handover.decline_why', { from })}</p>
      <Textarea
        data-autofocus
        label={t('handover.reason')}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
