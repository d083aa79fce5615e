import type { PickOption } from '../../../ui/filters/FilterPick.tsx'
import type { ListSearch } from '../search.ts'

/** Days from and to, both included, or the last so many days counted from today. */
export type Span = { from?: string | undefined; to?: string | undefined; within?: number | undefined }

/**
 * One filter, as data: what it is called, what can be chosen, and how that stands in the address. A filter of a further
 * kind of thing is one more of these in `useChoices`; bar, menu and chips need to know nothing else of it.
 */
export type Choice = {
  /** Unique among the filters. */
  key: string
  label: string
  /** Stands in the bar of a wide screen; the others behind "Add filter". */
  isUsual?: boolean
} & (
  | {
      /** Any number of values, or none of them: as `several.ts` writes them. */
      kind: 'several'
      options: PickOption[]
      read: (search: ListSearch) => string | undefined
      write: (values: string | undefined) => ListSearch
    }
  | {
      kind: 'one'
      options: PickOption[]
      read: (search: ListSearch) => string | null
      write: (value: string | null) => ListSearch
    }
  | {
      kind: 'period'
      read: (search: ListSearch) => Span
      write: (span: Span) => ListSearch
      /** Days that lie ahead, so "the last 7 days" makes no sense. */
      isAhead?: boolean
    }
)

/** Filters that are one part of the address with several values. */
export type SeveralName =
  | 'closure'
  | 'owner'
  | 'team'
  | 'product'
  | 'issue'
  | 'step'
  | 'channel'
  | 'language'
  | 'loggedBy'
  | 'due'
  | 'import'
  | 'handover'
  | 'tag'

/** A filter of several values that is one part of the address. */
export const severalChoice = (
  key: SeveralName,
  label: string,
  options: PickOption[],
  { isUsual = false }: { isUsual?: boolean } = {},
): Choice => ({
  key,
  label,
  options,
  isUsual,
  kind: 'several',
  read: (search) => search[key],
  write: (values) => ({ [key]: values }),
})

/** A filter that is yes or no. */
export const yesOrNo = (
  key: 'coded' | 'withWords' | 'attachments' | 'reachedManagement',
  label: string,
  [yes, no]: [string, string],
): Choice => ({
  key,
  label,
  kind: 'one',
  options: [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ],
  read: (search) => (search[key] === undefined ? null : String(search[key])),
  write: (value) => ({ [key]: value === null ? undefined : value === 'true' }),
})

/** A filter that says whether something is stated at all. */
export const statedOrNot = (key: 'pothole' | 'customer', label: string, [stated, not]: [string, string]): Choice => ({
  key,
  label,
  kind: 'one',
  options: [
    { value: '-none', label: stated },
    { value: 'none', label: not },
  ],
  read: (search) => search[key] ?? null,
  write: (value) => ({ [key]: value ?? undefined }),
})

/** A filter by day. `within` is left out where it is never asked for. */
export function periodChoice(
  label: string,
  names: {
    from: 'from' | 'closedFrom' | 'changedFrom' | 'dueFrom'
    to: 'to' | 'closedTo' | 'changedTo' | 'dueTo'
    within?: 'receivedWithin' | 'closedWithin'
  },
  { isUsual = false, isAhead = false }: { isUsual?: boolean; isAhead?: boolean } = {},
): Choice {
  const { from, to, within } = names
  return {
    key: from,
    label,
    isUsual,
    isAhead,
    kind: 'period',
    read: (search) => ({ from: search[from], to: search[to], within: within && search[within] }),
    write: (span) => ({ [from]: span.from, [to]: span.to, ...(within && { [within]: span.within }) }),
  }
}

/** Whether the filter is in use. */
export function isUsed(choice: Choice, search: ListSearch): boolean {
  if (choice.kind !== 'period') return (choice.read(search) ?? null) !== null
  return Object.values(choice.read(search)).some((value) => value !== undefined)
}

/** The change that takes the filter away. */
export function without(choice: Choice): ListSearch {
  if (choice.kind === 'several') return choice.write(undefined)
  return choice.kind === 'one' ? choice.write(null) : choice.write({})
}
