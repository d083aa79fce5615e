import { useState } from 'react'
import { newKey } from '../../../api/newKey.ts'
import { ApiProblem, call } from '../../../api/client.ts'
import { useText } from '../../../language/useLanguage.ts'
import { explain } from '../../../ui/explain.ts'
import { notify } from '../../../ui/notices.tsx'
import { useAct } from '../../act.ts'
import { batchesOf, counted, type Progress, type Result } from './batches.ts'

export type Change = Parameters<typeof call<'changeComplaints'>>[1]['body']['change']
type Chosen = { reference: string; version: number }

const isLost = (error: unknown): boolean => error instanceof ApiProblem && error.status === 0

/**
 * Changes many complaints, some at a time, tells how far it is, offers to take it back, and keeps what was refused.
 * `onDone` is told what became of each.
 */
export function useBulk(onDone: (results: Result[]) => void) {
  const t = useText()
  const { act } = useAct()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [refused, setRefused] = useState<Result[]>([])

  /** Runs one request after the other; one that fails ends it, and what was done before stays done. */
  const run = async <Batch>(total: number, batches: Batch[], send: (batch: Batch) => Promise<Result[]>) => {
    const results: Result[] = []
    setProgress({ total, results: [] })
    await act(async () => {
      for (const batch of batches) {
        results.push(...(await send(batch)))
        setProgress({ total, results: [...results] })
      }
    }).finally(() => setProgress(null))
    setRefused(results.filter(({ outcome }) => outcome === 'refused'))
    return results
  }

  const failed = (error: unknown): never => {
    notify({ words: t('bulk.failed', { why: explain(error, t) }), tone: 'failed' })
    throw error
  }
  const undo = async (ids: string[], total: number) => {
    const results = await run(total, ids, async (id) => {
      const answer = await call('undoChange', { params: { id } }).catch(failed)
      return answer.results
    })
    notify({ words: t('bulk.undone', counted(results)) })
  }

  const change = async (chosen: Chosen[], what: Change) => {
    const ids: string[] = []
    const results = await run(chosen.length, batchesOf(chosen), async (complaints) => {
      const headers = { 'idempotency-key': newKey() }
      const attempt = () => call('changeComplaints', { headers, body: { complaints, change: what } })
      // An answer that was lost is asked for again, with the same key: nothing happens twice.
      const answer = await attempt()
        .catch((error) => (isLost(error) ? attempt() : Promise.reject(error)))
        .catch(failed)
      ids.push(answer.id)
      return answer.results
    })
    const count = counted(results)
    const onUndo = count.done > 0 ? { onUndo: () => void undo(ids, count.done) } : {}
    if (results.length > 0) notify({ words: t('bulk.done', count), ...onUndo })
    onDone(results)
  }
  return { change, progress, refused, forgetRefused: () => setRefused([]) }
}
