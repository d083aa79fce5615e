import type { Due } from './filter-shapes.ts'

const day = 86_400_000

/**
 * From when to when an update is due that is too late, later today, tomorrow, or later this week (until Sunday). Days are
 * UTC; `to` itself is not in it.
 */
export function dueSpan(due: Due, now: Date): { from: Date | null; to: Date } {
  const midnight = new Date(now.toISOString().slice(0, 10)).getTime()
  const after = (days: number) => new Date(midnight + days * day)
  if (due === 'overdue') return { from: null, to: now }
  if (due === 'today') return { from: now, to: after(1) }
  if (due === 'tomorrow') return { from: after(1), to: after(2) }
  const daysToMonday = (8 - new Date(midnight).getUTCDay()) % 7 || 7
  return { from: now, to: after(daysToMonday) }
}
