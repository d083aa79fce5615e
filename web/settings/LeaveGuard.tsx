import { useBlocker } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

/** Asks before a page with changes that are not saved is left, by a link or by closing the tab. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const t = useText()
  const blocker = useBlocker({
    // Another address of the same page (an opened card, a chosen filter) leaves nothing.
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      title={t('leave.question')}
      confirmLabel={t('leave.leave')}
      isDestructive
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('leave.happens')}
    </ConfirmDialog>
  )
}
