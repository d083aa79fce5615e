import { anniversaries, periodTimes, type SeriesUnit } from './calendar-places.ts'
import { ears } from './ears.ts'
import { farringtonFlexible } from './farrington-flexible.ts'
import { levelWatch } from './level-watch.ts'
import { studentTail } from './student-tail.ts'
import { weekdayPattern } from './weekday-pattern.ts'

/** How a period was judged: by the length of its history (`watchSeries`). */
export type WatchMethod = 'farringtonFlexible' | 'negativeBinomialCusum' | 'earsC2'

/** A series of counts, oldest first, without gaps: a period without complaints is a 0. */
export type WatchedSeries = {
  counts: readonly number[]
  /** What each count came from (orders, customers), same length; left out when unknown. */
  exposure?: readonly number[]
  /** First day of the first period, such as '2021-01-04'. */
  startsAt: string
  unit: SeriesUnit
  /** True while the last period still runs or its complaints are not all in: the one before it is judged. */
  lastIsIncomplete: boolean
}

/** What the watch says of the last whole period. */
export type Watched = {
  method: WatchMethod
  /** Which of the counts was judged, from 0. */
  at: number
  /** Where the rise began: `at`, or earlier when it gathered over several periods. */
  since: number
  observed: number
  /** The count to be expected at that period's exposure. */
  expected: number
  /** The count that must be exceeded for an alarm of this series alone (about one false alarm in a hundred periods). */
  threshold: number
  /** Probability of such a period, or a worse one, were nothing the matter: what false discovery rates are held with. */
  p: number
  /** How far out: the excess over the expected count in standard deviations (at least half a case each). */
  score: number
  /** Too few cases in the last four periods (fewer than five) to speak of a spike, whatever p. */
  tooFew: boolean
  /** Alarm of this series alone: above the threshold and not too few. Over many series: `benjaminiHochberg` on p. */
  alarm: boolean
}

type Lengths = { run: number; baseline: number; leastBaseline: number; least: number; quiet: number }

/** In periods: see `watchSeries`. Ten weeks are too few months for a baseline; there ten months are wanted. */
const lengths: Record<SeriesUnit, Lengths> = {
  day: { run: 14, baseline: 56, leastBaseline: 42, least: 70, quiet: 56 },
  week: { run: 8, baseline: 26, leastBaseline: 16, least: 10, quiet: 26 },
  month: { run: 3, baseline: 12, leastBaseline: 9, least: 10, quiet: 6 },
}

/** Windows and parts of the year; days have no parts. */
const seasonal = {
  day: { halfWindow: 10, seasons: 1, skip: 182 },
  week: { halfWindow: 3, seasons: 10, skip: 26 },
  month: { halfWindow: 1, seasons: 4, skip: 3 },
}

/**
 * Judges the last whole period of a series by the method that its length of history allows.
 *
 * In: counts, exposure, startsAt, unit, lastIsIncomplete. Out: see Watched; null while there are fewer than ten weeks.
 * - Three years of weeks or months, and half a window: `farringtonFlexible` with the negative-binomial threshold; a trend that
 *   foretells more than was ever seen is cut there, not dropped, or a company that grows would be compared with its youth.
 * - 24 weeks (12 months) to three years, and days always: `levelWatch`, a jump or a gathering rise, no less than what the same
 *   weeks had a year before.
 * - Ten weeks (70 days, 10 months): EARS C2 with all the periods there are, 7 to 28, as its baseline; a spread at least
 *   Poisson's; p by Student's t, because so few periods say little of their spread.
 * Days are set against how busy each weekday usually is. A name that did not exist before (half a year of zeros where ten cases
 * were to be expected, or from the beginning) starts a new history, and has seven periods for its first baseline, zeros included,
 * so that a renamed product alarms when it comes and not for years.
 */
export function watchSeries(of: WatchedSeries): Watched | null {
  const at = of.counts.length - (of.lastIsIncomplete ? 2 : 1)
  const observed = of.counts[at]
  const size = lengths[of.unit]
  if (observed === undefined || at + 1 < size.least) return null
  const series = { ...of, exposure: evenExposure(of, at), at, from: historyStart(of.counts, at, size.quiet) }
  const found = bySeason(series) ?? byLevel(series, size) ?? byRecent(series)
  if (found === null) return null
  const tooFew = of.counts.slice(Math.max(0, at - 3), at + 1).reduce((sum, count) => sum + count, 0) < 5
  const { spread, ...judged } = found
  return {
    at,
    since: at,
    observed,
    ...judged,
    score: (observed - found.expected) / Math.max(0.5, spread),
    tooFew,
    alarm: !tooFew && observed > found.threshold,
  }
}

type Judged = Pick<Watched, 'method' | 'expected' | 'threshold' | 'p'> & { since?: number; spread: number }
type Prepared = WatchedSeries & { at: number; from: number }

function bySeason({ counts, exposure, startsAt, unit, at, from }: Prepared): Judged | null {
  if (unit === 'day') return null
  const settings = seasonal[unit]
  const years = anniversaries({ startsAt, unit, at, years: 5, room: from + settings.halfWindow })
  if (years.length < 3) return null
  const times = periodTimes({ startsAt, unit, periods: at + 1 })
  const found = farringtonFlexible({
    counts,
    exposure,
    at,
    anniversaries: years,
    times,
    ...settings,
    aboveHighest: 'cut',
  })
  if (found === null) return null
  const { expected, threshold, p, phi } = found
  return { method: 'farringtonFlexible', expected, threshold, p, spread: Math.sqrt(phi * expected) }
}

function byLevel(of: Prepared, { run, baseline, leastBaseline }: Lengths): Judged | null {
  const { counts, exposure, at, from } = of
  const there = at + 1 - from - run
  if (there < leastBaseline) return null
  const { halfWindow } = seasonal[of.unit]
  const [yearAgo] = anniversaries({ ...of, years: 1, room: from + halfWindow })
  const lastYear = yearAgo === undefined ? undefined : { from: yearAgo - halfWindow, until: yearAgo + halfWindow + 1 }
  const found = levelWatch({ counts, exposure, at, run, baseline: Math.min(baseline, there), lastYear })
  if (found === null) return null
  const { phi, ...judged } = found
  return { method: 'negativeBinomialCusum', ...judged, spread: Math.sqrt(phi * found.expected) }
}

function byRecent({ counts, exposure, at, from }: Prepared): Judged | null {
  const baseline = from > 0 ? 7 : Math.min(28, at - 2)
  const of = { counts, exposure, at, lag: 2 as const, baseline, tail: 0.01 }
  const plain = ears({ ...of, leastSpread: 0 })
  const found = plain && ears({ ...of, leastSpread: Math.max(0.5, Math.sqrt(plain.mean)) })
  if (!found) return null
  const t = found.score / Math.sqrt(1 + 1 / found.n)
  return {
    method: 'earsC2',
    expected: found.mean,
    threshold: found.threshold,
    p: studentTail(t, found.n - 1),
    spread: found.spread,
  }
}

/** The exposure of each period; of days, times how busy their weekday was in the year before the last two weeks. */
function evenExposure({ counts, exposure, unit }: WatchedSeries, at: number): readonly number[] | undefined {
  if (unit !== 'day') return exposure
  const weeks = Math.min(52, Math.floor((at + 1 - lengths.day.run) / 7))
  const until = at + 1 - lengths.day.run
  const from = until - 7 * weeks
  const busy = weekdayPattern({ counts: counts.slice(from, until), exposure: exposure?.slice(from, until) })
  return counts.map((_, place) => (exposure?.[place] ?? 1) * (busy[(((place - from) % 7) + 7) % 7] ?? 1))
}

/** Where the name that is counted came into use: after zeros at the beginning, or zeros that cannot be chance. */
function historyStart(counts: readonly number[], at: number, quiet: number): number {
  let start = 0
  let cases = 0
  let zeros = 0
  for (let place = 0; place <= at; place++) {
    const count = counts[place] ?? 0
    if (count === 0) {
      zeros++
      continue
    }
    const before = place - zeros - start
    if (zeros >= quiet && (cases === 0 || (cases >= 10 && (cases / before) * zeros >= 10))) {
      start = place
      cases = 0
    }
    cases += count
    zeros = 0
  }
  return start
}
