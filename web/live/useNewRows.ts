import { type Query, type QueryClient, type QueryFunctionContext, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNews } from './bus.ts'
import { type Pages, replaceRows, shownRows } from './rows.ts'

/** Before the first look at the head of the list, and between two, in milliseconds: news may come by the second. */
const pause = { before: 500, between: 5_000 }
const none = { of: '', count: 0, isMore: false }

/** The list on the page; it knows itself how it is asked for. */
const listOf = (queries: QueryClient): Query | undefined =>
  queries.getQueryCache().findAll({ queryKey: ['listComplaints'], type: 'active' })[0]

async function headOf(list: Query, client: QueryClient): Promise<Pages['pages'][number]> {
  const { queryFn } = list.options
  if (typeof queryFn !== 'function') throw new Error('the list cannot be asked for')
  const context = {
    client,
    queryKey: list.queryKey,
    signal: AbortSignal.timeout(20_000),
    pageParam: null,
    meta: undefined,
  }
  return (await queryFn(context as unknown as QueryFunctionContext)) as Pages['pages'][number]
}

/**
 * Looks, when others did something, whether the list on the page has new rows at its head. They are not put in: rows that move
 * under the mouse are clicked by mistake.
 * @returns how many there are (`isMore`: at least so many), and what loads them
 */
export function useNewRows(): { count: number; isMore: boolean; load: () => Promise<void> } {
  const queries = useQueryClient()
  const [found, setFound] = useState(none)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const lookedAt = useRef(0)
  const look = async () => {
    timer.current = undefined
    lookedAt.current = Date.now()
    const list = listOf(queries)
    const head = list && (await headOf(list, queries).catch(() => null))
    if (!head || listOf(queries) !== list) return
    // What changed by the hundred is not named one by one.
    replaceRows(queries, head.items)
    const shown = new Set(shownRows(queries).map(({ id }) => id))
    const fresh = head.items.filter(({ id }) => !shown.has(id))
    setFound({
      of: list.queryHash,
      count: fresh.length,
      isMore: fresh.length > 1 && fresh.length === head.items.length,
    })
  }
  useNews(({ kind }) => {
    if (timer.current || !['begun', 'complaint', 'mine', 'many'].includes(kind)) return
    timer.current = setTimeout(() => void look(), Math.max(pause.before, lookedAt.current + pause.between - Date.now()))
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  const load = async () => {
    setFound(none)
    await queries.invalidateQueries({ queryKey: ['listComplaints'] })
  }
  // Another list came into its place: what was new in the one before says nothing about it.
  const isThis = found.of === listOf(queries)?.queryHash
  return { ...(isThis ? found : none), load }
}
