import { useLocation, useRouter, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { NarrowingWritten } from '../../src/insight/reports/contract.ts'
import { isChannel } from '../complaints/choices.ts'
import { type CausesFilters, type Dimension, dimensions, type NumberName } from './openings.ts'

/** What the address of a page about causes or hot spots says. Without days, the page chooses them. */
export type CausesAddress = Partial<CausesFilters> & {
  /** By what complaints are ranked. */
  by?: Dimension
  /** The number whose complaints are open beside the page. */
  show?: NumberName
  /** Of hot spots: the alarms instead of them. */
  part?: 'alarms'
  /** Of hot spots: those with most excess complaints first. */
  order?: 'excess'
}

const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value)
const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

const meaning: { [Part in keyof Required<CausesAddress>]: (value: string) => boolean } = {
  from: isDay,
  to: isDay,
  product: isId,
  issue: isId,
  step: isId,
  channel: isChannel,
  language: (value) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value),
  tag: isId,
  field: (value) => value.length < 2000,
  by: (value) => (dimensions as readonly string[]).includes(value),
  show: (value) => value.length < 100,
  part: (value) => value === 'alarms',
  order: (value) => value === 'excess',
}

/** Reads an address, whoever wrote it: what means nothing is left out. Days count only when both are there. */
export function readAddress(search: Record<string, unknown>): CausesAddress {
  const known = Object.entries(meaning).filter(([part, isMeant]) => {
    const value = search[part]
    return typeof value === 'string' && isMeant(value)
  })
  const address: CausesAddress = Object.fromEntries(known.map(([part]) => [part, search[part]]))
  const { from, to, ...rest } = address
  return from && to && from <= to ? address : rest
}

/** What the address narrows its page to, beside the days. */
export const narrowingOf = ({ product, issue, step, channel, language, tag, field }: CausesAddress): NarrowingWritten =>
  ({ product, issue, step, channel, language, tag, field }) as NarrowingWritten

/** The address as text, of the page at `path`. */
export function hrefOf(address: CausesAddress, path = '/causes'): string {
  const given = Object.entries(address).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(given as [string, string][]).toString()
  return query === '' ? path : `${path}?${query}`
}

/** The address of the page, and how to change it without leaving one's place on it. */
export function useAddress() {
  const router = useRouter()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const address = useMemo(() => readAddress(search), [search])
  const path = useLocation({ select: ({ pathname }) => pathname })
  return useMemo(
    () => ({
      address,
      hrefWith: (change: CausesAddress) => hrefOf({ ...address, ...change }, path),
      change: (change: CausesAddress) =>
        void router.navigate({ href: hrefOf({ ...address, ...change }, path), resetScroll: false }),
    }),
    [address, path, router],
  )
}
