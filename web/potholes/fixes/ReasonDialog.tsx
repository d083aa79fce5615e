import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import classes from './fixes.module.css'
import { refreshFixes } from './terms.ts'

type ReasonDialogProps = {
  isOpen: boolean
  title: string
  /** What will happen. */
  happens: string
  submitLabel: string
  onClose: () => void
} & (
  | { operation: 'dropFix'; input: { params: { id: string }; ifMatch: number } }
  | { operation: 'takeBackStage'; input: { params: { id: string; number: number }; ifMatch: number } }
)

/** Asks for the reason before something of a fix is undone. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title} closeOnClickOutside={false} centered>
      <Reason {...props} />
    </Modal>
  )
}

function Reason(props: ReasonDialogProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    if (props.operation === 'dropFix') await call('dropFix', { ...props.input, body: { reason } })
    else await call('takeBackStage', { ...props.input, body: { reason } })
    await refreshFixes()
    props.onClose()
  }, ['reason'])
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.form}>
      <p>{props.happens}</p>
      <Textarea
        label={t('fix.reason')}
        value={reason}
        maxLength={2000}
        autosize
        minRows={2}
        data-autofocus
        error={errorOf('reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons
        submitLabel={props.submitLabel}
        isBusy={isBusy}
        isComplete={reason.trim() !== ''}
        onCancel={props.onClose}
      />
    </form>
  )
}
