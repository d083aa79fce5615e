import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '../api/ask.ts'

/** So long after the last letter it is asked: shorter and each letter is a question, longer and it feels slow. */
const patienceInMilliseconds = 120

/** What is typed, a moment after the last letter; what is emptied, at once. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), typed === '' ? 0 : patienceInMilliseconds)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}

/** The best complaints, customers and people for what is being typed; a question that was overtaken is cancelled. */
export function useFindings(typed: string, limit: number) {
  const q = useSettled(typed.trim().slice(0, 300))
  const { data, isError, isFetching, isPlaceholderData } = useQuery({
    ...ask('search', { query: { q, limit } }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const isCurrent = q !== '' && q === typed.trim().slice(0, 300)
  return { found: q === '' ? undefined : data, isError, isSearching: isFetching || !isCurrent || isPlaceholderData }
}
