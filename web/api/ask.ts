import { type QueryKey, queryOptions } from '@tanstack/react-query'
import type { Operations } from '../../src/contracts.ts'
import type { Call } from '../../src/platform/http/contract.ts'
import { type AnswerOf, call, type OperationName } from './client.ts'

type Page = { items: unknown[]; next: string | null }
/** Operations that answer in pages. */
type PagedName = { [Name in OperationName]: AnswerOf<Name> extends Page ? Name : never }[OperationName]
export type ItemOf<Name extends PagedName> = Extract<AnswerOf<Name>, Page>['items'][number]

/** All pages of a list, one after the other, as one query: for lists that a person looks through whole. */
export const askAll = <Name extends PagedName>(operation: Name) =>
  queryOptions<ItemOf<Name>[], Error, ItemOf<Name>[], QueryKey>({
    queryKey: [operation, 'all'],
    queryFn: async ({ signal }) => {
      const items: ItemOf<Name>[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = (await call(operation, { query: { cursor } } as Call<Operations[Name]>, signal)) as Page
        items.push(...(page.items as ItemOf<Name>[]))
        cursor = page.next
      }
      return items
    },
  })

/**
 * A question to the API as a query, known by the operation and what is asked, so that everything that shows the same
 * answer shares it. @example useQuery(ask('readComplaint', { params: { reference } }))
 */
export const ask = <Name extends OperationName>(operation: Name, input: Call<Operations[Name]>) =>
  queryOptions<AnswerOf<Name>, Error, AnswerOf<Name>, QueryKey>({
    queryKey: [operation, input],
    queryFn: ({ signal }) => call(operation, input, signal),
  })
