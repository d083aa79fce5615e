import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'

type ReasonDialogProps = {
  isOpen: boolean
  title: string
  /** What will happen. */
  why: string
  reasonLabel: string
  submitLabel: string
  /** How many characters the reason has at least; 1 unless told. */
  atLeast?: number
  onSubmit: (reason: string) => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

/** An action that needs nothing but its reason: reopening, signing. */
export function ReasonDialog({ why, reasonLabel, atLeast = 1, onSubmit, onDone, ...dialog }: ReasonDialogProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  return (
    <ActionDialog
      {...dialog}
      isComplete={reason.trim().length >= atLeast}
      onSubmit={() => onSubmit(reason.trim())}
      onDone={() => {
        setReason('')
        onDone()
      }}
    >
      <p className={classes.why}>{why}</p>
      <Textarea
        data-autofocus
        label={reasonLabel}
        description={atLeast > 1 ? t('close.at_least', { count: atLeast }) : undefined}
        autosize
        minRows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
