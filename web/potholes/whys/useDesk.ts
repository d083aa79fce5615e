import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'
import { ask } from '../../api/ask.ts'
import { ApiProblem, call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { Desk, type DeskState, type WhyTree } from './desk.ts'

export const isStale = (failure: unknown): boolean => failure instanceof ApiProblem && failure.status === 412

/** The desk on which the whys of a pothole lie while this page shows them, and what lies on it now. */
export function useDesk(potholeId: string, tree: WhyTree): { desk: Desk; state: DeskState } {
  const t = useText()
  const queries = useQueryClient()
  const question = ask('readWhys', { params: { id: potholeId } })
  const [desk] = useState(
    () =>
      new Desk(tree, {
        read: () => call('readWhys', { params: { id: potholeId } }),
        save: (whys, version) => call('saveWhys', { params: { id: potholeId }, ifMatch: version, body: { whys } }),
        isStale,
        onClash: (clashes) => {
          for (const { theirs } of clashes) notify({ words: t('whys.clash', { theirs }), tone: 'failed' })
        },
      }),
  )
  const state = useSyncExternalStore(desk.subscribe, () => desk.state)
  useEffect(() => desk.take(tree), [desk, tree])
  const told = state.tree
  useEffect(() => {
    queries.setQueryData(question.queryKey, told)
    void queries.invalidateQueries({ queryKey: ['readPothole'] })
    // The question is the same as long as the pothole is.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [told])
  useEffect(() => () => void desk.flush(), [desk])
  return { desk, state }
}

type Bench = DeskState & {
  potholeId: string
  desk: Desk
  mayEdit: boolean
  /** Puts the cursor into a why, once it is there. */
  goTo: (whyId: string) => void
}
export const BenchContext = createContext<Bench | null>(null)

/** What every part of the tool works on. */
export function useBench(): Bench {
  const bench = use(BenchContext)
  if (!bench) throw new Error('useBench needs a BenchContext above it')
  return bench
}
