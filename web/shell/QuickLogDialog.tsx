import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { useText } from '../language/useLanguage.ts'
import { Loading } from '../ui/Loading.tsx'

const QuickLog = lazy(async () => ({ default: (await import('../complaints/QuickLog.tsx')).QuickLog }))

/** Where anyone passes on what a customer told them, from any page. Fills the screen of a telephone. */
export function QuickLogDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const isTelephone = useMediaQuery('(max-width: 48em)')
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('nav.quick_log')} fullScreen={isTelephone} size="lg">
      <Suspense fallback={<Loading shape="text" lines={4} />}>
        <QuickLog onDone={onClose} />
      </Suspense>
    </Modal>
  )
}
