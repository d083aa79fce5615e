import { type ErrorComponentProps, Outlet } from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { useText } from './language/useLanguage.ts'
import { Announcer } from './ui/Announcer.tsx'
import { AppLink } from './ui/AppLink.tsx'
import { Empty } from './ui/Empty.tsx'
import { Failed } from './ui/Failed.tsx'
import { usePageTitle } from './ui/usePageTitle.ts'

/** Around every page, with the shell or without. */
export function Root() {
  return (
    <>
      <Outlet />
      <Announcer />
    </>
  )
}

/** A page that broke, or whose part did not arrive. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return <Failed error={error} onRetry={reset} />
}

/** An address that leads nowhere. */
export function PageMissing() {
  const t = useText()
  usePageTitle(t('missing.title'))
  return (
    <Empty
      title={t('missing.title')}
      icon={<IconMapOff size={28} stroke={1.5} />}
      action={<AppLink href="/">{t('missing.home')}</AppLink>}
    >
      {t('missing.why')}
    </Empty>
  )
}
