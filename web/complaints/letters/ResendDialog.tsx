import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { ActionDialog } from '../dialogs/ActionDialog.tsx'
import type { Letter } from './Letters.tsx'
import classes from './Letters.module.css'

type ResendDialogProps = { reference: string; letter: Letter; onClose: () => void }

/** Sends a letter again that the customer does not have, to the same address or a better one. */
export function ResendDialog({ reference, letter, onClose }: ResendDialogProps) {
  const t = useText()
  const [to, setTo] = useState(letter.to)
  const send = () => call('resendLetter', { params: { reference, letter: letter.id }, body: { to: to.trim() } })
  return (
    <ActionDialog
      isOpen
      title={t('letters.resend_title', { letter: t(`letter.kind.${letter.kind}`) })}
      submitLabel={t('letters.resend')}
      isComplete={to.trim() !== ''}
      onSubmit={send}
      onDone={() => {
        notify({ words: t('letters.resent', { to: to.trim() }) })
        onClose()
      }}
      onClose={onClose}
    >
      {letter.isUnsure && <p className={classes.warning}>{t('letters.resend_unsure')}</p>}
      <TextInput
        data-autofocus
        label={t('letters.resend_to')}
        description={t('letters.resend_to_why')}
        type="email"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
