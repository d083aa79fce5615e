import { requireConfidence } from './arguments.ts'
import type { SurvivalCurve, SurvivalStep } from './kaplan-meier.ts'

/** A time by which it has happened to a share, with its interval; null: not reached by anyone seen so far. */
export type SurvivalQuantile = { time: number | null; low: number | null; high: number | null }

/** Sums of shares that are equal but for the last bits are equal. */
const tolerance = 1e-9

/**
 * The time by which it has happened to this share of all; the median for 0.5.
 *
 * In: a curve of `kaplanMeier` and the share. Out: time, and low and high, where the band crosses the same height. null where
 * the curve, or the band, does not come down that far: more than the rest still wait. Throws RangeError naming the argument.
 *
 * The first time with S ≤ 1 − share; where S is exactly that for a while, the middle of it, as R has it.
 * Source: R. Brookmeyer, J. Crowley (1982), Biometrics 38:29.
 * Worked: the days of `kaplanMeier` give 12 (5 to not reached) with band log, 12 (2 to not reached) with log-log.
 */
export function survivalQuantile(curve: SurvivalCurve, share = 0.5): SurvivalQuantile {
  if (share !== 1) requireConfidence(share)
  const height = 1 - share
  return {
    time: crossing(curve.steps, height, ({ survival }) => survival),
    low: crossing(curve.steps, height, ({ low }) => low),
    high: crossing(curve.steps, height, ({ high }) => high),
  }
}

function crossing(steps: SurvivalStep[], height: number, of: (step: SurvivalStep) => number): number | null {
  const place = steps.findIndex((step) => of(step) <= height + tolerance)
  const step = steps[place]
  if (!step) return null
  const next = steps[place + 1]
  return next && Math.abs(of(step) - height) <= tolerance ? (step.time + next.time) / 2 : step.time
}
