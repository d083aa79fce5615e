import { useSyncExternalStore } from 'react'

let isPrinting = false

/** Whether the page is being printed right now: paper is white, whatever the screen, and shows what a screen folds away. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(listen, () => isPrinting)
}

// These events come before the pages are laid out; a media query tells of printing when they are laid out already.
function listen(listener: () => void): () => void {
  const begin = () => {
    isPrinting = true
    listener()
  }
  const end = () => {
    isPrinting = false
    listener()
  }
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  return () => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  }
}

/** Prints dark screens in light colours. Call once. */
export function printInLight(): void {
  const { dataset } = document.documentElement
  let onScreen = dataset.mantineColorScheme
  addEventListener('beforeprint', () => {
    onScreen = dataset.mantineColorScheme
    dataset.mantineColorScheme = 'light'
  })
  addEventListener('afterprint', () => {
    dataset.mantineColorScheme = onScreen
  })
}
