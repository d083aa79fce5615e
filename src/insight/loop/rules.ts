import { kaplanMeier, poissonRate, survivalQuantile, tooFewToSay } from '../../stats/index.ts'
import { shareOf } from '../split/rules.ts'

/** The steps of the loop, from the complaint to the customer who hears that its cause is repaired. */
export const loopSteps = ['received', 'coded', 'pothole', 'live', 'proven', 'told'] as const
export type LoopStep = (typeof loopSteps)[number]

/** How a pothole goes from one step to the next. */
export const passages = ['understood', 'agreed', 'live', 'proven', 'told'] as const
export type Passage = (typeof passages)[number]
/** When a pothole came to each step; null where it did not. */
export type Times = { [step in Passage | 'opened']: Date | null } & { closed: Date | null }

const day = 86_400_000

/** Of whom a step is a share. A complaint is evidence without being coded first, so both are shares of those received. */
const stepBefore: { [step in LoopStep]: LoopStep | null } = {
  received: null,
  coded: 'received',
  pothole: 'received',
  live: 'pothole',
  proven: 'live',
  told: 'proven',
}

/**
 * How many complaints of a period came to each step, and what leaked before it: a share of those of the step before, with its
 * interval. Of an unfinished loop everything that has not come on yet counts as leaked.
 */
export function leaksOf(reached: { [step in LoopStep]: number }) {
  return loopSteps.map((step) => {
    const of = stepBefore[step]
    const before = of && reached[of]
    const passed = before === null ? null : Math.min(reached[step], before)
    return {
      step,
      of,
      complaints: reached[step],
      leaked: before === null || passed === null ? null : before - passed,
      passed: before === null || passed === null ? null : shareOf(passed, before),
    }
  })
}

/**
 * How many days a pothole takes from one step to the next, half of them: who still waits counts as long as it has waited
 * (Kaplan-Meier), so that a few quick ones do not speak for all. One that was closed without coming on is counted until then.
 */
export function passageOf(potholes: readonly Times[], from: Passage | 'opened', to: Passage, now: Date) {
  const began = potholes.flatMap((times) => {
    const start = times[from]
    // What was reached in another order than usual took no time.
    return start ? [{ start, end: times[to], until: times.closed ?? now }] : []
  })
  const ended = began.map(({ start, end, until }) => ({
    time: Math.max(0, ((end ?? until).getTime() - start.getTime()) / day),
    events: end ? 1 : 0,
    censored: end ? 0 : 1,
  }))
  const curve = kaplanMeier({ ended })
  const isFew = tooFewToSay(began.length)
  const waiting = ended.filter(({ censored }) => censored > 0).map(({ time }) => time)
  const { time = null, low = null, high = null } = (curve && !isFew && survivalQuantile(curve)) || {}
  return {
    from,
    to,
    n: began.length,
    passed: began.length - waiting.length,
    median: isFew ? null : { days: time, low, high },
    oldestWaiting: waiting.length > 0 ? Math.max(...waiting) : null,
  }
}

/** What a pothole costs customers in a year at the rate of its last year: loss of each times complaints, with the exact interval of the count. */
export function lossOf(complaints: number, each: number) {
  const rate = poissonRate({ events: complaints, exposure: 1 })
  return { amount: complaints * each, low: (rate?.low ?? 0) * each, high: (rate?.high ?? 0) * each }
}
