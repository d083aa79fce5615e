import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { Template, Words } from './draft.ts'

/** What a letter with these words looks like, and what is wrong with them, a moment after they were written. */
export function usePreview({ kind, language }: Template, { subject, body }: Words) {
  const [settled] = useDebouncedValue({ subject, body }, 250)
  return useQuery({
    queryKey: ['previewLetter', kind, language, settled],
    queryFn: ({ signal }) => call('previewLetter', { params: { kind, language }, body: settled }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
