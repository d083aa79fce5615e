import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'

type Row = { id: string; reference: string } & Record<string, unknown>
export type Pages = InfiniteData<{ items: Row[] }>

const isPages = (data: unknown): data is Pages =>
  Array.isArray((data as Pages | undefined)?.pages) && (data as Pages).pages.every(({ items }) => Array.isArray(items))

/** The row with what it shows of `complaint` brought up to date; what only the list knows (an excerpt, marks) stays. */
export const updated = (row: Row, complaint: Record<string, unknown>): Row => ({
  ...row,
  ...Object.fromEntries(Object.keys(row).flatMap((name) => (name in complaint ? [[name, complaint[name]]] : []))),
})

const lists = { queryKey: ['listComplaints'] }

/** The rows of all lists the page holds. */
export const shownRows = (queries: QueryClient): Row[] =>
  queries
    .getQueriesData({ ...lists, type: 'active' })
    .flatMap(([, data]) => (isPages(data) ? data.pages.flatMap(({ items }) => items) : []))

/** Puts what `change` makes of each row in its place; no row moves, comes or goes. */
function changeRows(queries: QueryClient, change: (row: Row) => Row): void {
  queries.setQueriesData(lists, (data: unknown) =>
    isPages(data) ? { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) } : data,
  )
}

/** Brings rows up to date where they stand with those the list would have now. */
export function replaceRows(queries: QueryClient, rows: readonly Row[]): void {
  const now = new Map(rows.map((row) => [row.id, row]))
  changeRows(queries, (row) => now.get(row.id) ?? row)
}

/** Brings the rows of these complaints up to date where they stand. */
export async function updateRows(queries: QueryClient, references: readonly string[]): Promise<void> {
  await Promise.all(
    references.map(async (reference) => {
      const asked = ask('readComplaint', { params: { reference } })
      // One that may not be seen any more stays as it was until the list is loaded anew.
      const complaint = await queries.fetchQuery({ ...asked, staleTime: 1000 }).catch(() => null)
      if (complaint) changeRows(queries, (row) => (row.id === complaint.id ? updated(row, complaint) : row))
    }),
  )
}
