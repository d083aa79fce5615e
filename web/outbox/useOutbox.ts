import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { call } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { useLink } from '../live/bus.ts'
import { useMe } from '../session/useSession.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import { inOrder, isPassing, outboxOf, putOff, readWaiting, send, takeOut, type Waiting, waitingOf } from './outbox.ts'
import { useKept } from './kept.ts'

/** Milliseconds after which what waits is tried again by itself. */
const pause = 20_000

/** What I wrote and what is not sent yet, oldest first. */
export function useWaiting(): Waiting[] {
  const { id } = useMe()
  const kept = useKept(outboxOf(id))
  return useMemo(() => inOrder([...kept.values()].map(readWaiting)), [kept])
}

/** Sends what waits as soon as the server can be reached, one after the other, in one tab of this browser. Once, in the shell. */
export function useOutbox(): void {
  const { id } = useMe()
  const t = useText()
  const link = useLink()
  const queries = useQueryClient()
  const hasWaiting = useWaiting().some(({ refusal }) => refusal === undefined)
  const isSending = useRef(false)
  const sentWords = (waiting: Waiting, reference: string | undefined) =>
    waiting.kind === 'message'
      ? t('outbox.sent_message', { reference: waiting.reference })
      : t('outbox.sent_complaint', { reference: reference ?? '' })
  const sendAll = useEffectEvent(async () => {
    // Words are sent as whoever is signed in in this browser, which may be another person by now.
    if ((await call('currentSession', {})).id !== id) return
    for (const waiting of waitingOf(id)) {
      if (waiting.refusal !== undefined) continue
      try {
        const created = await send(waiting)
        takeOut(id, waiting.key)
        notify({ words: sentWords(waiting, created?.reference) })
        void queries.invalidateQueries()
      } catch (error) {
        if (isPassing(error)) return
        putOff(id, { ...waiting, refusal: explain(error, t) })
      }
    }
  })
  const attempt = useEffectEvent(async () => {
    if (isSending.current || !navigator.onLine) return
    isSending.current = true
    // Another tab that sends already needs no help. Where tabs cannot agree, the key sees to it that each is stored once.
    const work = () => sendAll().catch(() => {})
    if ('locks' in navigator) {
      await navigator.locks.request(`amends.sending.${id}`, { ifAvailable: true }, (lock) =>
        lock ? work() : undefined,
      )
    } else await work()
    isSending.current = false
  })
  useEffect(() => {
    if (!hasWaiting) return
    const again = () => void attempt()
    again()
    const timer = setInterval(again, pause)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [hasWaiting, link])
}
