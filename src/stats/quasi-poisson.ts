import { factorize, inverseOf, solveWith } from './normal-equations.ts'

/** What a log-linear model of counts is fitted to; every list has one entry a row. */
export type LogLinearInput = {
  counts: readonly number[]
  /** One row of explaining numbers a count, all of the same width; a column of ones is the intercept. */
  design: readonly (readonly number[])[]
  /** What each count came from (> 0); the model is then of the rate. */
  exposure?: readonly number[]
  /** How much each row counts (≥ 0; 1 when left out). */
  weights?: readonly number[]
}

/** A fitted model: log(expected / exposure) = design × coefficients, variance = phi × expected. */
export type LogLinearFit = {
  coefficients: number[]
  /** Standard errors of the coefficients, √phi included. */
  standardErrors: number[]
  /** Expected counts, one a row, at the row's exposure. */
  fitted: Float64Array
  /** How far each count pulls its own expectation, 0 to 1. */
  leverages: Float64Array
  /** max(1, Σ w (y − μ)²/μ / df): how many times the counts spread more than Poisson's. */
  phi: number
  /** Rows that count less coefficients. */
  df: number
  /** Standard error of the linear predictor of a row such as the design's, √phi included. */
  standardErrorAt: (row: readonly number[]) => number
}

/**
 * Quasi-Poisson log-linear regression with exposure and prior weights.
 *
 * In: counts (≥ 0), design, exposure, weights. Out: the fit; null when the design cannot be told apart (a column that
 * others make up), there are no more rows than columns, or the rounds do not settle. Throws RangeError on unequal lengths.
 *
 * Iteratively reweighted least squares from μ = y + 0.1 until the deviance moves by less than 1e-8 of itself (25 rounds at
 * most), the rule of R's glm, so that columns of zeros alone (μ → 0) stop where R stops.
 * Source: P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, chapters 2, 6 and 9.2.
 * Worked: counts 10, 20 with the design [1, 0], [1, 1], thrice each, give coefficients ln 10 and ln 2.
 */
export function quasiPoisson(of: LogLinearInput): LogLinearFit | null {
  const model = prepared(of)
  const settled = reweightUntilSettled(model)
  if (settled === null) return null
  const inverse = inverseOf(settled.factor, model.width)
  const df = model.weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0) - model.width
  if (df <= 0) return null
  const phi = Math.max(1, pearson(model, settled.mu) / df)
  return {
    coefficients: [...settled.beta],
    standardErrors: Array.from(settled.beta, (_, j) => Math.sqrt(phi * (inverse[j * model.width + j] ?? 0))),
    fitted: settled.mu,
    leverages: leveragesOf(model, settled.working, inverse),
    phi,
    df,
    standardErrorAt: (row) => Math.sqrt(phi * quadratic(inverse, model.width, row)),
  }
}

type Model = {
  rows: number
  width: number
  /** Row after row. */
  design: Float64Array
  counts: Float64Array
  offset: Float64Array
  weights: Float64Array
}

function prepared({ counts, design, exposure, weights }: LogLinearInput): Model {
  const rows = counts.length
  for (const [name, list] of Object.entries({ design, exposure, weights }))
    if (list !== undefined && list.length !== rows)
      throw new RangeError(`${name} must have as many entries as counts (${rows}); got ${list.length}`)
  const width = design[0]?.length ?? 0
  const flat = new Float64Array(rows * width)
  for (const [i, row] of design.entries()) {
    if (row.length !== width) throw new RangeError(`design[${i}] must have ${width} columns; got ${row.length}`)
    flat.set(row, i * width)
  }
  return {
    rows,
    width,
    design: flat,
    counts: Float64Array.from(counts),
    offset: exposure === undefined ? new Float64Array(rows) : Float64Array.from(exposure, Math.log),
    weights: weights === undefined ? new Float64Array(rows).fill(1) : Float64Array.from(weights),
  }
}

type Settled = { beta: Float64Array; mu: Float64Array; working: Float64Array; factor: Float64Array }

function reweightUntilSettled(model: Model): Settled | null {
  const { rows, width, counts, offset, weights } = model
  const mu = counts.map((count) => count + 0.1)
  const eta = mu.map(Math.log)
  const working = new Float64Array(rows)
  const response = new Float64Array(rows)
  let before = deviance(model, mu)
  for (let round = 0; round < 25; round++) {
    for (let i = 0; i < rows; i++) {
      const expected = mu[i] ?? 0
      working[i] = (weights[i] ?? 0) * expected
      response[i] = (eta[i] ?? 0) - (offset[i] ?? 0) + ((counts[i] ?? 0) - expected) / expected
    }
    const factor = new Float64Array(width * width)
    const beta = new Float64Array(width)
    addRows(model, working, response, factor, beta)
    if (!factorize(factor, width)) return null
    solveWith(factor, width, beta)
    predict(model, beta, eta, mu)
    const now = deviance(model, mu)
    if (!Number.isFinite(now)) return null
    if (Math.abs(now - before) < 1e-8 * (Math.abs(now) + 0.1)) return { beta, mu, working, factor }
    before = now
  }
  return null
}

/** Adds up the normal equations' left (lower triangle) and right side; most designs are mostly zeros. */
function addRows(model: Model, working: Float64Array, response: Float64Array, left: Float64Array, right: Float64Array) {
  const { rows, width, design } = model
  for (let i = 0; i < rows; i++) {
    const weight = working[i] ?? 0
    if (weight === 0) continue
    for (let j = 0; j < width; j++) {
      const x = design[i * width + j] ?? 0
      if (x === 0) continue
      const weighted = weight * x
      right[j] = (right[j] ?? 0) + weighted * (response[i] ?? 0)
      for (let k = 0; k <= j; k++)
        left[j * width + k] = (left[j * width + k] ?? 0) + weighted * (design[i * width + k] ?? 0)
    }
  }
}

function predict({ rows, width, design, offset }: Model, beta: Float64Array, eta: Float64Array, mu: Float64Array) {
  for (let i = 0; i < rows; i++) {
    let sum = offset[i] ?? 0
    for (let j = 0; j < width; j++) sum += (design[i * width + j] ?? 0) * (beta[j] ?? 0)
    eta[i] = sum
    mu[i] = Math.max(Math.exp(sum), Number.EPSILON)
  }
}

function deviance({ rows, counts, weights }: Model, mu: Float64Array): number {
  let sum = 0
  for (let i = 0; i < rows; i++) {
    const count = counts[i] ?? 0
    const expected = mu[i] ?? 0
    sum += (weights[i] ?? 0) * ((count > 0 ? count * Math.log(count / expected) : 0) - (count - expected))
  }
  return 2 * sum
}

function pearson({ rows, counts, weights }: Model, mu: Float64Array): number {
  let sum = 0
  for (let i = 0; i < rows; i++) sum += ((weights[i] ?? 0) * ((counts[i] ?? 0) - (mu[i] ?? 0)) ** 2) / (mu[i] ?? 0)
  return sum
}

function leveragesOf({ rows, width, design }: Model, working: Float64Array, inverse: Float64Array): Float64Array {
  const leverages = new Float64Array(rows)
  for (let i = 0; i < rows; i++)
    leverages[i] = (working[i] ?? 0) * quadratic(inverse, width, design.subarray(i * width, (i + 1) * width))
  return leverages
}

function quadratic(matrix: Float64Array, width: number, row: ArrayLike<number>): number {
  let sum = 0
  for (let j = 0; j < width; j++) {
    const x = row[j] ?? 0
    if (x === 0) continue
    for (let k = 0; k < width; k++) sum += x * (matrix[j * width + k] ?? 0) * (row[k] ?? 0)
  }
  return sum
}
