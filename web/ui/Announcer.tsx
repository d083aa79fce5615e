import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { onAnnouncement } from './announce.ts'

/** The one live region of the app, on the page from the start, as screen readers need it. */
export function Announcer() {
  const [said, say] = useState({ message: '', times: 0 })
  useEffect(() => onAnnouncement((message) => say(({ times }) => ({ message, times: times + 1 }))), [])
  return (
    <VisuallyHidden component="output">
      {/* The key makes a new element each time, so that the same words said twice are read twice. */}
      <span key={said.times}>{said.message}</span>
    </VisuallyHidden>
  )
}
