import { type ErrorComponentProps, Outlet } from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { useText } from './language/useLanguage.ts'
import { NotForRole } from './session/session.ts'
import { Announcer } from './ui/Announcer.tsx'
import { Empty } from './ui/Empty.tsx'
import { Failed } from './ui/Failed.tsx'
import { PageHeader } from './ui/PageHeader.tsx'
import { useInternalLinks } from './useInternalLinks.ts'
import { usePageTitle } from './ui/usePageTitle.ts'

/** Around every page, with the shell or without. */
export function Root() {
  useInternalLinks()
  return (
    <>
      <Outlet />
      <Announcer />
    </>
  )
}

/** A page that broke, or whose part did not arrive, or that is not for this person's role. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  if (error instanceof NotForRole) return <PageForOthers />
  return <Failed error={error} onRetry={reset} />
}

function PageForOthers() {
  const t = useText()
  return (
    <>
      <PageHeader title={t('not_for_role.title')} description={t('not_for_role.why')} />
      <a href="/">{t('missing.home')}</a>
    </>
  )
}

/** An address that leads nowhere. */
export function PageMissing() {
  const t = useText()
  usePageTitle(t('missing.title'))
  return (
    <Empty
      isPage
      title={t('missing.title')}
      icon={<IconMapOff size={28} stroke={1.5} />}
      action={<a href="/">{t('missing.home')}</a>}
    >
      {t('missing.why')}
    </Empty>
  )
}
