import { Badge } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'
import type { Pothole } from './parts.tsx'

const colourOf: { [State in Pothole['state']]: string } = {
  open: 'red',
  understood: 'orange',
  agreed: 'yellow',
  live: 'blue',
  proven: 'teal',
  told: 'teal',
  repaired: 'green',
  not_repaired: 'gray',
  merged: 'gray',
}

/** How far a pothole has come, in a word. */
export function StateBadge({ state }: { state: Pothole['state'] }) {
  const t = useText()
  return (
    <Badge miw="max-content" variant="dot" color={colourOf[state]}>
      {t(`pothole.state.${state}`)}
    </Badge>
  )
}
