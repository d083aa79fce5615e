// Runs before the first paint, so that nobody who chose dark is shown a white page first.
;(() => {
  let choice = 'auto'
  try {
    choice = localStorage.getItem('amends.theme') || 'auto'
  } catch {
    // A browser that forbids storage follows the system.
  }
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
