/** What a person may be here. A role says what someone does, not how important they are. */
export const roles = ['agent', 'operations', 'manager', 'executive', 'analyst', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Days a sign-in lasts. */
export const sessionDays = 14

/** Failed sign-ins of one address within the window after which we make it wait. */
export const allowedFailures = { count: 10, withinMinutes: 15 }

/**
 * Seconds that an address must wait which has failed to sign in too often lately; 0 when it need not.
 * @param failures  times of failed attempts, in any order
 */
export function secondsToWait(failures: Date[], now: Date): number {
  const latest = failures.map((at) => at.getTime()).toSorted((a, b) => b - a)
  const decisive = latest[allowedFailures.count - 1]
  if (decisive === undefined) return 0
  const until = decisive + allowedFailures.withinMinutes * 60_000
  return Math.max(0, Math.ceil((until - now.getTime()) / 1000))
}
