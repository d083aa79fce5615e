import { useCallback } from 'react'
import { keep, useKept } from '../outbox/kept.ts'

/** A text that this browser keeps under a name until it is emptied: leaving the page or losing the connection loses nothing. */
export function useKeptText(name: string): [text: string, change: (text: string) => void] {
  const text = useKept(name).get('') ?? ''
  return [text, useCallback((next: string) => void keep(name, next), [name])]
}
