import { ActionIcon, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { SideViews } from '../complaints/list/views/SideViews.tsx'
import { useFirstList } from '../complaints/list/views/useViews.ts'
import { useText } from '../language/useLanguage.ts'
import { useShortcut } from '../shortcuts/useShortcut.ts'
import { recall, remember } from '../ui/memory.ts'
import { Logo } from './Logo.tsx'
import type { Destination } from './destinations.ts'
import { useDestinations } from './navigation.ts'
import classes from './SideNavigation.module.css'

const memory = 'amends.navigation'

/** The navigation of a wide screen. Folded, it shows signs only; on a narrow one it is folded until someone unfolds it. */
export function SideNavigation() {
  const t = useText()
  const destinations = useDestinations()
  const isNarrow = useMediaQuery('(max-width: 64em)', false, { getInitialValueInEffect: false })
  const [chosen, choose] = useState(() => recall(memory))
  const isFolded = (chosen ?? (isNarrow ? 'folded' : 'open')) === 'folded'
  const turn = () => {
    const next = isFolded ? 'open' : 'folded'
    remember(memory, next)
    choose(next)
  }
  useShortcut('[', { label: 'nav.turn', group: 'shortcut.group_general', run: turn })
  const turnLabel = isFolded ? t('nav.unfold') : t('nav.fold')
  return (
    <nav aria-label={t('nav.label')} className={`${classes.navigation} not-printed`} data-folded={isFolded}>
      <Link to="/" className={classes.brand} aria-label={t('app.name')}>
        <Logo />
        {!isFolded && <span className={classes.name}>{t('app.name')}</span>}
      </Link>
      <ul className={classes.places}>
        {destinations.map((destination) => (
          <Place key={destination.to} {...destination} isFolded={isFolded} />
        ))}
      </ul>
      <Tooltip label={turnLabel} position="right">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={turnLabel}
          aria-expanded={!isFolded}
          onClick={turn}
          className={classes.turn}
        >
          {isFolded ? (
            <IconLayoutSidebarLeftExpand size={18} aria-hidden />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} aria-hidden />
          )}
        </ActionIcon>
      </Tooltip>
    </nav>
  )
}

function Place({ to, label, icon: Icon, isFolded }: Destination & { isFolded: boolean }) {
  const t = useText()
  const first = useFirstList()
  return (
    <li>
      <Tooltip label={t(label)} position="right" disabled={!isFolded}>
        <Link
          to={to}
          search={to === '/complaints' ? first : {}}
          activeOptions={{ includeSearch: false }}
          className={classes.place}
          aria-label={isFolded ? t(label) : undefined}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
          {!isFolded && t(label)}
        </Link>
      </Tooltip>
      {to === '/complaints' && !isFolded && <SideViews />}
    </li>
  )
}
