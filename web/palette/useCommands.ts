import { useEffect, useEffectEvent } from 'react'
import { addCommands, type Command } from './registry.ts'

/** Offers commands in the palette while the component is on screen; they may change from one drawing to the next. */
export function useCommands(commands: Command[]): void {
  const read = useEffectEvent(() => commands)
  useEffect(() => addCommands(() => read()), [])
}
