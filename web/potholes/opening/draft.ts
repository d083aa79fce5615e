import type { RuleFilters } from '../../../src/potholes/counting/contract.ts'
import type { call } from '../../api/client.ts'
import type { Pothole } from '../parts.tsx'

export type Given = Parameters<typeof call<'openPothole'>>[1]['body']
export type Harm = Pothole['harm'][number]
export const harms: Harm[] = ['money', 'time', 'safety', 'distress']

/** What is typed into the form of a pothole. */
export type Draft = {
  name: string
  statement: string
  nobodyNamed: boolean
  ownerId: string | null
  dueOn: string
  rule: RuleFilters | null
  harm: Harm[]
  harmNote: string
  each: number | null
  currency: string
}

/** What a pothole is opened from fills in. */
export type Beginning = Partial<Draft> & Pick<Given, 'origin' | 'originRef' | 'complaints'>

/** A date that is usual for a repair. */
const usualDays = 90
const dayAfter = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** The form before anything is typed. @param me  whoever opens it, when they can answer for it */
export const newDraft = (now: Date, me: string | null, begun: Beginning): Draft => ({
  name: begun.name ?? '',
  statement: begun.statement ?? '',
  nobodyNamed: false,
  ownerId: begun.ownerId ?? me,
  dueOn: begun.dueOn ?? dayAfter(now, usualDays),
  rule: begun.rule ?? null,
  harm: begun.harm ?? [],
  harmNote: begun.harmNote ?? '',
  each: begun.each ?? null,
  currency: begun.currency ?? '',
})

/** The form of a pothole that is there. */
export const draftOf = ({ name, statement, owner, dueOn, rule, harm, harmNote, loss }: Pothole): Draft => ({
  name,
  statement,
  nobodyNamed: false,
  ownerId: owner.id,
  dueOn,
  rule: rule?.filters ?? null,
  harm,
  harmNote: harmNote ?? '',
  each: loss?.each ?? null,
  currency: loss?.currency ?? '',
})

/** What the API is told. A loss counts when both its amount and its currency are there. */
export function givenOf({ ownerId, nobodyNamed, each, currency, harmNote, ...rest }: Draft): Given {
  const loss = each !== null && currency.trim() !== '' ? { each, currency: currency.trim().toUpperCase() } : null
  return {
    ...rest,
    name: rest.name.trim(),
    statement: rest.statement.trim(),
    ownerId: ownerId ?? '',
    harmNote: harmNote.trim() || null,
    loss,
    ...(nobodyNamed && { nobodyNamed }),
  }
}
