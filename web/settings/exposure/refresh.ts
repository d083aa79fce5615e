import { queries } from '../../queries.ts'

/** Asks again for what is computed from exposures. */
export const refreshExposures = (): Promise<unknown> =>
  Promise.all(
    ['readExposures', 'readHotSpots', 'reportCauses'].map((each) => queries.invalidateQueries({ queryKey: [each] })),
  )
