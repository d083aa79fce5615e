import { Button, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../language/useLanguage.ts'
import classes from './StartPage.module.css'
import type { Way } from './way.ts'

/** The three ways on, none more prominent than another. @param isRemote opened from another machine than the server's */
export function Ways({ isRemote }: { isRemote: boolean }) {
  const t = useText()
  return (
    <ul className={classes.ways}>
      <WayOn way="company">
        <Onward way="company" />
      </WayOn>
      <WayOn way="demonstration">
        {isRemote ? (
          <p className={classes.quiet}>{t('start.demonstration.remote')}</p>
        ) : (
          <>
            <p className={classes.quiet}>{t('start.demonstration.once')}</p>
            <Onward way="demonstration" />
          </>
        )}
      </WayOn>
      <WayOn way="import">
        <Onward way="import" />
      </WayOn>
    </ul>
  )
}

function WayOn({ way, children }: { way: Way; children: ReactNode }) {
  const t = useText()
  return (
    <li className={classes.way}>
      <Title order={2}>{t(`start.${way}.title`)}</Title>
      <p>{t(`start.${way}.why`)}</p>
      {children}
    </li>
  )
}

function Onward({ way }: { way: Way }) {
  const t = useText()
  return (
    <Button variant="default" fullWidth renderRoot={(props) => <Link {...props} to="/start" search={{ way }} />}>
      {t(`start.${way}.go`)}
    </Button>
  )
}
