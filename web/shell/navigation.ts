import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '../api/ask.ts'
import { useMay } from '../session/useSession.ts'
import { type Destination, destinations } from './destinations.ts'

/** The places that I have a use of. */
export function useDestinations(): Destination[] {
  const may = useMay()
  const { data: letters } = useQuery({
    ...ask('readLetterSettings', {}),
    enabled: may('readLetterSettings'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isWithout = letters?.delivery === 'mailbox'
  return useMemo(
    () => destinations.filter(({ needs, isWithoutMailServer }) => may(needs) && (isWithout || !isWithoutMailServer)),
    [may, isWithout],
  )
}
