import { useCallback, useState } from 'react'
import { recall, remember } from '../ui/memory.ts'

/** A text that this browser keeps under a name until it is emptied: leaving the page or losing the connection loses nothing. */
export function useKeptText(name: string): [text: string, change: (text: string) => void] {
  const [kept, keep] = useState({ name, text: recall(name) ?? '' })
  // Another name is another text: the page of one complaint becomes that of the next without being made anew.
  const shown = kept.name === name ? kept : { name, text: recall(name) ?? '' }
  const change = useCallback(
    (text: string) => {
      remember(name, text)
      keep({ name, text })
    },
    [name],
  )
  return [shown.text, change]
}
