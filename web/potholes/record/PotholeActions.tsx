import { Button, Modal, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useAct } from '../../complaints/act.ts'
import { ActionDialog } from '../../complaints/dialogs/ActionDialog.tsx'
import { ReasonDialog } from '../../complaints/dialogs/ReasonDialog.tsx'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { notify } from '../../ui/notices.tsx'
import { draftOf } from '../opening/draft.ts'
import { PotholeForm } from '../opening/PotholeForm.tsx'
import type { Pothole } from '../parts.tsx'

type Action = 'edit' | 'merge' | 'repaired' | 'not_repaired' | 'reopen'
type DialogProps = { pothole: Pothole; isOpen: boolean; onClose: () => void }

/** A reason that is signed has at least as many characters: the server holds the same. */
const fewestCharacters = 10

/** What can be done to a pothole now. */
export function PotholeActions({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const may = useMay()
  const [open, setOpen] = useState<Action | null>(null)
  const isOpen = pothole.closedAt === null
  const offered: Record<Action, boolean> = {
    edit: isOpen && may('changePothole'),
    merge: isOpen && !pothole.agreedAt && may('mergePothole'),
    not_repaired: isOpen && may('closePothole'),
    repaired: isOpen && pothole.provenAt !== null && pothole.toldAt !== null && may('closePothole'),
    reopen: !isOpen && pothole.closing !== 'merged' && may('reopenPothole'),
  }
  const here = (Object.keys(offered) as Action[]).filter((action) => offered[action])
  const dialog = (action: Action) => ({ pothole, isOpen: open === action, onClose: () => setOpen(null) })
  return (
    <>
      {here.map((action) => (
        <Button
          key={action}
          size="xs"
          variant={action === 'repaired' ? 'filled' : 'default'}
          onClick={() => setOpen(action)}
        >
          {t(`pothole.action.${action}`)}
        </Button>
      ))}
      <Edit {...dialog('edit')} />
      <Merge {...dialog('merge')} />
      <Repaired {...dialog('repaired')} />
      <Reasoned {...dialog('not_repaired')} action="not_repaired" />
      <Reasoned {...dialog('reopen')} action="reopen" />
    </>
  )
}

function Edit({ pothole, isOpen, onClose }: DialogProps) {
  const t = useText()
  const { act } = useAct()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('pothole.action.edit')} size="xl">
      <PotholeForm
        key={pothole.version}
        initial={draftOf(pothole)}
        submitLabel={t('pothole.save')}
        onCancel={onClose}
        onSubmit={async (given) => {
          await call('changePothole', { params: { id: pothole.id }, ifMatch: pothole.version, body: given } as never)
          onClose()
          notify({ words: t('pothole.saved') })
          await act(async () => undefined)
        }}
      />
    </Modal>
  )
}

function Merge({ pothole, isOpen, onClose }: DialogProps) {
  const t = useText()
  const navigate = useNavigate()
  const [intoId, setIntoId] = useState<string | null>(null)
  const { data } = useQuery({
    ...ask('listPotholes', { query: { state: 'open', limit: 200 } as never }),
    enabled: isOpen,
  })
  const others = (data?.items ?? []).filter(({ id }) => id !== pothole.id)
  return (
    <ActionDialog
      isOpen={isOpen}
      title={t('pothole.merge_title')}
      submitLabel={t('pothole.merge_submit')}
      isComplete={intoId !== null}
      onSubmit={() =>
        call('mergePothole', {
          params: { id: pothole.id },
          ifMatch: pothole.version,
          body: { intoId: intoId ?? '' },
        } as never)
      }
      onDone={() => {
        onClose()
        notify({ words: t('pothole.merged') })
        void navigate({ to: '/potholes/$id', params: { id: intoId } } as never)
      }}
      onClose={onClose}
    >
      <p>{t('pothole.merge_why', { count: pothole.complaints })}</p>
      <Select
        searchable
        data-autofocus
        label={t('pothole.merge_into')}
        nothingFoundMessage={t('filter.nothing_found')}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={intoId}
        onChange={setIntoId}
      />
    </ActionDialog>
  )
}

function Repaired({ pothole, isOpen, onClose }: DialogProps) {
  const t = useText()
  const { act } = useAct()
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('pothole.action.repaired')}
      confirmLabel={t('pothole.action.repaired')}
      onConfirm={async () => {
        await call('closePothole', {
          params: { id: pothole.id },
          ifMatch: pothole.version,
          body: { closing: 'repaired' },
        } as never)
        await act(async () => undefined)
      }}
      onClose={onClose}
    >
      {t('pothole.repaired_why')}
    </ConfirmDialog>
  )
}

function Reasoned({ pothole, isOpen, onClose, action }: DialogProps & { action: 'not_repaired' | 'reopen' }) {
  const t = useText()
  const at = { params: { id: pothole.id }, ifMatch: pothole.version }
  return (
    <ReasonDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t(`pothole.action.${action}`)}
      why={t(`pothole.${action}_why`)}
      reasonLabel={t('pothole.reason')}
      submitLabel={t(`pothole.action.${action}`)}
      atLeast={action === 'not_repaired' ? fewestCharacters : 1}
      onSubmit={(reason) =>
        action === 'reopen'
          ? call('reopenPothole', { ...at, body: { reason } } as never)
          : call('closePothole', { ...at, body: { closing: 'not_repaired', reason } } as never)
      }
      onDone={onClose}
    />
  )
}
