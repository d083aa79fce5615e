import { useMediaQuery } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { Live } from '../live/Live.tsx'
import { PaletteDialog } from '../palette/PaletteDialog.tsx'
import { ShortcutHelp } from '../shortcuts/ShortcutHelp.tsx'
import { useShortcut, useShortcutKeys } from '../shortcuts/useShortcut.ts'
import { Notices } from '../ui/notices.tsx'
import { BottomBar } from './BottomBar.tsx'
import { QuickLogDialog } from './QuickLogDialog.tsx'
import { RouteProgress } from './RouteProgress.tsx'
import classes from './Shell.module.css'
import { SideNavigation } from './SideNavigation.tsx'
import { SkipLink } from './SkipLink.tsx'
import { TopBar } from './TopBar.tsx'
import { useDestinationKeys } from './useDestinationKeys.ts'
import { useFocusOnArrival } from './useFocusOnArrival.ts'

/** The frame around the pages of someone signed in: where one is, where one can go, search, quick log. */
export function Shell() {
  const isTelephone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [isLogging, setLogging] = useState(false)
  const [isHelping, setHelping] = useState(false)
  useShortcutKeys()
  useDestinationKeys()
  useFocusOnArrival()
  useShortcut('q', { label: 'nav.quick_log', group: 'shortcut.group_actions', run: () => setLogging(true) })
  useShortcut('?', { label: 'shortcut.help', group: 'shortcut.group_general', run: () => setHelping(true) })
  return (
    <div className={classes.shell}>
      <SkipLink />
      <RouteProgress />
      {!isTelephone && <SideNavigation />}
      <div className={classes.column}>
        <TopBar isTelephone={isTelephone} onQuickLog={() => setLogging(true)} onHelp={() => setHelping(true)} />
        <Live onQuickLog={() => setLogging(true)} />
        <main id="main" tabIndex={-1} className={classes.page}>
          <Outlet />
        </main>
      </div>
      {isTelephone && <BottomBar onQuickLog={() => setLogging(true)} />}
      <QuickLogDialog isOpen={isLogging} onClose={() => setLogging(false)} />
      <PaletteDialog />
      <ShortcutHelp isOpen={isHelping} onClose={() => setHelping(false)} />
      <Notices />
    </div>
  )
}
