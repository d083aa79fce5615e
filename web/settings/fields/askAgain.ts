import { queries } from '../../queries.ts'

/** Asks anew for all that shows fields, after one was defined or changed. */
export const askFieldsAgain = () =>
  Promise.all(
    ['listFields', 'listFoundNames', 'readComplaint'].map((each) => queries.invalidateQueries({ queryKey: [each] })),
  )
