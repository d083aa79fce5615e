import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { MappingStep } from './MappingStep.tsx'
import { Outcome } from './Outcome.tsx'
import { Running } from './Running.tsx'

/** One import at the stage it is at: its columns are being settled, it runs, or it is over. */
export function OneImport({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery({
    ...ask('readImport', { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false),
    staleTime: 0,
  })
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  if (!data) return <Loading shape="text" lines={10} />
  if (data.state === 'preview') return <MappingStep id={id} fileName={data.fileName} />
  if (data.state === 'running') return <Running status={data} isLost={error !== null} />
  return <Outcome status={data} />
}
