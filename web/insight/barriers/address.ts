import { useRouter, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { AnswerOf } from '../../api/client.ts'
import { isChannel } from '../../complaints/choices.ts'
import { readDays } from '../../ui/period/usePeriod.ts'

export type Report = AnswerOf<'readBarriers'>

/** What the address of the page says. Without days, the page chooses them. */
export type BarriersAddress = {
  from?: string
  to?: string
  product?: string
  channel?: string
  /** Who had it first. */
  team?: string
  /** The number whose complaints are open beside the page: what happened, where, and the rest, with ~ between. */
  show?: string
}

const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value)
const isPlace = (value: string): boolean => isId(value) || value === 'management' || value === 'none'
const meaning = {
  product: isId,
  channel: isChannel,
  team: isPlace,
  show: (value: string) => /^[a-z_]+(~[\w-]*){0,2}$/i.test(value) && value.length < 120,
}

/** Reads an address, whoever wrote it: what means nothing is left out. */
export function readBarriersSearch(search: Record<string, unknown>): BarriersAddress {
  const known = Object.entries(meaning).filter(([part, isMeant]) => {
    const value = search[part]
    return typeof value === 'string' && isMeant(value)
  })
  return { ...readDays(search), ...Object.fromEntries(known.map(([part]) => [part, search[part]])) }
}

function hrefOf(address: BarriersAddress): string {
  const given = Object.entries(address).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(given as [string, string][]).toString()
  return query === '' ? '/barriers' : `/barriers?${query}`
}

/** A number of the page by its name: what happened, at which place, and the rest. */
const numberName = (what: string, place?: string, other?: string): string =>
  [what, place, other].filter((part) => part !== undefined).join('~')

/** The address of the page, and how to change it without leaving one's place on it. */
export function useBarriersAddress() {
  const router = useRouter()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  return useMemo(() => {
    const address = readBarriersSearch(search)
    const goTo = (href: string) => void router.navigate({ href, resetScroll: false })
    return {
      address,
      hrefOfNumber: (what: string, place?: string, other?: string) =>
        hrefOf({ ...address, show: numberName(what, place, other) }),
      change: (change: BarriersAddress) => goTo(hrefOf({ ...address, ...change })),
    }
  }, [search, router])
}
