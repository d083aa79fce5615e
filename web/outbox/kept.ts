import { useMemo, useSyncExternalStore } from 'react'

// What somebody typed and has not sent stays in this browser under names that hold their id, so that it is there again after
// leaving, a crash or signing in anew, and shown to nobody else who signs in here.

const watchers = new Set<() => void>()
/** What a browser that is full or forbids storage would not take: it lasts as long as the page. */
const unstored = new Map<string, string>()

/** Keeps a text under a name; an empty one is forgotten. @returns whether it would survive the page */
export function keep(name: string, text: string): boolean {
  unstored.delete(name)
  let isStored = true
  try {
    if (text === '') localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    isStored = false
    if (text !== '') unstored.set(name, text)
  }
  for (const watch of watchers) watch()
  return isStored
}

/** What is kept under a name; empty when nothing is. */
export function readKept(name: string): string {
  try {
    return unstored.get(name) ?? localStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

/** The names that begin so and under which something is kept, in their own order. */
export function keptNames(prefix: string): string[] {
  let stored: string[] = []
  try {
    stored = Object.keys(localStorage)
  } catch {
    // Forbidden: there is only what this page holds.
  }
  return [...new Set([...stored, ...unstored.keys()])].filter((name) => name.startsWith(prefix)).toSorted()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  addEventListener('storage', watcher)
  return () => {
    watchers.delete(watcher)
    removeEventListener('storage', watcher)
  }
}

/** What is kept under names that begin so, by the rest of the name; changes as it does, in whatever tab. */
export function useKept(prefix: string): ReadonlyMap<string, string> {
  const all = useSyncExternalStore(watch, () =>
    JSON.stringify(keptNames(prefix).map((name) => [name.slice(prefix.length), readKept(name)])),
  )
  return useMemo(() => new Map(JSON.parse(all) as [string, string][]), [all])
}
