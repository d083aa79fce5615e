import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { addShortcut } from '../shortcuts/registry.ts'
import { useDestinations } from './navigation.ts'

/** `g` and a letter go to a place of the navigation. */
export function useDestinationKeys(): void {
  const navigate = useNavigate()
  const destinations = useDestinations()
  useEffect(() => {
    const removals = destinations.map(({ keys, label, to }) =>
      addShortcut({ keys, label, group: 'shortcut.group_go', run: () => void navigate({ to }) }),
    )
    return () => {
      for (const remove of removals) remove()
    }
  }, [navigate, destinations])
}
