import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined

/** The time, to the half minute: one clock for the whole page, which runs only while something on it shows the time. */
export function useNow(): Date {
  return useSyncExternalStore(listen, () => now)
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    tick()
    timer = setInterval(tick, 30_000)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

function tick(): void {
  now = new Date()
  for (const listener of listeners) listener()
}
