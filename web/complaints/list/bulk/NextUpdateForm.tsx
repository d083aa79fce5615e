import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { useNow } from '../../../ui/useNow.ts'
import classes from './BulkBar.module.css'
import type { Change } from './useBulk.ts'

const dayMilliseconds = 86_400_000

/** By when the customers hear from us. */
export function NextUpdateForm({ onChange }: { onChange: (change: Change) => void }) {
  const t = useText()
  const now = useNow()
  const [exactly, setExactly] = useState('')
  const isPast = exactly !== '' && Date.parse(exactly) <= now.getTime()
  const set = (due: Date) => onChange({ kind: 'next_update', due: due.toISOString() })
  return (
    <div className={classes.exactly}>
      <div className={classes.days}>
        {[1, 2, 3, 7, 14].map((days) => (
          <Button
            key={days}
            size="compact-xs"
            variant="default"
            onClick={() => set(new Date(Date.now() + days * dayMilliseconds))}
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
      <Button size="xs" disabled={exactly === '' || isPast} onClick={() => set(new Date(exactly))}>
        {t('complaint.due_save')}
      </Button>
    </div>
  )
}
