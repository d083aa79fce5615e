import { useNavigate } from '@tanstack/react-router'
import { takeBack as takeBackMessage } from '../complaints/page/draft.ts'
import { takeBack as takeBackLog } from '../complaints/quick-log/draft.ts'
import { useOutbox } from '../outbox/useOutbox.ts'
import type { Waiting } from '../outbox/outbox.ts'
import { useMe } from '../session/useSession.ts'
import { MergeScreen } from '../merge/MergeScreen.tsx'
import { LinkBanner } from './LinkBanner.tsx'
import { useLive } from './useLive.ts'
import { useWarmUp } from './useWarmUp.ts'

/** What keeps the app together with the server and the other people: once, in the shell, under its top bar. */
export function Live({ onQuickLog }: { onQuickLog: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  useLive()
  useOutbox()
  useWarmUp()
  const takeBack = (waiting: Waiting) => {
    if (waiting.kind === 'message') {
      takeBackMessage(me.id, waiting)
      void navigate({ to: '/complaints/$reference', params: { reference: waiting.reference } })
      return
    }
    takeBackLog(me.id, waiting)
    onQuickLog()
  }
  return (
    <>
      <LinkBanner onTakeBack={takeBack} />
      <MergeScreen />
    </>
  )
}
