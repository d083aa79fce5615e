import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import classes from './BottomBar.module.css'
import { useDestinations } from './navigation.ts'

/** The navigation of a telephone, under the thumb: the places used most, quick log, and the rest behind "More". */
export function BottomBar({ onQuickLog }: { onQuickLog: () => void }) {
  const t = useText()
  const inBar = useDestinations().filter(({ isInBar }) => isInBar)
  return (
    <nav aria-label={t('nav.label')} className={`${classes.bar} not-printed`}>
      {inBar.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.place}>
          <Icon size={21} stroke={1.7} aria-hidden />
          {t(label)}
        </Link>
      ))}
      <UnstyledButton className={classes.place} onClick={onQuickLog}>
        <IconPlus size={21} stroke={1.7} aria-hidden />
        {t('nav.quick_log_short')}
      </UnstyledButton>
      <More />
    </nav>
  )
}

function More() {
  const t = useText()
  const destinations = useDestinations()
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.place}>
          <IconDots size={21} stroke={1.7} aria-hidden />
          {t('nav.more')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {destinations
          .filter(({ isInBar }) => !isInBar)
          .map(({ to, label, icon: Icon }) => (
            <Menu.Item key={to} component={Link} to={to} leftSection={<Icon size={18} stroke={1.7} aria-hidden />}>
              {t(label)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
