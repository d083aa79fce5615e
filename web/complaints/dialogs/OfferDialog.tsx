import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import type { Complaint } from '../people.ts'
import { usePeople } from '../topics.ts'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'
import { PersonSelect } from './PersonSelect.tsx'

export type ComplaintDialogProps = { complaint: Complaint; isOpen: boolean; onClose: () => void }

/** Offers a complaint to another person. */
export function OfferDialog({ complaint: { reference, owner }, isOpen, onClose }: ComplaintDialogProps) {
  const t = useText()
  const people = usePeople() ?? []
  const [toId, setToId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const to = people.find(({ id }) => id === toId)
  return (
    <ActionDialog
      isOpen={isOpen}
      title={t('handover.offer_title')}
      submitLabel={t('handover.offer_confirm')}
      isComplete={to !== undefined}
      onSubmit={() => call('offerHandover', { params: { reference }, body: { toId: toId ?? '', note: note || null } })}
      onDone={() => {
        notify({ words: t('handover.offered', { to: to?.name ?? '', owner: owner.name }) })
        setToId(null)
        setNote('')
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('handover.offer_why', { owner: owner.name })}</p>
      <PersonSelect
        label={t('handover.to')}
        people={people.filter(({ id, active }) => active && id !== owner.id)}
        chosen={toId}
        onChange={setToId}
      />
      <Textarea
        label={t('handover.note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}
