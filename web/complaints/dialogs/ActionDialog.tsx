import { Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useRef } from 'react'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { useAct } from '../act.ts'
import { useSendKey } from '../keysIn.ts'
import classes from './ActionDialog.module.css'
import { Refusal } from './Refusal.tsx'

type ActionDialogProps = {
  isOpen: boolean
  title: string
  /** What will happen, in a sentence or two, then the fields. */
  children: ReactNode
  /** What the button does, as a verb. */
  submitLabel: string
  /** Whether everything needed is filled in. */
  isComplete: boolean
  onSubmit: () => Promise<unknown>
  /** After it was done: what was typed may be forgotten. */
  onDone: () => void
  /** Closed without doing it: what was typed is kept for the next opening. */
  onClose: () => void
  size?: string
}

/**
 * Asks for what an action needs. When it is refused the dialog stays, says why, and keeps what was typed. Ctrl+Enter in a
 * long field sends, as everywhere.
 */
export function ActionDialog({ isOpen, title, size = 'md', onClose, ...rest }: ActionDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size={size}>
      <Form {...rest} onClose={onClose} />
    </Modal>
  )
}

type FormProps = Omit<ActionDialogProps, 'isOpen' | 'title' | 'size'>

function Form({ children, submitLabel, isComplete, onSubmit, onDone, onClose }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const { act, isBusy, failure } = useAct()
  const submit = async () => {
    if (isComplete && !isBusy && (await act(onSubmit))) onDone()
  }
  useSendKey(form, () => void submit())
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form ref={form} className={classes.form} onSubmit={onForm}>
      {children}
      <Refusal error={failure} />
      <FormButtons submitLabel={submitLabel} isBusy={isBusy} isComplete={isComplete} onCancel={onClose} />
    </form>
  )
}
