/** Days from the first to the last, both inclusive, as `2026-03-02`; `null` for no limit on that side. */
export type Period = { from: string | null; to: string | null }

export const anyTime: Period = { from: null, to: null }

/**
 * The last `days` days up to and including `today`.
 * @param today  a day as `2026-03-02`
 * @example lastDays(7, '2026-03-02')  // { from: '2026-02-24', to: '2026-03-02' }
 */
export function lastDays(days: number, today: string): Period {
  const from = new Date(`${today}T00:00:00Z`)
  from.setUTCDate(from.getUTCDate() - days + 1)
  return { from: from.toISOString().slice(0, 10), to: today }
}

/** The day of a moment in this browser's time zone, as `2026-03-02`. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
