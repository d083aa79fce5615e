import '@mantine/notifications/styles.layer.css'
import { Button, Group } from '@mantine/core'
import { hideNotification, Notifications, showNotification } from '@mantine/notifications'
import { useText } from '../language/useLanguage.ts'

type Notice = {
  /** What was done, or was not, as a sentence. */
  words: string
  /** `failed` stays until it is closed. */
  tone?: 'done' | 'failed'
  /** Takes it back. Offer it instead of asking beforehand, wherever it can be taken back. */
  onUndo?: () => void
}

/** Says in the corner of the screen what was just done. Ten seconds when it can be undone, five otherwise. */
export function notify({ words, tone = 'done', onUndo }: Notice): void {
  const id = showNotification({
    message: onUndo ? <Undoable words={words} onUndo={() => (hideNotification(id), onUndo())} /> : words,
    color: tone === 'failed' ? 'red' : 'brand',
    autoClose: tone === 'failed' ? false : onUndo ? 10_000 : 5_000,
    role: tone === 'failed' ? 'alert' : 'status',
  })
}

function Undoable({ words, onUndo }: { words: string; onUndo: () => void }) {
  const t = useText()
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{words}</span>
      <Button variant="subtle" size="compact-sm" onClick={onUndo}>
        {t('notice.undo')}
      </Button>
    </Group>
  )
}

/** Where notices appear; once, in the shell. */
export function Notices() {
  return <Notifications position="bottom-right" limit={3} />
}
