import { requireExposure } from './arguments.ts'
import { usualConfidence } from './interval.ts'
import { normalQuantile } from './quantiles.ts'
import { againstControls, againstOwnRate } from './repair-evidence.ts'

/** What is looked for: a target with so many events over the days before (frozen), controls or none, and what the change should bring. */
export type Plan = {
  target: number
  /** null: there are no controls, and days (or units a day that stay the same) are the exposure. */
  controls: number | null
  /** Length of the window before, in days. */
  days: number
  /** Events after / before that are expected (0 to below 1). */
  ratio: number
  phi?: number | undefined
  shrink?: number | undefined
  power?: number
  confidence?: number
}

/** Nobody waits longer than this. */
const longest = 1461

/**
 * How many days after a change daily looks will have shown it, if it does what is expected.
 *
 * In: the plan, power (0.8), confidence (0.95). Out: days, or null where it would take more than four years (too few events before).
 * Throws RangeError naming the argument.
 *
 * The first day on which the evidence of `againstOwnRate` or `againstControls` suffices although by chance as many came as are exceeded only
 * with chance 1 − power (normal points). Source: the definition of power, at the boundary of the sequential test.
 * Worked: 40 in 56 days: halved 326 days, reduced to a tenth 22 days.
 */
export function daysToTell(plan: Plan): number | null {
  requireExposure('target', plan.target)
  requireExposure('days', plan.days)
  if (!(plan.ratio >= 0 && plan.ratio < 1)) throw new RangeError(`ratio must lie from 0 to below 1; got ${plan.ratio}`)
  if (plan.target === 0 || plan.days === 0 || plan.controls === 0) return null
  const isShown = (days: number) => shows(plan, days)
  let above = 1
  while (above < longest && !isShown(above)) above *= 2
  if (above >= longest && !isShown(longest)) return null
  let below = Math.floor(above / 2)
  above = Math.min(above, longest)
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (isShown(middle)) above = middle
    else below = middle
  }
  return above
}

/** More complaints before than any series of ours holds. */
const most = 1 << 24

/**
 * How many events before are enough to tell a change by daily looks within a window after that is as long as the one before.
 *
 * In: the plan without its target. Out: the smallest count, or null where none is enough (too few in the controls).
 * Throws RangeError. Source and method: as daysToTell, searched for the count instead of the day.
 * Worked: halved, in 56 days: 109, which daysToTell tells after 56 days; with 108 it takes longer.
 */
export function countToTell(plan: Omit<Plan, 'target'>): number | null {
  requireExposure('days', plan.days)
  if (!(plan.ratio >= 0 && plan.ratio < 1)) throw new RangeError(`ratio must lie from 0 to below 1; got ${plan.ratio}`)
  if (plan.days === 0 || plan.controls === 0) return null
  const isEnough = (target: number) => shows({ ...plan, target }, plan.days)
  let above = 1
  while (above < most && !isEnough(above)) above *= 2
  if (!isEnough(above)) return null
  let below = Math.floor(above / 2)
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (isEnough(middle)) above = middle
    else below = middle
  }
  return above
}

function shows(plan: Plan, days: number): boolean {
  const { target, controls, ratio, phi = 1, shrink = 1, power = 0.8, confidence = usualConfidence } = plan
  const z = normalQuantile({ lower: power, upper: 1 - power })
  const mean = (ratio * shrink * target * days) / plan.days
  const settings = { phi, shrink, confidence }
  const found =
    controls === null
      ? againstOwnRate({
          before: { events: target, exposure: plan.days },
          after: { events: mean + z * Math.sqrt(phi * mean), exposure: days },
          ...settings,
        })
      : againstSplit(target, controls, { mean, n: mean + (controls * days) / plan.days, z, settings })
  return found !== null && found.fall >= found.needed
}

type Expected = { mean: number; n: number; z: number; settings: { phi: number; shrink: number; confidence: number } }

function againstSplit(target: number, controls: number, { mean, n, z, settings }: Expected) {
  const k = Math.min(n, mean + z * Math.sqrt(settings.phi * mean * (1 - mean / n)))
  return againstControls({
    stretches: [{ before: { target, controls }, after: { target: k, controls: n - k } }],
    ...settings,
  })
}
