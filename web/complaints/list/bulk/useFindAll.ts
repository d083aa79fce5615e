import { useMutation } from '@tanstack/react-query'
import { call } from '../../../api/client.ts'
import type { Item } from '../columns/columns.tsx'
import { filtersOf, type ListSearch } from '../search.ts'

/** As many can be changed at once; the server holds the same (src/complaints/bulk/contract.ts). */
export const mostAtOnce = 1000

/** Finds all complaints of the list, also those not loaded yet, up to what can be changed at once. */
export function useFindAll(search: ListSearch, onFound: (items: Item[]) => void) {
  return useMutation({
    mutationFn: async () => {
      const found: Item[] = []
      let cursor: string | null = null
      do {
        const sort = search.sort ?? ('newest' as const)
        const page: { items: Item[]; next: string | null } = await call('listComplaints', {
          query: { ...filtersOf(search), sort, limit: 200, ...(cursor && { cursor }) },
        })
        found.push(...page.items)
        cursor = page.next
      } while (cursor && found.length < mostAtOnce)
      return found.slice(0, mostAtOnce)
    },
    onSuccess: onFound,
  })
}
