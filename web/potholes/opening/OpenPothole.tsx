import { Button, type ButtonProps, Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { IconBarrierBlock } from '@tabler/icons-react'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useAct } from '../../complaints/act.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay, useMe } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { useNow } from '../../ui/useNow.ts'
import type { Pothole } from '../parts.tsx'
import { type Beginning, newDraft } from './draft.ts'
import { PotholeForm } from './PotholeForm.tsx'

type OpenPotholeProps = {
  /** What is known already where the button stands. */
  from: Beginning
  label?: string
  /** What follows; without it one is taken to the new pothole. */
  onOpened?: (pothole: Pothole) => void
} & Pick<ButtonProps, 'size' | 'variant'>

/** A button that opens a pothole from what is on the page; not there for whoever may not. */
export function OpenPothole({ from, label, onOpened, ...button }: OpenPotholeProps) {
  const t = useText()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('openPothole')) return null
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className="not-printed"
        leftSection={<IconBarrierBlock size={15} aria-hidden />}
        {...button}
        onClick={() => setOpen(true)}
      >
        {label ?? t('pothole.open')}
      </Button>
      <OpenPotholeDialog isOpen={isOpen} from={from} onClose={() => setOpen(false)} {...(onOpened && { onOpened })} />
    </>
  )
}

type DialogProps = Pick<OpenPotholeProps, 'from' | 'onOpened'> & { isOpen: boolean; onClose: () => void }

/** Asks for what a pothole needs, filled in as far as it is known, and opens it. */
function OpenPotholeDialog({ isOpen, from, onOpened, onClose }: DialogProps) {
  const t = useText()
  const me = useMe()
  const navigate = useNavigate()
  const { act } = useAct()
  const now = useNow()
  const { origin, originRef, complaints } = from
  const answers = me.role === 'manager' || me.role === 'executive'
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('pothole.open_title')} size="xl">
      <PotholeForm
        initial={newDraft(now, answers ? me.id : null, from)}
        submitLabel={t('pothole.open_submit')}
        onCancel={onClose}
        onSubmit={async (given) => {
          const pothole = await call('openPothole', { body: { ...given, origin, originRef, complaints } })
          onClose()
          notify({ words: t('pothole.opened', { name: pothole.name }) })
          await act(async () => undefined)
          if (onOpened) onOpened(pothole)
          else void navigate({ to: '/potholes/$id', params: { id: pothole.id } } as never)
        }}
      />
    </Modal>
  )
}
