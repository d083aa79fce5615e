import {
  fisherExact,
  interruptedTimeSeries,
  type InterruptedFit,
  rateRatio,
  type RatioInterval,
  ratioOfRateRatios,
} from '../../stats/index.ts'
import { type FixFacts, type Frozen, sum } from './facts.ts'
import type { Measured } from './measure.ts'
import { type Week, weeksOf } from './weeks.ts'

/** The same days by the methods that allow for one look only; shown beside the verdict, they do not decide. */
export type Beside = {
  /** The target's own rate, after / before. */
  target: RatioInterval | null
  /** That of the controls. */
  controls: RatioInterval | null
  relative: ReturnType<typeof ratioOfRateRatios>
  exact: ReturnType<typeof fisherExact>
  /** Against its own course before the fix. */
  course: InterruptedFit | null
  weeks: Week[]
}

/** Larger tables would take a second, and need no exact method. */
const largestExact = 20_000

export function besideOf(facts: FixFacts, frozen: Frozen, measured: Measured): Beside {
  const weeks = weeksOf(facts, frozen, measured)
  const { before, after } = measured.own
  const compared = controlsOf(facts, frozen, measured)
  return {
    target: rateRatio({ rate: after, against: before }),
    controls:
      compared &&
      rateRatio({
        rate: { events: compared.controls.after, exposure: after.exposure },
        against: { events: compared.controls.before, exposure: 1 },
      }),
    relative: compared && ratioOfRateRatios({ ...compared, phi: frozen.phi }),
    exact:
      compared && sum(Object.values(compared).flatMap(Object.values)) < largestExact ? fisherExact(compared) : null,
    course: courseOf(facts, weeksOf(facts, frozen, measured, 7), frozen),
    weeks,
  }
}

/** One table of four counts; only where everything went live at once is it one. */
function controlsOf({ controls }: FixFacts, { basis }: Frozen, { stretches }: Measured) {
  const [only] = stretches
  if (basis !== 'controls' || !only || stretches.length > 1 || controls.length === 0) return null
  return {
    target: { before: only.before.target, after: only.after.target },
    controls: { before: only.before.controls, after: only.after.controls },
  }
}

/** Weeks before and since, each of what could have failed, of the controls, or plain; only where all places went live on one day. */
function courseOf({ places }: FixFacts, weeks: Week[], { basis }: Frozen): InterruptedFit | null {
  if (new Set(places.map(({ liveOn }) => liveOn)).size > 1) return null
  const whole = weeks.filter(({ exposure }) => exposure !== null && exposure > 0)
  const changeAt = whole.findIndex(({ isAfter }) => isAfter)
  if (changeAt < 8 || whole.length - changeAt < 4 || (basis === 'controls' && whole.length < weeks.length)) return null
  return interruptedTimeSeries({
    counts: whole.map(({ n }) => n),
    exposures: whole.map(({ exposure }) => exposure ?? 0),
    changeAt,
  })
}
