import { useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../api/client.ts'
import { ask } from '../../api/ask.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Pothole } from '../parts.tsx'
import { Editor } from './Editor.tsx'
import { Shown } from './Shown.tsx'
import classes from './known-issue.module.css'

export type KnownIssue = AnswerOf<'readKnownIssue'>

/** What the public is told of a pothole: what stands there now, and what is being written. */
export function KnownIssuePart({ pothole }: { pothole: Pothole }) {
  const may = useMay()
  const found = useQuery(ask('readKnownIssue', { params: { id: pothole.id } }))
  if (found.error)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  if (!found.data) return <Loading lines={6} />
  return (
    <div className={classes.part}>
      <Shown issue={found.data} />
      {may('writeKnownIssue') && <Editor key={pothole.id} issue={found.data} />}
    </div>
  )
}
