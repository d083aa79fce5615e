import { Button, Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useAct } from '../../complaints/act.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { draftOf } from '../opening/draft.ts'
import { PotholeForm } from '../opening/PotholeForm.tsx'
import type { Pothole } from '../parts.tsx'

/** Opens another pothole with the chosen complaints of this one. */
export function SplitOff({ pothole, complaints }: { pothole: Pothole; complaints: string[] }) {
  const t = useText()
  const may = useMay()
  const navigate = useNavigate()
  const { act } = useAct()
  const [isOpen, setOpen] = useState(false)
  if (!may('splitPothole')) return null
  return (
    <>
      <Button size="xs" variant="default" disabled={complaints.length === 0} onClick={() => setOpen(true)}>
        {t('pothole.split', { count: complaints.length })}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('pothole.split_title')} size="xl">
        <PotholeForm
          initial={{ ...draftOf(pothole), name: '', rule: null }}
          submitLabel={t('pothole.split_submit')}
          onCancel={() => setOpen(false)}
          onSubmit={async (given) => {
            const made = await call('splitPothole', { params: { id: pothole.id }, body: { ...given, complaints } })
            setOpen(false)
            notify({ words: t('pothole.opened', { name: made.name }) })
            await act(async () => undefined)
            void navigate({ to: '/potholes/$id', params: { id: made.id } } as never)
          }}
        />
      </Modal>
    </>
  )
}
