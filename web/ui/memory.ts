/** What this browser keeps for this person between visits. A browser that forbids storage simply forgets. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Storage is full or forbidden: the choice holds until the page is closed.
  }
}
