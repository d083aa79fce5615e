import { Button, Group, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useText } from '../language/useLanguage.ts'
import classes from './ConfirmDialog.module.css'
import { explain } from './explain.ts'

type ConfirmDialogProps = {
  isOpen: boolean
  /** The question: "Withdraw this complaint?" */
  title: string
  /** What will happen, to whom, and whether it can be undone. */
  children: ReactNode
  /** What the button does, as a verb: "Withdraw". Never "OK". */
  confirmLabel: string
  /** Cannot be undone: the button is red, and the cursor starts on "Cancel". */
  isDestructive?: boolean
  /** Does it. The dialog waits, closes when it is done, and stays with the reason when it throws. */
  onConfirm: () => unknown
  onClose: () => void
}

/** Asks before something that cannot be taken back. For what can be, act at once and offer "Undo" (see `notify`). */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title} centered>
      <Question {...props} />
    </Modal>
  )
}

/** Apart from the modal, so that each opening starts without the failure of the one before. */
function Question({ children, confirmLabel, isDestructive = false, onConfirm, onClose }: ConfirmDialogProps) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const confirm = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      setFailure(explain(error, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className={classes.words}>{children}</div>
      {failure && (
        <p role="alert" className={classes.failure}>
          {failure} {t('failed.nothing_changed')}
        </p>
      )}
      <Group justify="end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus={isDestructive || undefined}>
          {t('dialog.cancel')}
        </Button>
        <Button
          color={isDestructive ? 'red' : 'brand'}
          loading={isBusy}
          onClick={confirm}
          data-autofocus={!isDestructive || undefined}
        >
          {confirmLabel}
        </Button>
      </Group>
    </>
  )
}
