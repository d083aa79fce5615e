import type { CausesReport } from '../../src/causes/contract.ts'
import { type CauseClass, causeClasses } from '../../src/causes/rules.ts'
import { type Days, monthEnd } from '../ui/period/periods.ts'

/** What the causes page is narrowed to; the same names as in the list of complaints. */
export type CausesFilters = Days &
  Partial<Record<'product' | 'issue' | 'step' | 'channel' | 'language' | 'tag' | 'field', string>>

/** Which complaints, as the list of complaints is asked for them. */
export type Where = CausesFilters &
  Partial<Record<'itself' | 'causeClass' | 'causeLocus' | 'cause', string>> & { coded?: 'true' | 'false' }

export const dimensions = ['cause', 'product', 'issue', 'step'] as const
export type Dimension = (typeof dimensions)[number]

/**
 * A number of the page, written so that an address can hold it: `all`, `coded`, `uncoded`, `class.surprise`,
 * `locus.delivery.system`, `group.company`, `product.ID`, `step.none`, `month.2026-03`; `before.` in front of it for the period before.
 */
export type NumberName = string

const isDimension = (word: string): word is Dimension => (dimensions as readonly string[]).includes(word)
export const isClass = (word: string | undefined): word is CauseClass =>
  (causeClasses as readonly (string | undefined)[]).includes(word)

/** The groups of TARP as causes: what src/causes/rules.ts counts to each. */
const groups: Record<string, Pick<Where, 'causeClass' | 'causeLocus'>[]> = {
  employees: [{ causeClass: 'delivery', causeLocus: 'person' }],
  company: [
    { causeClass: 'surprise' },
    { causeClass: 'delivery', causeLocus: 'system' },
    { causeClass: 'delivery', causeLocus: 'partner' },
  ],
  customers: [{ causeClass: 'mismatch' }],
  as_planned: [{ causeClass: 'surprise' }],
}

/**
 * The complaints that a number counts: one filter of the list, or several that share no complaint.
 * @returns null for a name that is no number of the page
 */
export function complaintsOf(name: NumberName, filters: CausesFilters, before: Days | null): Where[] | null {
  const [first = '', ...rest] = name.split('.')
  if (first === 'before') return before && complaintsOf(rest.join('.'), { ...filters, ...before }, null)
  const narrowed = narrowedBy(first, rest, filters)
  return narrowed?.map((each) => ({ ...filters, ...each })) ?? null
}

/** Kinds of numbers beside the places: what each asks for, or null when it is none. */
const kinds: Record<string, (value: string, locus: string) => Partial<Where>[] | null> = {
  all: () => [{}],
  coded: () => [{ coded: 'true' }],
  uncoded: () => [{ coded: 'false' }],
  class: (value) => (isClass(value) ? [{ causeClass: value }] : null),
  locus: (value, locus) => (isClass(value) ? [{ causeClass: value, causeLocus: locus }] : null),
  group: (value) => (Object.hasOwn(groups, value) ? (groups[value] ?? null) : null),
  month: (value) => (/^\d{4}-\d\d$/.test(value) ? [{ from: `${value}-01`, to: monthEnd(`${value}-01`) }] : null),
}

function narrowedBy(kind: string, [value = '', locus = 'none']: string[], filters: CausesFilters) {
  if (isDimension(kind)) return placeOf(kind, value, filters)
  return Object.hasOwn(kinds, kind) ? (kinds[kind]?.(value, locus) ?? null) : null
}

function placeOf(kind: Dimension, value: string, filters: CausesFilters): Partial<Where>[] | null {
  if (!/^(none|[0-9a-f-]{36})$/.test(value)) return null
  // The row of the chosen branch itself holds what is in it and in none of its own.
  const isItself = (kind === 'product' || kind === 'issue') && value === filters[kind]
  return [{ [kind]: value, ...(isItself && { itself: kind }) }]
}

/** The address of these complaints in the list. */
export function listAddress(where: Where): string {
  const given = Object.entries(where).filter(([, value]) => value !== undefined)
  return `/complaints?${new URLSearchParams(given as [string, string][])}`
}

/** A name of the report in a language; null where nothing was stated. */
export function nameIn(language: 'en' | 'ru', name: CausesReport['pareto']['cause'][number]['name']): string | null {
  return typeof name === 'string' ? name : (name?.[language] ?? null)
}
