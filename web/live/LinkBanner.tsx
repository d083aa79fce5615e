import { Button, Modal } from '@mantine/core'
import { IconClock, IconCloudOff, IconLock, IconRefresh } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useText } from '../language/useLanguage.ts'
import type { Waiting } from '../outbox/outbox.ts'
import { useWaiting } from '../outbox/useOutbox.ts'
import { WaitingList } from '../outbox/WaitingList.tsx'
import { leaveToSignIn } from '../session/session.ts'
import { announce } from '../ui/announce.ts'
import { useLink } from './bus.ts'
import classes from './LinkBanner.module.css'

/** A break shorter than this, in milliseconds, is not worth a word. */
const worthSaying = 4_000

type LinkBannerProps = { onTakeBack: (waiting: Waiting) => void }

/**
 * Says when what is on screen does not follow the server, that nothing typed is lost, and what of it waits to be sent. Nothing
 * while all is well.
 */
export function LinkBanner({ onTakeBack }: LinkBannerProps) {
  const t = useText()
  const link = useLink()
  const isOnline = useOnline()
  const isLostLong = useLasting(link === 'lost')
  const waiting = useWaiting()
  if (!isOnline)
    return (
      <Line tone="warning" icon={<IconCloudOff size={16} aria-hidden />} words={t('live.offline')}>
        <Waits waiting={waiting} onTakeBack={onTakeBack} />
      </Line>
    )
  if (link === 'signed_out')
    return (
      <Line tone="warning" icon={<IconLock size={16} aria-hidden />} words={t('live.signed_out')}>
        <SignIn />
      </Line>
    )
  if (isLostLong)
    return (
      <Line tone="warning" icon={<IconRefresh size={16} aria-hidden />} words={t('live.lost')}>
        <Waits waiting={waiting} onTakeBack={onTakeBack} />
      </Line>
    )
  if (waiting.length === 0) return null
  const isRefused = waiting.some(({ refusal }) => refusal !== undefined)
  const words = t(isRefused ? 'outbox.some_refused' : 'outbox.sending')
  return (
    <Line tone={isRefused ? 'warning' : 'quiet'} icon={<IconClock size={16} aria-hidden />} words={words}>
      <Waits waiting={waiting} onTakeBack={onTakeBack} />
    </Line>
  )
}

type LineProps = { tone: 'warning' | 'quiet'; icon: ReactNode; words: string; children: ReactNode }

function Line({ tone, icon, words, children }: LineProps) {
  useEffect(() => announce(words), [words])
  return (
    <div className={`${classes.line} not-printed`} data-tone={tone}>
      <p className={classes.words}>
        {icon}
        {words}
      </p>
      {children}
    </div>
  )
}

function Waits({ waiting, onTakeBack }: LinkBannerProps & { waiting: readonly Waiting[] }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (waiting.length === 0) return null
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        {t('outbox.count', { count: waiting.length })}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('outbox.title')} size="lg">
        <WaitingList
          waiting={waiting}
          withWhere
          onTakeBack={(one) => {
            setOpen(false)
            onTakeBack(one)
          }}
        />
      </Modal>
    </>
  )
}

function SignIn() {
  const t = useText()
  const router = useRouter()
  const go = () => leaveToSignIn(router.state.location.href)
  return (
    <Button size="compact-xs" variant="default" onClick={go}>
      {t('live.sign_in')}
    </Button>
  )
}

function watchOnline(watch: () => void): () => void {
  addEventListener('online', watch)
  addEventListener('offline', watch)
  return () => {
    removeEventListener('online', watch)
    removeEventListener('offline', watch)
  }
}

const useOnline = (): boolean => useSyncExternalStore(watchOnline, () => navigator.onLine)

/** Whether something has been so for a while. */
function useLasting(isSo: boolean): boolean {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isSo) return
    const timer = setTimeout(() => setLong(true), worthSaying)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isSo])
  return isSo && isLong
}
