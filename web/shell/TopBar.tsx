import { Button, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { Bell } from '../notices/Bell.tsx'
import { useMe, useSignOut } from '../session/useSession.ts'
import { explain } from '../ui/explain.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import { notify } from '../ui/notices.tsx'
import { Logo } from './Logo.tsx'
import { SearchBox } from './SearchBox.tsx'
import classes from './TopBar.module.css'
import { UserMenu } from './UserMenu.tsx'

type TopBarProps = { isTelephone: boolean; onQuickLog: () => void; onHelp: () => void }

/** Search, quick log and the person's own menu; stays in sight. On a telephone the quick log is at the bottom, under the thumb. */
export function TopBar({ isTelephone, onQuickLog, onHelp }: TopBarProps) {
  const t = useText()
  const { name, role } = useMe()
  const signOut = useSignOut()
  return (
    <header className={`${classes.bar} not-printed`}>
      {isTelephone && (
        <Link to="/complaints" aria-label={t('app.name')} className={classes.brand}>
          <Logo />
        </Link>
      )}
      <SearchBox />
      <div className={classes.end}>
        {!isTelephone && (
          <Tooltip label={<KeyHint keys="q" />}>
            <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={onQuickLog}>
              {t('nav.quick_log')}
            </Button>
          </Tooltip>
        )}
        <Bell />
        <UserMenu
          person={{ name, role: t(`role.${role}`) }}
          onHelp={onHelp}
          onSignOut={() => void signOut().catch((error) => notify({ words: explain(error, t), tone: 'failed' }))}
        />
      </div>
    </header>
  )
}
