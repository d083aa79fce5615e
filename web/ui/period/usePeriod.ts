import { useRouter, useSearch } from '@tanstack/react-router'
import { type Days, usualDays } from './periods.ts'
import { useExtent, useToday } from './useExtent.ts'

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

/** The days in an address, when both are there and in order. For a route's `validateSearch`. */
export function readDays({ from, to }: Record<string, unknown>): Partial<Days> {
  return isDay(from) && isDay(to) && from <= to ? { from, to } : {}
}

/**
 * The days a page is about: those of its address (`?from=…&to=…`), else the usual ones as soon as it is known which those are.
 * `days` is null until then, and stays so where there are no complaints at all (`extent` null).
 */
export function usePeriod() {
  const router = useRouter()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const today = useToday()
  const { extent, error, retry } = useExtent()
  const { from, to } = readDays(search)
  const days: Days | null = from && to ? { from, to } : extent ? usualDays(extent, today) : null
  const choose = ({ from: first, to: last }: Days) => {
    const query = new URLSearchParams({ ...(search as Record<string, string>), from: first, to: last })
    void router.navigate({ href: `${router.state.location.pathname}?${query}`, resetScroll: false })
  }
  return { days, extent, error, retry, choose }
}
