/** Puts words on the clipboard. @returns false when the browser forbids it (a page without TLS, or a refused permission) */
export async function copy(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    return false
  }
}
