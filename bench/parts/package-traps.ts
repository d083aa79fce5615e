import { anscombeResiduals, weightsFromResiduals } from '../../src/stats/anscombe-weights.ts'
import { type CountSeries, ears, type FarringtonSettings, quasiPoisson } from '../../src/stats/index.ts'
import { powerThreshold } from '../../src/stats/power-threshold.ts'
import { normalQuantile } from '../../src/stats/quantiles.ts'
import { type ReferencePeriod, referencePeriods } from '../../src/stats/reference-periods.ts'
import { studentTail } from '../../src/stats/student-tail.ts'

/**
 * What the R package gives where it departs from its sources, so that a difference from it can be told from an error of ours.
 */

type Asked = Required<
  Pick<
    FarringtonSettings,
    'at' | 'anniversaries' | 'halfWindow' | 'seasons' | 'skip' | 'reweightAbove' | 'trendAtMost' | 'tail'
  >
> &
  FarringtonSettings

/**
 * The two-thirds-power threshold as the package computes it: after the second fit it multiplies the squared working residuals
 * by the prior weights alone, not by weights × expected counts, so that every standard error (of the expected count, and of the
 * trend, whose p-value decides whether it stays) is too small.
 */
export function packagePowerThreshold(of: Asked): number | null {
  const reference = referencePeriods(of)
  if (reference === null) return null
  const rising = of.anniversaries.length >= 3 ? fitted(of, reference, true) : null
  const highest = Math.max(...reference.map(({ index }) => of.counts[index] ?? 0))
  const keeps = rising !== null && rising.pOfTrend <= of.trendAtMost && rising.expected <= highest
  const model = keeps ? rising : fitted(of, reference, false)
  if (model === null) return null
  const { expected, phi, standardError } = model
  return powerThreshold({ mean: expected, standardError, phi, tail: of.tail, power: 2 / 3, count: 0 }).high
}

function fitted(of: Asked, reference: readonly ReferencePeriod[], trend: boolean) {
  const seasons = [...new Set(reference.map(({ season }) => season))]
  const timeOf = (index: number) => of.times?.[index] ?? index
  const rowOf = ({ index, season }: ReferencePeriod) => [
    ...seasons.map((each): number => (each === season ? 1 : 0)),
    ...(trend ? [timeOf(index) - timeOf(of.at)] : []),
  ]
  const counts = reference.map(({ index }) => of.counts[index] ?? 0)
  const design = reference.map(rowOf)
  const first = quasiPoisson({ counts, design })
  if (first === null) return null
  const weights = weightsFromResiduals({ residuals: anscombeResiduals({ counts, ...first }), above: of.reweightAbove })
  const fit = quasiPoisson({ counts, design, weights })
  if (fit === null) return null
  const working = counts.map((count, i) => (weights[i] ?? 0) * (count / (fit.fitted[i] ?? 0) - 1) ** 2)
  const shrink = Math.sqrt(working.reduce((sum, each) => sum + each, 0) / fit.df / fit.phi)
  const row = rowOf({ index: of.at, season: 0 })
  const expected = Math.exp(row.reduce((sum, x, j) => sum + x * (fit.coefficients[j] ?? 0), 0))
  const slope = (fit.coefficients.at(-1) ?? 0) / ((fit.standardErrors.at(-1) ?? 0) * shrink)
  return {
    expected,
    phi: fit.phi,
    standardError: expected * fit.standardErrorAt(row) * shrink,
    pOfTrend: 2 * studentTail(Math.abs(slope), fit.df),
  }
}

/** The C3 threshold with the observed count where the manual has the baseline's mean. */
export function packageC3Threshold(of: CountSeries & { at: number; tail: number }): number | null {
  const scores = [of.at - 2, of.at - 1, of.at].map((at) => ears({ ...of, at, lag: 2, leastSpread: 0 }))
  const [two, one, now] = scores
  if (!two || !one || !now) return null
  const before = Math.max(0, two.score - 1) + Math.max(0, one.score - 1)
  const z = normalQuantile({ lower: 1 - of.tail, upper: of.tail })
  return Math.max(0, (of.counts[of.at] ?? 0) + now.spread * (z - before))
}
