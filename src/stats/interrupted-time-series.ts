import { requireConfidence } from './arguments.ts'
import { limitTails, usualConfidence, zFor } from './interval.ts'
import { studentQuantile } from './mean-interval.ts'
import { type LogLinearFit, quasiPoisson } from './quasi-poisson.ts'
import { studentTail } from './student-tail.ts'

/** Counts period by period, in order; a period is the same length throughout. */
export type Interrupted = {
  counts: readonly number[]
  /** What each count came from (> 0). */
  exposures: readonly number[]
  /** The first period with the change, counted from 0; at least three periods lie before it and two from it on. */
  changeAt: number
  confidence?: number
}

type Estimate = { value: number; low: number; high: number }

/** What the series did at the change and after it, against its own course before. */
export type InterruptedFit = {
  /** Intercept, slope a period, step at the change, change of the slope; with their standard errors. */
  coefficients: number[]
  standardErrors: number[]
  phi: number
  df: number
  /** How many times as many from the change on, at once (exp of the step). */
  immediate: Estimate
  /** How many times as many over all periods since the change, as the model has them. */
  overall: Estimate
  /** What would have been, one a period since the change, with the interval of the expectation. */
  counterfactual: Estimate[]
  counterfactualSum: number
  observedSum: number
  /** What would have been less what was: positive where the change spared complaints; the interval has the counts' own noise in it. */
  prevented: Estimate
  /** The slope before the change, as factor a period, and the two-sided p of "no slope". */
  trend: Estimate & { p: number }
  /** Durbin-Watson of Pearson residuals: about 2 where neighbours do not hang together; below 1.5 the interval is too narrow. */
  durbinWatson: number
}

/**
 * Did a series leave its own course when something was changed? Segmented quasi-Poisson regression.
 *
 * In: counts, exposures, the first period of the change, confidence (0.95). Out: the fit; null when there are too few periods or the
 * rounds do not settle (nothing before or after the change). Throws RangeError naming the argument.
 *
 * ln μ = ln E + b0 + b1 t + b2 D + b3 (t − T) D, t from 1, T the first period with the change, D 1 from it on; limits by Student's t with
 * the model's degrees of freedom. The course before is drawn on for ever, so the plain ratio belongs beside it.
 * Source: J. Lopez Bernal and others (2017), Int. J. Epidemiol. 46:348; J. Durbin, G. Watson (1950), Biometrika 37:409.
 * Worked: the 24 months of the test: immediate 0.573185 (0.392063 to 0.837980), 540.954 would have been, 206 were.
 */
export function interruptedTimeSeries(of: Interrupted): InterruptedFit | null {
  const { counts, exposures, changeAt, confidence = usualConfidence } = of
  requireConfidence(confidence)
  if (!Number.isSafeInteger(changeAt)) throw new RangeError(`changeAt must be a whole number; got ${changeAt}`)
  if (changeAt < 3 || counts.length - changeAt < 2) return null
  const design = counts.map((_, i) => [1, i + 1, i >= changeAt ? 1 : 0, i >= changeAt ? i - changeAt : 0])
  const fit = quasiPoisson({ counts, design, exposure: exposures })
  if (fit === null || fit.fitted.some((expected) => expected < 1e-6)) return null
  const t = studentQuantile(fit.df, limitTails(confidence).highLimit)
  return { ...effects(fit, of, design, t, zFor(confidence)), durbinWatson: durbinWatson(counts, fit.fitted) }
}

function effects(
  fit: LogLinearFit,
  { counts, exposures, changeAt }: Interrupted,
  design: number[][],
  t: number,
  z: number,
) {
  const { coefficients, standardErrors, phi, df } = fit
  const without = design.map(([one = 1, time = 0]) => [one, time, 0, 0])
  const expected = without.map((row, i) => (exposures[i] ?? 0) * Math.exp(dot(row, coefficients)))
  const after = counts.map((_, i) => i).filter((i) => i >= changeAt)
  const counterfactual = after.map((i) => factor(Math.log(expected[i] ?? 0), t * fit.standardErrorAt(without[i] ?? [])))
  const counterfactualSum = sumOver(after, (i) => expected[i] ?? 0)
  const modelledSum = sumOver(after, (i) => fit.fitted[i] ?? 0)
  const observedSum = sumOver(after, (i) => counts[i] ?? 0)
  // Gradients of ln of both sums in the coefficients: mean rows, weighted by what is expected.
  const meanRow = (rows: number[][], weight: (i: number) => number, sum: number) =>
    [0, 1, 2, 3].map((j) => sumOver(after, (i) => (weight(i) * (rows[i]?.[j] ?? 0)) / sum))
  const under = meanRow(without, (i) => expected[i] ?? 0, counterfactualSum)
  const over = meanRow(design, (i) => fit.fitted[i] ?? 0, modelledSum)
  const overallError = fit.standardErrorAt(over.map((value, j) => value - (under[j] ?? 0)))
  const sumError = counterfactualSum * fit.standardErrorAt(under)
  const spread = z * Math.sqrt(sumError ** 2 + phi * counterfactualSum)
  const prevented = counterfactualSum - observedSum
  const slope = { value: coefficients[1] ?? 0, error: standardErrors[1] ?? 0 }
  return {
    coefficients,
    standardErrors,
    phi,
    df,
    immediate: factor(coefficients[2] ?? 0, t * (standardErrors[2] ?? 0)),
    overall: factor(Math.log(modelledSum / counterfactualSum), t * overallError),
    counterfactual,
    counterfactualSum,
    observedSum,
    prevented: { value: prevented, low: prevented - spread, high: prevented + spread },
    trend: { ...factor(slope.value, t * slope.error), p: 2 * studentTail(Math.abs(slope.value / slope.error), df) },
  }
}

const factor = (log: number, half: number): Estimate => ({
  value: Math.exp(log),
  low: Math.exp(log - half),
  high: Math.exp(log + half),
})
const dot = (row: readonly number[], coefficients: readonly number[]): number =>
  row.reduce((sum, value, j) => sum + value * (coefficients[j] ?? 0), 0)
const sumOver = (places: readonly number[], of: (i: number) => number): number =>
  places.reduce((sum, i) => sum + of(i), 0)

function durbinWatson(counts: readonly number[], fitted: ArrayLike<number>): number {
  const residuals = counts.map((count, i) => (count - (fitted[i] ?? 0)) / Math.sqrt(fitted[i] ?? 1))
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0)
  const steps = residuals.reduce(
    (sum, residual, i) => sum + (i === 0 ? 0 : (residual - (residuals[i - 1] ?? 0)) ** 2),
    0,
  )
  return steps / squares
}
