import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useText } from '../language/useLanguage.ts'
import { useNow } from '../ui/useNow.ts'
import classes from './DueForm.module.css'

const dayMilliseconds = 86_400_000

type Props = {
  onSet: (due: Date) => void
  isBusy?: boolean
  /** What stands above the last button: why it did not go. */
  children?: ReactNode
}

/** By when a customer hears from us: in so many days, or at an exact time to come. */
export function DueForm({ onSet, isBusy = false, children }: Props) {
  const t = useText()
  const now = useNow()
  const [exactly, setExactly] = useState('')
  const isPast = exactly !== '' && Date.parse(exactly) <= now.getTime()
  return (
    <div className={classes.choices}>
      <div className={classes.days}>
        {[1, 2, 3, 7, 14].map((days) => (
          <Button
            key={days}
            size="compact-xs"
            variant="default"
            disabled={isBusy}
            onClick={() => onSet(new Date(Date.now() + days * dayMilliseconds))}
          >
            {t('complaint.due_in_days', { days })}
          </Button>
        ))}
      </div>
      <TextInput
        type="datetime-local"
        size="xs"
        label={t('complaint.due_at')}
        error={isPast && t('complaint.due_past')}
        value={exactly}
        onChange={(event) => setExactly(event.currentTarget.value)}
      />
      {children}
      <Button size="xs" disabled={exactly === '' || isPast} loading={isBusy} onClick={() => onSet(new Date(exactly))}>
        {t('complaint.due_save')}
      </Button>
    </div>
  )
}
