import { ActionIcon, Popover } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { Refusal } from '../dialogs/Refusal.tsx'
import { DueAt } from '../Due.tsx'
import { DueForm } from '../DueForm.tsx'
import type { Complaint } from '../people.ts'
import { useEdit } from '../useEdit.ts'
import { Fact } from './Fact.tsx'
import classes from './Facts.module.css'

/** By when the customer hears from us, and the way to set it. A closed complaint owes nothing. */
export function NextUpdate({ complaint }: { complaint: Complaint }) {
  const { nextUpdateDue } = complaint
  const t = useText()
  const format = useFormat()
  const may = useMay()
  if (!nextUpdateDue) return null
  return (
    <Fact name={t('complaint.next_update')}>
      <span className={classes.due}>
        <span>
          <DueAt at={nextUpdateDue} />
          <span className={classes.below}>{format.dateTime(nextUpdateDue)}</span>
        </span>
        {may('classifyComplaint') && <Change complaint={complaint} />}
      </span>
    </Fact>
  )
}

function Change({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus width={270}>
      <Popover.Target>
        <ActionIcon variant="subtle" size="sm" aria-label={t('complaint.due_change')} onClick={() => setOpen(!isOpen)}>
          <IconPencil size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Choices complaint={complaint} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const t = useText()
  const format = useFormat()
  const { act, isBusy, failure } = useAct()
  const edit = useEdit()
  // As it was when this was opened: what others change while one thinks must not be overwritten unseen.
  const [seen] = useState(complaint)
  const set = async (due: Date) => {
    const show = (value: unknown) => (typeof value === 'string' ? format.dateTime(value) : t('causes.not_stated'))
    const words = { nextUpdateDue: { label: t('complaint.next_update'), show } }
    await act(async () => {
      const { outcome, aside } = await edit(seen, { nextUpdateDue: due.toISOString() }, words, onDone)
      const said = [outcome === 'theirs' ? null : t('complaint.due_set', { date: format.dateTime(due) }), aside]
      if (outcome === 'put_off') return
      notify({ words: said.filter((each) => each !== null).join(' ') })
      onDone()
    })
  }
  return (
    <DueForm onSet={(due) => void set(due)} isBusy={isBusy}>
      <Refusal error={failure} />
    </DueForm>
  )
}
