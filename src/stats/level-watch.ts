import { anscombeResiduals, weightsFromResiduals } from './anscombe-weights.ts'
import { cusumThreshold } from './cusum-threshold.ts'
import type { CountSeries } from './ears.ts'
import { atLeast, highestUsual } from './negative-binomial.ts'
import { cusumStep, negativeBinomialCusum } from './negative-binomial-cusum.ts'
import { quasiPoisson } from './quasi-poisson.ts'

type LevelInput = CountSeries & {
  at: number
  baseline: number
  run: number
  /** The same part of an earlier year, from one place up to another, when the series goes back that far. */
  lastYear?: { from: number; until: number }
}

/** A period judged against the level of the months before it. */
export type LevelWatch = {
  /** The count to be expected at the period's exposure. */
  expected: number
  /** The count that must be exceeded for an alarm: at once, or because of what gathered before. */
  threshold: number
  /** Chance of so high a count or of so much gathered evidence, whichever says more, both having been looked at. */
  p: number
  phi: number
  /** Where the rise began: the first period since the evidence last was nought. */
  since: number
}

/**
 * Judges a period without a season to compare with: its own count, for a jump, and a negative-binomial CUSUM, for a rise that
 * no single period shows.
 *
 * In: counts, exposure, `at`; the level comes from `baseline` periods that end `run` periods before, so that a rise that
 * builds up is not its own baseline; the CUSUM runs over the `run` periods up to `at`; where `lastYear` was busier than the
 * baseline, its level counts, so that what comes every summer is no spike. Out: see LevelWatch; null without
 * exposure or without a level.
 *
 * Level and spread: quasi-Poisson, outlying periods reweighted. Count: negative binomial, variance phi (1 + 1/baseline) × mean;
 * tail 0.005. CUSUM: looks for a rise by three standard deviations, at least a quarter, at most double; false alarm every 200
 * periods; p at most e^−C. p is twice the smaller (Bonferroni); a count no higher than expected has only its own p.
 * Source: `negativeBinomialCusum`; both charts together: J. Lucas (1982), J. Qual. Technol. 14:51.
 * Worked: 26 weeks of 9 and 10 in turn, then 10 10 10 10 10 10 10 25: expected 9.5, threshold 19, phi 1, p 6.5e-5.
 */
export function levelWatch(of: LevelInput): LevelWatch | null {
  const { at, counts, run } = of
  const level = usualLevel(of)
  const amount = of.exposure === undefined ? 1 : (of.exposure[at] ?? 0)
  if (level === null || amount === 0) return null
  const { rate, phi, n } = level
  const first = at - run + 1
  const recent = counts.slice(first, at + 1)
  const means = recent.map((_, offset) => rate * (of.exposure === undefined ? 1 : (of.exposure[first + offset] ?? 0)))
  const expected = rate * amount
  const observed = counts[at] ?? 0
  const model = {
    dispersion: (phi - 1) / expected,
    ratio: 1 + Math.min(1, Math.max(0.25, 3 * Math.sqrt(phi / expected))),
  }
  const gathered = negativeBinomialCusum({ ...model, counts: recent, expected: means })
  const jump = { mean: expected, phi: phi * (1 + 1 / n) }
  const pOfJump = atLeast({ ...jump, count: observed })
  const pOfRise = observed > expected ? Math.exp(-(gathered.at(-1) ?? 0)) : 1
  return {
    expected,
    threshold: Math.min(
      highestUsual({ ...jump, tail: 0.005 }),
      Math.max(Math.floor(expected), countThatAlarms({ ...model, expected, gathered: gathered.at(-2) ?? 0 })),
    ),
    p: Math.min(1, 2 * Math.min(pOfJump, pOfRise)),
    phi,
    since: Math.min(at, first + gathered.lastIndexOf(0) + 1),
  }
}

/** The highest count with which the CUSUM stays at its threshold or below. */
function countThatAlarms(of: { expected: number; dispersion: number; ratio: number; gathered: number }): number {
  const { gain, drift } = cusumStep(of)
  return Math.floor((cusumThreshold({ ...of, spacing: 200 }) - of.gathered - drift) / gain)
}

/** Cases per unit of exposure in the baseline and how much more than Poisson's they spread. */
function usualLevel(of: LevelInput) {
  const last = of.at - of.run
  const places = Array.from({ length: of.baseline }, (_, back) => last - back).filter(
    (place) => place >= 0 && (of.exposure?.[place] ?? 1) > 0,
  )
  const counts = places.map((place) => of.counts[place] ?? 0)
  const exposure = places.map((place) => of.exposure?.[place] ?? 1)
  const design = places.map(() => [1])
  const first = quasiPoisson({ counts, exposure, design })
  if (first === null) return null
  const weights = weightsFromResiduals({ residuals: anscombeResiduals({ counts, ...first }), above: 2.58 })
  const fit = quasiPoisson({ counts, exposure, design, weights })
  if (fit === null) return null
  const amount = exposure.reduce((sum, each) => sum + each, 0)
  // Half a case in the whole baseline when there was none: never an expectation of nought.
  const rate = Math.max(Math.exp(fit.coefficients[0] ?? 0), 0.5 / amount, lastYearsRate(of))
  return { rate, phi: fit.phi, n: places.length }
}

function lastYearsRate({ counts, exposure, lastYear }: LevelInput): number {
  if (lastYear === undefined) return 0
  const { from, until } = lastYear
  const sum = (list: readonly number[]) => list.slice(from, until).reduce((total, each) => total + each, 0)
  const amount = exposure === undefined ? until - from : sum(exposure)
  return amount > 0 ? sum(counts) / amount : 0
}
