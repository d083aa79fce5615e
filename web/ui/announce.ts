const listeners = new Set<(message: string) => void>()

/** Lets a screen reader say something that the eye can see happen: a page arrived, a link was copied. */
export function announce(message: string): void {
  for (const listener of listeners) listener(message)
}

/** For `Announcer`, which puts the messages into the page. @returns the function that stops listening */
export function onAnnouncement(listener: (message: string) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
