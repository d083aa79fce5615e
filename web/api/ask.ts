import { type QueryKey, queryOptions } from '@tanstack/react-query'
import type { Operations } from '../../src/contracts.ts'
import type { Call } from '../../src/platform/http/contract.ts'
import { type AnswerOf, call, type OperationName } from './client.ts'

/**
 * A question to the API as a query, known by the operation and what is asked, so that everything that shows the same
 * answer shares it. @example useQuery(ask('readComplaint', { params: { reference } }))
 */
export const ask = <Name extends OperationName>(operation: Name, input: Call<Operations[Name]>) =>
  queryOptions<AnswerOf<Name>, Error, AnswerOf<Name>, QueryKey>({
    queryKey: [operation, input],
    queryFn: ({ signal }) => call(operation, input, signal),
  })
