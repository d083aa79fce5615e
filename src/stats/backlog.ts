import { requireExposure } from './arguments.ts'

/**
 * How a backlog goes on day by day when so many come and so many can be done: B' = max(0, B + arrivals − capacity).
 *
 * In: backlog at the beginning, arrivals and capacity of each day (as many of both). Out: the backlog at the end of each day.
 * Throws RangeError naming the argument. Source: D. V. Lindley's recursion (1952), Proc. Camb. Phil. Soc. 48:277.
 * Worked: 120 open, 55 a day come, 50 × 90 % are done: 130, 140, 150, 160, 170.
 */
export function backlogPath(of: {
  backlog: number
  arrivals: readonly number[]
  capacity: readonly number[]
}): number[] {
  requireExposure('backlog', of.backlog)
  if (of.arrivals.length !== of.capacity.length)
    throw new RangeError(
      `arrivals and capacity must be of as many days; got ${of.arrivals.length}, ${of.capacity.length}`,
    )
  let open = of.backlog
  return of.arrivals.map((arrivals, day) => {
    open = Math.max(0, open + arrivals - (of.capacity[day] as number))
    return open
  })
}

/**
 * Days until a backlog is worked off. In: backlog, arrivalsPerDay, capacityPerDay. Out: days; null when no more can be done
 * than comes, because then it never is. Throws RangeError naming the argument.
 * Worked: 120 at 55 a day with a capacity of 60 take 24 days.
 */
export function clearingDays(of: { backlog: number; arrivalsPerDay: number; capacityPerDay: number }): number | null {
  for (const [name, value] of Object.entries(of)) requireExposure(name, value)
  if (of.backlog === 0) return 0
  const spare = of.capacityPerDay - of.arrivalsPerDay
  return spare > 0 ? of.backlog / spare : null
}
