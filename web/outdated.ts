const memory = 'amends.reloaded'

/**
 * After an update of the server, a page that is still open asks for parts that are no longer there. Loading the page anew gets the
 * new ones; once a minute at most, so that a part that is truly missing does not turn the page round and round.
 */
export function reloadWhenOutdated(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(memory))
    // Without a network the page would be gone, and what arrives when it is back is as good as a new one.
    if (Date.now() - last < 60_000 || !navigator.onLine) return
    sessionStorage.setItem(memory, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
