import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Pothole } from '../parts.tsx'
import { WhysTool } from './WhysTool.tsx'

/** Others may be asking why at the same time, on another screen. */
const lookAgainAfter = 10_000

/** Why a pothole is there: the whys in branches, the fishbone of them, and who took part. */
export function WhysPart({ pothole }: { pothole: Pothole }) {
  const asked = ask('readWhys', { params: { id: pothole.id } })
  const found = useQuery({ ...asked, refetchInterval: lookAgainAfter })
  if (found.data) return <WhysTool key={pothole.id} pothole={pothole} tree={found.data} />
  if (found.error)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  return <Loading lines={6} />
}
