const watchers = new Map<string, Set<(isWriting: boolean) => void>>()

/** Says that somebody types about a complaint here now, or that it was sent and they stopped. */
export function tellWriting(reference: string, isWriting: boolean): void {
  for (const watch of watchers.get(reference) ?? []) watch(isWriting)
}

/** @returns the function that stops listening */
export function onWriting(reference: string, watch: (isWriting: boolean) => void): () => void {
  const here = watchers.get(reference) ?? new Set()
  watchers.set(reference, here.add(watch))
  return () => {
    here.delete(watch)
    if (here.size === 0) watchers.delete(reference)
  }
}
