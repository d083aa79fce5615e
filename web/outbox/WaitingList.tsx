import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useText } from '../language/useLanguage.ts'
import { useMe } from '../session/useSession.ts'
import { TimeAgo } from '../ui/TimeAgo.tsx'
import { putOff, takeOut, type Waiting } from './outbox.ts'
import classes from './WaitingList.module.css'

type WaitingListProps = {
  waiting: readonly Waiting[]
  /** Puts the words back to where they were typed. */
  onTakeBack: (waiting: Waiting) => void
  /** Whether each says which complaint it is for. */
  withWhere?: boolean
}

/** Words that wait to be sent, or that the server refused; each can be taken back. */
export function WaitingList({ waiting, onTakeBack, withWhere = false }: WaitingListProps) {
  const t = useText()
  const me = useMe()
  const takeBack = (one: Waiting) => {
    takeOut(me.id, one.key)
    onTakeBack(one)
  }
  return (
    <ul className={classes.list} aria-label={t('outbox.title')}>
      {waiting.map((one) => (
        <li key={one.key} className={classes.one} data-is-refused={one.refusal !== undefined}>
          <p className={classes.state}>
            {one.refusal === undefined ? (
              <IconClock size={14} aria-hidden />
            ) : (
              <IconAlertTriangle size={14} aria-hidden />
            )}
            {one.refusal === undefined ? t('outbox.waits') : t('outbox.refused', { why: one.refusal })}
            {' · '}
            <TimeAgo at={new Date(one.at).toISOString()} />
          </p>
          {withWhere && (
            <p className={classes.where}>
              {one.kind === 'message' ? (
                <a href={`/complaints/${one.reference}`}>{one.reference}</a>
              ) : (
                t('nav.quick_log')
              )}
            </p>
          )}
          <p dir="auto" className={classes.words}>
            {one.body.text}
          </p>
          <Group gap="xs">
            <Button size="compact-xs" variant="default" onClick={() => takeBack(one)}>
              {t('outbox.take_back')}
            </Button>
            {one.refusal !== undefined && (
              <Button size="compact-xs" variant="default" onClick={() => putOff(me.id, { ...one, refusal: undefined })}>
                {t('outbox.again')}
              </Button>
            )}
          </Group>
        </li>
      ))}
    </ul>
  )
}
