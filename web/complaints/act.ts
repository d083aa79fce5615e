import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { OperationName } from '../api/client.ts'

/** What may show something else after anything was done to a complaint: first what the eye rests on, then the rest. */
const nearby: OperationName[] = [
  'readComplaint',
  'readTimeline',
  'readClocks',
  'readStory',
  'readSolution',
  'readEscalation',
  'listLetters',
  'readDuplicates',
  'listAttachments',
  'readConstraints',
  'readCodings',
  'waitingHandovers',
]
const elsewhere: OperationName[] = [
  'listReached',
  'readCare',
  'readCare',
  'countCommitments',
  'listCommitments',
  'listComplaints',
  'countComplaints',
  'listPeople',
  'listTags',
  'listTopics',
  'readCustomer',
  'nextToCode',
  'listConstraints',
  'countConstraints',
  'readAgreement',
  'reportCauses',
  'readPothole',
  'listEvidence',
  'listPotholes',
  'countPotholes',
  'guessPotholes',
  'readPotholeNumbers',
  'readPotholeEvents',
]

const askAgain = (queries: QueryClient, operations: OperationName[]) =>
  Promise.all(operations.map((operation) => queries.invalidateQueries({ queryKey: [operation] })))

/**
 * Does something to a complaint and then asks anew for all that may have changed; done is when the page shows it.
 * `failure` is what the last attempt threw.
 * @example const { act, isBusy } = useAct(); await act(() => call('addMessage', …))
 */
export function useAct() {
  const queries = useQueryClient()
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    // Also after a refusal: it mostly means that somebody else was quicker.
    onSettled: async () => {
      void askAgain(queries, elsewhere)
      void queries.invalidateQueries({ queryKey: ['viewCount'] })
      await askAgain(queries, nearby)
    },
  })
  /** @returns whether it was done */
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await mutateAsync(work)
      return true
    } catch {
      return false
    }
  }
  return { act, isBusy: isPending, failure: error, forget: reset }
}
