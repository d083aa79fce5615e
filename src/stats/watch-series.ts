import { ears } from './ears.ts'
import { studentTail } from './student-tail.ts'

/** How a period was judged: by the length of its history (`watchSeries`). */
export type WatchMethod = 'farringtonFlexible' | 'negativeBinomialCusum' | 'earsC2'

/** A series of counts, oldest first, without gaps: a period without complaints is a 0. */
export type WatchedSeries = {
  counts: readonly number[]
  /** What each count came from (orders, customers), same length; left out when unknown. */
  exposure?: readonly number[]
  /** First day of the first period, such as '2021-01-04'. */
  startsAt: string
  unit: 'day' | 'week' | 'month'
  /** True while the last period still runs or its complaints are not all in: the one before it is judged. */
  lastIsIncomplete: boolean
}

/** What the watch says of the last whole period. */
export type Watched = {
  method: WatchMethod
  /** Which of the counts was judged, from 0. */
  at: number
  observed: number
  /** The count to be expected at that period's exposure. */
  expected: number
  /** The count that must be exceeded for an alarm of this series alone. */
  threshold: number
  /** Probability of such a period, or a worse one, were nothing the matter: what false discovery rates are held with. */
  p: number
  /** How far out: (observed − expected) / (threshold − expected); above 1 is above the threshold. */
  score: number
  /** Too few cases in the last four periods (fewer than five) to speak of a spike, whatever p. */
  tooFew: boolean
  /** Alarm of this series alone: above the threshold and not too few. Over many series: `benjaminiHochberg` on p. */
  alarm: boolean
}

/**
 * Judges the last whole period of a series by the method that its length of history allows.
 *
 * In: counts, exposure, startsAt, unit, lastIsIncomplete. Out: the judgement; null while there are fewer than ten weeks.
 */
export function watchSeries(of: WatchedSeries): Watched | null {
  const at = of.counts.length - (of.lastIsIncomplete ? 2 : 1)
  const { counts, exposure } = of
  const baseline = Math.min(28, at - 2)
  const observed = counts[at]
  if (observed === undefined || baseline < 7) return null
  const found = ears({ counts, exposure, at, lag: 2, baseline })
  if (found === null) return null
  const recent = counts.slice(Math.max(0, at - 3), at + 1).reduce((sum, count) => sum + count, 0)
  return {
    method: 'earsC2',
    at,
    observed,
    expected: found.mean,
    threshold: found.threshold,
    p: studentTail(found.score / Math.sqrt(1 + 1 / found.n), found.n - 1),
    score: (observed - found.mean) / (found.threshold - found.mean),
    tooFew: recent < 5,
    alarm: recent >= 5 && observed > found.threshold,
  }
}
