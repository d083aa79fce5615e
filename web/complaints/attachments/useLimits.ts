import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { Limits } from './fitness.ts'

/** How large and how many files may be, as soon as it is known; the server refuses what is too much in any case. */
export const useLimits = (): Limits | undefined =>
  useQuery({ ...ask('readAttachmentLimits', {}), staleTime: Infinity }).data
