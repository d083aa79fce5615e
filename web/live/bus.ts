import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { Link, News } from './connection.ts'

// What came from the server, for whoever on the page wants to know.

const takers = new Set<(news: News) => void>()
const watchers = new Set<() => void>()
let link: Link = 'connecting'

export function tellNews(news: News[]): void {
  for (const each of news) for (const take of takers) take(each)
}

export function tellLink(next: Link): void {
  link = next
  for (const watch of watchers) watch()
}

/** Calls `take` with each piece of news while the component is there. */
export function useNews(take: (news: News) => void): void {
  const onNews = useEffectEvent(take)
  useEffect(() => {
    const taker = (news: News) => onNews(news)
    takers.add(taker)
    return () => void takers.delete(taker)
  }, [])
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether what is on screen follows the server. */
export const useLink = (): Link => useSyncExternalStore(watch, () => link)
