import { warnFrom } from '../commitments/rules.ts'

/** Why a customer needs somebody, most urgent first. */
export const whys = [
  'wants_decision',
  'promise_broken',
  'update_overdue',
  'customer_wrote',
  'nobody_answered',
  'promise_due',
  'handover',
  'update_soon',
  'later',
] as const
export type Why = (typeof whys)[number]
/** A reason, and the time it goes by: since when, or by when. */
export type Reason = { why: Why; at: Date }

/** What is known of an open complaint that can make its customer need somebody. */
export type Situation = {
  receivedAt: Date
  nextUpdateDue: Date
  /** Since when the customer's words wait for an answer. */
  waitsSince: Date | null
  /** Since when somebody who can decide owes them a word. */
  decisionSince: Date | null
  handoverSince: Date | null
  commitments: { madeAt: Date; dueAt: Date }[]
}
export type Snooze = { until: Date; setAt: Date }

const soon = 24 * 3_600_000

/** Every reason why this customer needs somebody now, the most urgent first. There is always one. */
export function reasonsOf(situation: Situation, now: Date): Reason[] {
  const { receivedAt, nextUpdateDue, waitsSince, decisionSince, handoverSince, commitments } = situation
  const [first] = commitments.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  const untilUpdate = nextUpdateDue.getTime() - now.getTime()
  const isNew = waitsSince !== null && waitsSince <= receivedAt
  const reasons: (Reason | null)[] = [
    decisionSince && { why: 'wants_decision', at: decisionSince },
    first && first.dueAt < now ? { why: 'promise_broken', at: first.dueAt } : null,
    untilUpdate < 0 ? { why: 'update_overdue', at: nextUpdateDue } : null,
    waitsSince && { why: isNew ? 'nobody_answered' : 'customer_wrote', at: waitsSince },
    first && first.dueAt >= now && warnFrom(first) <= now ? { why: 'promise_due', at: first.dueAt } : null,
    handoverSince && { why: 'handover', at: handoverSince },
    untilUpdate >= 0 && untilUpdate < soon ? { why: 'update_soon', at: nextUpdateDue } : null,
  ]
  const found = reasons.filter((each) => each !== null)
  return found.length > 0 ? found.toSorted(byUrgency) : [{ why: 'later', at: nextUpdateDue }]
}

/** By the kind of reason; of the same kind, what waits longer or is due earlier comes first. */
export const byUrgency = (one: Reason, other: Reason): number =>
  whys.indexOf(one.why) - whys.indexOf(other.why) || one.at.getTime() - other.at.getTime()

/**
 * Whether a complaint is still put aside: not past its time, not past the next update, not since the customer said something,
 * and not when something we promised falls due.
 */
export function isAside(snooze: Snooze | null, situation: Situation, now: Date): boolean {
  if (!snooze || now >= snooze.until || now >= situation.nextUpdateDue) return false
  if (situation.waitsSince && situation.waitsSince > snooze.setAt) return false
  if (situation.decisionSince && situation.decisionSince > snooze.setAt) return false
  return situation.commitments.every((each) => now < warnFrom(each))
}

type Ranked = { customerId: string | null; reasons: Reason[] }

/**
 * Customers in the order in which they need somebody: by their most urgent complaint, each with all of theirs, the most urgent
 * first. A complaint without a customer stands for itself.
 */
export function rank<Each extends Ranked>(complaints: readonly Each[]): Each[][] {
  const sorted = complaints.toSorted((one, other) => byUrgency(first(one), first(other)))
  const groups = new Map<string | Each, Each[]>()
  for (const each of sorted) {
    const key = each.customerId ?? each
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

const first = ({ reasons }: Ranked): Reason => reasons[0] as Reason
