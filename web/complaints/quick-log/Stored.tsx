import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ComplaintFiles } from '../attachments/ComplaintFiles.tsx'
import { Tray } from '../attachments/Tray.tsx'
import { focusFirst } from '../keysIn.ts'
import classes from './QuickLog.module.css'

type StoredProps = { stored: AnswerOf<'createComplaint'>; onAnother: () => void; onDone: () => void }

/** That it is on disk, under which number, and who looks after it now. */
export function Stored({ stored: { reference, owner, nextUpdateDue, repeated }, onAnother, onDone }: StoredProps) {
  const t = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const open = () => {
    onDone()
    void navigate({ to: '/complaints/$reference', params: { reference } })
  }
  return (
    <div className={classes.stored}>
      <output className={classes.number}>
        <IconCircleCheck size={22} aria-hidden />
        {t(repeated ? 'log.repeated' : 'log.stored', { reference })}
      </output>
      <p>
        {nextUpdateDue
          ? t('log.owner_due', { owner: owner.name, due: format.dateTime(nextUpdateDue) })
          : t('log.owner', { owner: owner.name })}
      </p>
      <Tray place={reference} />
      <ComplaintFiles reference={reference} />
      <Group gap="sm">
        <Button onClick={open} ref={focusFirst}>
          {t('log.open')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('log.another')}
        </Button>
      </Group>
    </div>
  )
}
