import { tooFewToSay, wilson } from '../../stats/index.ts'
import type { Workload } from './contract.ts'
import { addDays, daysBetween } from './days.ts'

/** Ages of open complaints in days: up to the day before the next, the last without end. */
const bands = [0, 3, 7, 14, 30, 90, 365]

/**
 * How old what is open now is: by bands, the oldest, the ages half and a tenth exceed, and the share that is later than promised. Nothing that
 * was closed goes in: it does not wait any more.
 * @param open how many of each day's are open
 * @param late how many of them are past what was promised
 */
export function ageingOf(
  open: readonly { day: string; open: number }[],
  late: number,
  today: string,
): Workload['ageing'] {
  const ages = open
    .map(({ day, open: count }) => ({ age: Math.max(0, daysBetween(day, today)), count }))
    .sort((one, other) => one.age - other.age)
  const n = ages.reduce((sum, { count }) => sum + count, 0)
  const share = (count: number) => {
    const found = wilson({ successes: count, n })
    return {
      count,
      n,
      share: found?.share ?? null,
      interval: found && { low: found.low, high: found.high },
      tooFew: tooFewToSay(count),
    }
  }
  return {
    today,
    open: n,
    bands: bands.map((from, place) => {
      const next = bands[place + 1] ?? null
      const within = ages.filter(({ age }) => age >= from && (next === null || age < next))
      return {
        from,
        to: next === null ? null : next - 1,
        share: share(within.reduce((sum, { count }) => sum + count, 0)),
        receivedFrom: next === null ? null : addDays(today, 1 - next),
        receivedTo: addDays(today, -from),
      }
    }),
    oldest: ages.at(-1)?.age ?? null,
    half: exceededBy(ages, n, 0.5),
    ninth: exceededBy(ages, n, 0.1),
    // Counts by day lag some seconds behind.
    pastPromise: share(Math.min(late, n)),
  }
}

/** The age that so large a share of the open ones has reached or passed; null where fewer than five are open. */
function exceededBy(ages: readonly { age: number; count: number }[], n: number, part: number): number | null {
  if (tooFewToSay(n)) return null
  let older = 0
  for (const { age, count } of ages.toReversed()) {
    older += count
    if (older >= part * n) return age
  }
  return null
}
