/** What a person may be here. A role says what someone does, not how important they are. */
export const roles = ['agent', 'operations', 'manager', 'executive', 'analyst', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Days a sign-in lasts. */
export const sessionDays = 14

/** Failed sign-ins of one address within the window after which we make it wait. */
export const allowedFailures = { count: 10, withinMinutes: 15 }

/** True when an address has failed to sign in too often lately. `failures` are the times of failed attempts. */
export function mustWait(failures: Date[], now: Date): boolean {
  const since = now.getTime() - allowedFailures.withinMinutes * 60_000
  return failures.filter((at) => at.getTime() > since).length >= allowedFailures.count
}
