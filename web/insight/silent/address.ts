import { useRouter, useSearch } from '@tanstack/react-router'
import { answerParts } from '../../../src/insight/surveys/rules.ts'
import { type Days } from '../../ui/period/periods.ts'
import { readDays } from '../../ui/period/usePeriod.ts'

const tabs = ['silent', 'surveys', 'scores'] as const
export type Tab = (typeof tabs)[number]
const ratingParts = ['satisfied', 'not_satisfied', 'hard', 'all'] as const
const shows = [...answerParts, ...ratingParts] as const
/** What the address of the page says: which part, of which survey or days, and whose words stand beside it. */
type SilentSearch = Partial<Days> & { tab?: Tab; survey?: string; show?: (typeof shows)[number] }

/** Reads the address; what it does not know is left out. */
export function readSilentSearch(search: Record<string, unknown>): SilentSearch {
  const { tab, survey, show } = search
  const found = tabs.find((each) => each === tab)
  const shown = shows.find((each) => each === show)
  return {
    ...readDays(search),
    ...(found && { tab: found }),
    ...(typeof survey === 'string' && /^[0-9a-f-]{36}$/.test(survey) && { survey }),
    ...(shown && { show: shown }),
  }
}

/** The part of the answers that a panel shows, if it is one. */
export const answerPartOf = (show: SilentSearch['show']) => answerParts.find((each) => each === show)
/** The part of the ratings that a panel shows, if it is one. */
export const ratingPartOf = (show: SilentSearch['show']) => ratingParts.find((each) => each === show)

/** The address, and ways to change parts of it. */
export function useSilentAddress() {
  const router = useRouter()
  const address = useSearch({ strict: false }) as SilentSearch
  const hrefWith = (change: Partial<SilentSearch>) => {
    const next = Object.entries({ ...address, ...change }).filter(([, value]) => value !== undefined)
    const query = new URLSearchParams(next as [string, string][])
    return next.length > 0 ? `/silent-customers?${query}` : '/silent-customers'
  }
  const change = (to: Partial<SilentSearch>) => void router.navigate({ href: hrefWith(to), resetScroll: false })
  return { address, hrefWith, change }
}
