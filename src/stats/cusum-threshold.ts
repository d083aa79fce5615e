import { countMasses } from './negative-binomial.ts'
import { type CusumModel, cusumStep } from './negative-binomial-cusum.ts'

type Chart = CusumModel & { expected: number }

/**
 * How many periods pass on average from a CUSUM of 0 until it exceeds h, while nothing is the matter.
 *
 * In: expected count of a period, dispersion, ratio, h (> 0). Out: periods (1 or more).
 * The values below h are cut into 36 equal cells, a Markov chain; the mean times x solve (I − Q) x = 1.
 * Source: D. Brook, D. Evans (1972), Biometrika 59:539. Worked: see the test, which simulates it.
 */
export function falseAlarmSpacing(of: Chart & { h: number }): number {
  const { gain, drift } = cusumStep(of)
  const width = of.h / (cells - 0.5)
  const phi = 1 + of.dispersion * of.expected
  const masses = countMasses({ mean: of.expected, phi, most: Math.max(0, Math.floor((of.h - drift) / gain)) })
  const stays = new Float64Array(cells * cells)
  for (let from = 0; from < cells; from++)
    for (const [count, mass] of masses.entries()) {
      const to = from * width + gain * count + drift
      if (to > of.h) break
      const cell = from * cells + Math.min(cells - 1, Math.max(0, Math.round(to / width)))
      stays[cell] = (stays[cell] ?? 0) + mass
    }
  return meanTimeFromFirst(stays)
}

const cells = 36

/** Above it the chain would walk through thousands of counts a step; the limit that always suffices is taken. */
const manyCases = 300

/**
 * The h that lets false alarms come no oftener than every `spacing` periods on average.
 *
 * In: expected, dispersion, ratio, spacing (periods, above 1). Out: h, at most ln(spacing), which always suffices
 * (G. Lorden (1971), Ann. Math. Stat. 42:1897); halved towards the smallest that does, to 1/200.
 * Worked: expected 9.5, dispersion 0.05, ratio 2, spacing 100 (see the test).
 */
export function cusumThreshold(of: Chart & { spacing: number }): number {
  let enough = Math.log(of.spacing)
  if (of.expected > manyCases) return enough
  let short = 0
  while (enough - short > 0.005) {
    const middle = (short + enough) / 2
    if (falseAlarmSpacing({ ...of, h: middle }) >= of.spacing) enough = middle
    else short = middle
  }
  return enough
}

/** First entry of the solution x of (I − stays) x = 1, by elimination from the last row up; never divides by nought. */
function meanTimeFromFirst(stays: Float64Array): number {
  const right = new Float64Array(cells).fill(1)
  for (let k = cells - 1; k >= 0; k--) {
    const leaves = 1 - (stays[k * cells + k] ?? 0)
    for (let i = 0; i < k; i++) {
      const share = (stays[i * cells + k] ?? 0) / leaves
      if (share === 0) continue
      for (let j = 0; j < k; j++)
        stays[i * cells + j] = (stays[i * cells + j] ?? 0) + share * (stays[k * cells + j] ?? 0)
      right[i] = (right[i] ?? 0) + share * (right[k] ?? 0)
    }
    if (k === 0) return (right[0] ?? 0) / leaves
  }
  return right[0] ?? 0
}
