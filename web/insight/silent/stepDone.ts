import { queries } from '../../queries.ts'

/** After a step every list of surveys and every number from them is asked for again. */
export const stepDone = () =>
  queries.invalidateQueries({
    predicate: ({ queryKey: [operation] }) =>
      ['listSurveys', 'readSurvey', 'readSilentCustomers', 'readScores'].includes(String(operation)),
  })
