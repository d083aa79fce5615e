import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { isManagement } from '../people.ts'
import { usePeople } from '../topics.ts'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'
import type { ComplaintDialogProps } from './OfferDialog.tsx'
import { PersonSelect } from './PersonSelect.tsx'

/** Takes a complaint to a named manager. */
export function EscalateDialog({ complaint: { reference, owner }, isOpen, onClose }: ComplaintDialogProps) {
  const t = useText()
  const managers = (usePeople() ?? []).filter(
    (person) => person.active && isManagement(person) && person.id !== owner.id,
  )
  const [managerId, setManagerId] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const manager = managers.find(({ id }) => id === managerId)
  return (
    <ActionDialog
      isOpen={isOpen}
      title={t('escalate.title')}
      submitLabel={t('escalate.confirm')}
      isComplete={manager !== undefined && why.trim() !== ''}
      onSubmit={() => call('escalateComplaint', { params: { reference }, body: { managerId: managerId ?? '', why } })}
      onDone={() => {
        notify({ words: t('escalate.done', { to: manager?.name ?? '', reference }) })
        setManagerId(null)
        setWhy('')
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('escalate.why')}</p>
      <PersonSelect label={t('escalate.to')} people={managers} chosen={managerId} onChange={setManagerId} />
      <Textarea
        label={t('escalate.reason')}
        autosize
        minRows={2}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
