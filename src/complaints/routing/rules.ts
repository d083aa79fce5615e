import { z } from 'zod'
import type { Entry } from '../fields/rules.ts'
import { isWorking, WorkingHours } from '../../calendar/working-hours.ts'

/** What a field must hold: any of these values (codes of options; `true` and `false`), or something between two. */
export const FieldCondition = z.object({
  key: z.string().min(1).max(100),
  anyOf: z.array(z.string().max(300)).min(1).max(100).optional(),
  /** For numbers and dates, both included. */
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
})
type FieldCondition = z.infer<typeof FieldCondition>

/** When a rule applies: every part that is given must hold. */
export const Conditions = z.object({
  productIds: z.array(z.uuid()).optional(),
  channels: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
  customerIds: z.array(z.uuid()).optional(),
  fields: z.array(FieldCondition).max(20).optional(),
  workingHours: WorkingHours.optional(),
  /** Nobody who owns this many open complaints gets another by this rule. */
  mostOpen: z.number().int().min(1).optional(),
})
export type Conditions = z.infer<typeof Conditions>

export type RoutingRule = {
  id: string
  name: string
  active: boolean
  conditions: Conditions
  toPersonId: string | null
  toTeamId: string | null
}
/** `open`: how many open complaints they own. `given`: how many they were given lately, open or not; it settles ties. */
export type Candidate = { id: string; teamId: string | null; role: string; open: number; given: number }
/** What routing looks at in a complaint. `productIds` holds the product and everything above it. */
export type Arrival = {
  productIds: string[]
  channel: string
  language: string
  customerId: string | null
  /** By the key of the field. */
  fields?: Record<string, Entry[]>
}
export type Choice = { ownerId: string; ruleId: string | null }

/**
 * Picks the first owner: the first active rule that applies and has someone to take it (of a team, the one with the
 * fewest open complaints); else the last resort, who is always there.
 */
export function chooseOwner(
  arrival: Arrival,
  { rules, people, lastResortId }: { rules: RoutingRule[]; people: Candidate[]; lastResortId: string },
  now: Date,
): Choice {
  for (const rule of rules) {
    if (!rule.active || !applies(rule.conditions, arrival, now)) continue
    const taker = candidatesOf(rule, people)
      .filter((person) => person.open < (rule.conditions.mostOpen ?? Number.POSITIVE_INFINITY))
      .reduce<Candidate | null>((least, person) => (least === null || isLighter(person, least) ? person : least), null)
    if (taker) return { ownerId: taker.id, ruleId: rule.id }
  }
  return { ownerId: lastResortId, ruleId: null }
}

/** A rule's person; or of its team those who look after customers: agents, and managers only where there are none. */
function candidatesOf({ toPersonId, toTeamId }: RoutingRule, people: Candidate[]): Candidate[] {
  if (toPersonId) return people.filter((person) => person.id === toPersonId)
  const team = people.filter((person) => person.teamId === toTeamId)
  const agents = team.filter((person) => person.role === 'agent')
  return agents.length > 0 ? agents : team.filter((person) => person.role === 'manager')
}

const isLighter = (one: Candidate, other: Candidate): boolean =>
  one.open < other.open || (one.open === other.open && one.given < other.given)

/** Whether a complaint meets every condition that is given, now. */
export function applies(conditions: Conditions, arrival: Arrival, now: Date): boolean {
  const { productIds, channels, languages, customerIds, fields = [], workingHours } = conditions
  const is = (wanted: string[] | undefined, found: (string | null)[]) =>
    !wanted?.length || found.some((each) => each !== null && wanted.includes(each))
  return (
    is(productIds, arrival.productIds) &&
    is(channels, [arrival.channel]) &&
    is(languages, [arrival.language]) &&
    is(customerIds, [arrival.customerId]) &&
    fields.every((condition) => arrival.fields?.[condition.key]?.some((entry) => holds(condition, entry))) &&
    (!workingHours || isWorking(workingHours, now))
  )
}

function holds({ anyOf, from, to }: FieldCondition, { value, number }: Entry): boolean {
  if (anyOf && !anyOf.some((each) => each.trim().toLowerCase() === value.toLowerCase())) return false
  const isAfter = !from || (number === null ? value >= from : number >= Number(from))
  const isBefore = !to || (number === null ? value <= to : number <= Number(to))
  return isAfter && isBefore
}
