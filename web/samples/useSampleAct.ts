import { useMutation } from '@tanstack/react-query'
import { queries } from '../queries.ts'

const touched = ['listSamples', 'readSample', 'readSampleAgreement', 'listSampleDifferences'] as const

/** Asks anew for all that shows samples. */
export const refreshSamples = () =>
  Promise.all(touched.map((operation) => queries.invalidateQueries({ queryKey: [operation] })))

/** Does something in a sample; what shows samples is asked for anew. `failure` is what the last attempt threw. */
export function useSampleAct() {
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: refreshSamples,
  })
  /** @returns whether it was done */
  const act = (work: () => Promise<unknown>): Promise<boolean> =>
    mutateAsync(work).then(
      () => true,
      () => false,
    )
  return { act, isBusy: isPending, failure: error }
}
