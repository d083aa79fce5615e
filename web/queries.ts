import { QueryClient } from '@tanstack/react-query'

/**
 * What the server said lately. An answer is good for a quarter of a minute; a refusal is not asked for again. Without a network
 * the asking fails at once and says so, rather than waiting for one without a word.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 2 && navigator.onLine && !isRefusal(error),
    },
    mutations: { networkMode: 'always' },
  },
})

/** Whether the server understood and said no (4xx): asking again gives the same answer. */
function isRefusal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0
  return status >= 400 && status < 500
}
