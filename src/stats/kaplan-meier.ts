import { requireConfidence, requireCount, requireExposure } from './arguments.ts'
import { usualConfidence, within, zFor } from './interval.ts'

/** How many were seen to the same time: `events` had it happen then, `censored` had it not happen until then and were seen no longer. */
export type Ended = { time: number; events: number; censored: number }
/**
 * How the band around the curve is made. `log` is what R's survfit uses unless told; `log-log` keeps its promise better where
 * there are few cases; `plain` may reach beyond what it can be and is cut there.
 */
export type Band = 'log' | 'log-log' | 'plain'
/** From `time` on, until the next step, the share `survival` has not had it happen, with its standard error and interval. */
export type SurvivalStep = {
  time: number
  atRisk: number
  events: number
  survival: number
  standardError: number
  low: number
  high: number
}
export type SurvivalCurve = { n: number; events: number; last: number; confidence: number; steps: SurvivalStep[] }

/**
 * For what share of all it has not happened yet, at every time at which it happened to some; those who are still waiting count
 * as long as they were seen (Kaplan-Meier).
 *
 * In: ended (times in any unit and any order, counts), confidence (0.95), band (`log`). Out: a step for each time with events,
 * in order; last is the longest time anyone was seen. Before the first step the share is 1. null when there is nobody. Throws
 * RangeError naming the argument.
 *
 * S = Π (1 − d/n) over times up to t, with n seen until then; standard error S √Σ d/(n(n − d)) (Greenwood). Limits: log
 * S·exp(±z√Σ), log-log S^exp(±z√Σ/ln S), plain S ± z·S√Σ, in [0, 1]. Where S reaches 0 the sum has no end: the interval goes
 * from 0 to the high limit before.
 * Source: E. L. Kaplan, P. Meier (1958), J. Am. Stat. Assoc. 53:457; as R's survival 3.5.
 * Worked: 1 2 2 3 4+ 5 6 8+ 10 12 15+ 20 20+ 25+ 30+ (+ still waiting) gives at 7 0.586667 (0.379756 to 0.906313).
 */
export function kaplanMeier(of: { ended: readonly Ended[]; confidence?: number; band?: Band }): SurvivalCurve | null {
  const { ended, confidence = usualConfidence, band = 'log' } = of
  requireConfidence(confidence)
  const times = inOrder(ended)
  let atRisk = times.reduce((sum, { events, censored }) => sum + events + censored, 0)
  const last = times.at(-1)
  if (atRisk === 0 || !last) return null
  const curve: SurvivalCurve = { n: atRisk, events: 0, last: last.time, confidence, steps: [] }
  const [z, limits] = [zFor(confidence), bands[band]]
  let [survival, sum, high] = [1, 0, 1]
  for (const { time, events, censored } of times) {
    if (events > 0) {
      survival *= 1 - events / atRisk
      sum += atRisk === events ? 0 : events / (atRisk * (atRisk - events))
      const spread = Math.sqrt(sum)
      const limit = survival === 0 ? { low: 0, high } : limits(survival, z * spread)
      high = within(limit.high, survival, 1)
      const low = within(limit.low, 0, survival)
      curve.steps.push({ time, atRisk, events, survival, standardError: survival * spread, low, high })
      curve.events += events
    }
    atRisk -= events + censored
  }
  return curve
}

/** Limits of a share s when the standard error of ln s is `half` / z. */
const bands: Record<Band, (s: number, half: number) => { low: number; high: number }> = {
  log: (s, half) => ({ low: s * Math.exp(-half), high: s * Math.exp(half) }),
  'log-log': (s, half) => ({ low: s ** Math.exp(-half / Math.log(s)), high: s ** Math.exp(half / Math.log(s)) }),
  plain: (s, half) => ({ low: s - s * half, high: s + s * half }),
}

/** Checked, summed by time, earliest first. @throws RangeError naming the argument */
function inOrder(ended: readonly Ended[]): Ended[] {
  const byTime = new Map<number, Ended>()
  for (const [index, { time, events, censored }] of ended.entries()) {
    requireExposure(`ended[${index}].time`, time)
    requireCount(`ended[${index}].events`, events)
    requireCount(`ended[${index}].censored`, censored)
    const sum = byTime.get(time) ?? { time, events: 0, censored: 0 }
    byTime.set(time, { time, events: sum.events + events, censored: sum.censored + censored })
  }
  return [...byTime.values()].filter(({ events, censored }) => events + censored > 0).sort((a, b) => a.time - b.time)
}

/** The step that holds at a time; before the first, nothing has happened and nothing is uncertain. */
export function survivalAt(
  curve: SurvivalCurve,
  time: number,
): Pick<SurvivalStep, 'survival' | 'standardError' | 'low' | 'high'> {
  requireExposure('time', time)
  return curve.steps.findLast((step) => step.time <= time) ?? { survival: 1, standardError: 0, low: 1, high: 1 }
}
