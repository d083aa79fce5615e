import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useCommands } from '../../palette/useCommands.ts'
import { useMay } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { CloseDialog } from '../dialogs/CloseDialog.tsx'
import { fewestCharacters } from '../dialogs/closing.ts'
import { CustomersWordDialog } from '../dialogs/CustomersWordDialog.tsx'
import { EscalateDialog } from '../dialogs/EscalateDialog.tsx'
import { OfferDialog } from '../dialogs/OfferDialog.tsx'
import { ProposeDialog } from '../dialogs/ProposeDialog.tsx'
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx'
import type { Complaint } from '../people.ts'
import { SplitDialog } from '../same/SplitDialog.tsx'

type ActionsProps = {
  complaint: Complaint
  /** Whether a manager has signed that there is no pothole behind it. */
  isSigned: boolean
}
type Action = 'propose' | 'word' | 'offer' | 'escalate' | 'sign' | 'split' | 'close' | 'reopen'

const label = {
  propose: 'propose.action',
  word: 'customers_word.action',
  offer: 'handover.offer',
  escalate: 'escalate.action',
  sign: 'no_pothole.action',
  split: 'split.action',
  close: 'close.action',
  reopen: 'reopen.action',
} as const

/** What this person may do with this complaint now; each opens the dialog that asks for what it needs. */
export function Actions({ complaint, isSigned }: ActionsProps) {
  const t = useText()
  const may = useMay()
  const [open, setOpen] = useState<Action | null>(null)
  const { reference, owner, closedAt, closure, reachedManagementAt, openHandover } = complaint
  const needsSignature = reachedManagementAt !== null && !complaint.pothole && !isSigned
  const offered: Record<Action, boolean> = {
    propose: !closedAt && may('proposeSolution'),
    word: may('recordCustomersWord') && closure !== 'merged',
    sign: needsSignature && !closedAt && may('signNoPothole'),
    escalate: !closedAt && may('escalateComplaint'),
    offer: !closedAt && !openHandover && may('offerHandover'),
    split: !closedAt && may('splitComplaint'),
    close: !closedAt && may('closeComplaint'),
    reopen: closedAt !== null && may('reopenComplaint'),
  }
  const here = (Object.keys(offered) as Action[]).filter((action) => offered[action])
  useCommands(here.map((action) => ({ key: action, label: t(label[action]), run: () => setOpen(action) })))
  const dialog = (action: Action) => ({ isOpen: open === action, onClose: () => setOpen(null) })
  const done = (words: string) => () => {
    notify({ words })
    setOpen(null)
  }
  return (
    <>
      {here.map((action) => (
        <Button key={action} size="xs" variant="default" onClick={() => setOpen(action)}>
          {t(label[action])}
        </Button>
      ))}
      <ProposeDialog complaint={complaint} {...dialog('propose')} />
      <CustomersWordDialog complaint={complaint} {...dialog('word')} />
      <OfferDialog complaint={complaint} {...dialog('offer')} />
      <EscalateDialog complaint={complaint} {...dialog('escalate')} />
      <SplitDialog key={`split ${reference}`} complaint={complaint} {...dialog('split')} />
      <CloseDialog complaint={complaint} needsSignature={needsSignature} {...dialog('close')} />
      <ReasonDialog
        {...dialog('reopen')}
        title={t('reopen.title')}
        why={t('reopen.why', { owner: owner.name })}
        reasonLabel={t('reopen.reason')}
        submitLabel={t('reopen.confirm')}
        onSubmit={(reason) => call('reopenComplaint', { params: { reference }, query: { reason } })}
        onDone={done(t('reopen.done', { reference }))}
      />
      <ReasonDialog
        {...dialog('sign')}
        title={t('no_pothole.title')}
        why={t('no_pothole.why')}
        reasonLabel={t('no_pothole.reason')}
        submitLabel={t('no_pothole.confirm')}
        atLeast={fewestCharacters}
        onSubmit={(reason) => call('signNoPothole', { params: { reference }, body: { reason } })}
        onDone={done(t('no_pothole.done'))}
      />
    </>
  )
}
