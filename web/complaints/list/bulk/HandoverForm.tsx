import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { PersonSelect } from '../../dialogs/PersonSelect.tsx'
import { usePeople } from '../../topics.ts'
import classes from './BulkBar.module.css'
import type { Change } from './useBulk.ts'

/** To whom complaints are offered, and what they should know. Until they accept, each complaint keeps its owner. */
export function HandoverForm({ onChange }: { onChange: (change: Change) => void }) {
  const t = useText()
  const people = (usePeople() ?? []).filter(({ active }) => active)
  const [toId, setToId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  return (
    <div className={classes.exactly}>
      <PersonSelect label={t('handover.to')} people={people} chosen={toId} onChange={setToId} />
      <Textarea
        label={t('handover.note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button
        size="xs"
        disabled={toId === null}
        onClick={() => toId && onChange({ kind: 'handover', toId, note: note.trim() || null })}
      >
        {t('handover.offer_confirm')}
      </Button>
    </div>
  )
}
