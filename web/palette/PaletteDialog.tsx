import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { type GroupedCommand, useOwnCommands } from './useOwnCommands.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** The command palette: Ctrl+K, or Command+K on a Mac, from anywhere. Loaded when it is first asked for. */
export function PaletteDialog() {
  const gather = useOwnCommands()
  const [commands, setCommands] = useState<GroupedCommand[] | null>(null)
  const [isOpen, setOpen] = useState(false)
  const turn = useEffectEvent(() => {
    if (!isOpen) setCommands(gather())
    setOpen(!isOpen)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isPalette = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyK'
      // Another dialog has the word until it is closed.
      const other = document.querySelector('[aria-modal="true"]')
      if (!isPalette || (other && !other.querySelector('[role="combobox"][data-autofocus]'))) return
      event.preventDefault()
      turn()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  if (!commands) return null
  return (
    <Suspense>
      <Palette commands={commands} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
