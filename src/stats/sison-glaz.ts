import { requireCategories, requireConfidence } from './arguments.ts'
import { type ShareInterval, usualConfidence, within } from './interval.ts'
import { stirlingRemainder } from './stirling.ts'

/**
 * Sison and Glaz's simultaneous intervals for the shares of k categories: one width for all, narrower than Goodman's
 * for the large categories and wider for the small ones.
 *
 * In: counts of k ≥ 2 categories that exclude each other, confidence (0.95). Out: one interval a category, in order;
 * null when all counts are 0. Throws RangeError naming the argument. Best with expected counts of five or more.
 *
 * Finds c, the number of cases all categories may together stray by, at which the coverage passes the confidence, and
 * interpolates: low = p − c/n, high = p + (c + 2δ)/n.
 * Source: C. P. Sison, J. Glaz (1995), J. Am. Stat. Assoc. 90:366, with Levin's representation of the multinomial as
 * Poisson counts given their sum and an Edgeworth expansion of that sum.
 * Worked: 40, 118, 52, 30 gives c = 15, δ = 0.572129; the first share 0.1667 (0.104167 to 0.233934).
 */
export function sisonGlaz(of: { counts: readonly number[]; confidence?: number }): ShareInterval[] | null {
  const { counts, confidence = usualConfidence } = of
  requireCategories('counts', counts)
  requireConfidence(confidence)
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) return null
  const { stray, fraction } = strayAt(counts, n, confidence)
  return counts.map((count) => ({
    share: count / n,
    low: within((count - stray) / n, 0, 1),
    high: within((count + stray + 2 * fraction) / n, 0, 1),
    n,
    confidence,
  }))
}

/** The c whose coverage is below the confidence while that of c + 1 is above, and how far between them it lies. */
function strayAt(counts: readonly number[], n: number, confidence: number): { stray: number; fraction: number } {
  const windows = counts.map((count) => new PoissonWindow(count))
  const allTogether = logPoissonAtMean(n)
  let covered = 0
  for (let stray = 0; stray < n; stray++) {
    for (const window of windows) window.widen()
    const coveredNext = coverage(windows, n, allTogether)
    if (coveredNext > confidence) return { stray, fraction: (confidence - covered) / (coveredNext - covered) }
    covered = coveredNext
  }
  return { stray: n, fraction: 0 }
}

/** P(every category strays by at most the windows' width), given that the counts sum to n. */
function coverage(windows: readonly PoissonWindow[], n: number, allTogether: number): number {
  let logInside = 0
  let mean = 0
  let variance = 0
  let third = 0
  let fourth = 0
  for (const window of windows) {
    const moments = window.moments()
    logInside += moments.logProbability
    mean += moments.mean
    variance += moments.variance
    third += moments.third
    fourth += moments.fourth - 3 * moments.variance ** 2
  }
  const z = (n - mean) / Math.sqrt(variance)
  const density = edgeworth(z, third / variance ** 1.5, fourth / variance ** 2)
  return (Math.exp(logInside - allTogether) * density) / Math.sqrt(variance)
}

/** Density of a standardised sum at z with the given skewness and excess kurtosis, to second order. */
function edgeworth(z: number, skewness: number, excess: number): number {
  const zz = z * z
  const bySkewness = (skewness / 6) * z * (zz - 3)
  const byExcess = (excess / 24) * (zz * zz - 6 * zz + 3)
  const bySkewnessSquared = (skewness ** 2 / 72) * (zz ** 3 - 15 * zz * zz + 45 * zz - 15)
  return (Math.exp(-zz / 2) / Math.sqrt(2 * Math.PI)) * (1 + bySkewness + byExcess + bySkewnessSquared)
}

/** ln P(Poisson of mean m equals m); 0 for m = 0. */
function logPoissonAtMean(m: number): number {
  return m === 0 ? 0 : -0.5 * Math.log(2 * Math.PI * m) - stirlingRemainder(m)
}

/**
 * A Poisson count with mean m, cut to m − c … m + c, with c growing by one at a time so that each step adds two terms.
 * Weights are relative to P(count = m), sums are of weight × distance^k.
 */
class PoissonWindow {
  private readonly m: number
  private readonly logAtMean: number
  private distance = 0
  private above = 1
  private below = 1
  private readonly sums: [number, number, number, number, number] = [1, 0, 0, 0, 0]

  constructor(m: number) {
    this.m = m
    this.logAtMean = logPoissonAtMean(m)
  }

  widen(): void {
    this.distance += 1
    this.above *= this.m / (this.m + this.distance)
    this.below *= this.distance > this.m ? 0 : (this.m - this.distance + 1) / this.m
    const both = this.above + this.below
    const skew = this.above - this.below
    const d = this.distance
    this.sums[0] += both
    this.sums[1] += skew * d
    this.sums[2] += both * d * d
    this.sums[3] += skew * d ** 3
    this.sums[4] += both * d ** 4
  }

  moments(): { logProbability: number; mean: number; variance: number; third: number; fourth: number } {
    const [total, one, two, three, four] = this.sums
    const shift = one / total
    const second = two / total
    return {
      logProbability: this.logAtMean + Math.log(total),
      mean: this.m + shift,
      variance: second - shift ** 2,
      third: three / total - 3 * shift * second + 2 * shift ** 3,
      fourth: four / total - (4 * shift * three) / total + 6 * shift ** 2 * second - 3 * shift ** 4,
    }
  }
}
