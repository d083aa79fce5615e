import { tooFewToSay } from '../../stats/index.ts'
import { type Day } from '../series/periods.ts'
import { daysBetween, type FixFacts, type Frozen, sinceOf, sum } from './facts.ts'
import { type Measured, measure } from './measure.ts'
import { besideOf, type Beside } from './beside.ts'
import { tellingDay } from './telling.ts'

export const verdictWords = ['worked', 'no_effect', 'worse', 'cannot_tell'] as const
export type VerdictWord = (typeof verdictWords)[number]

/** Why nothing can be told, or what else belongs to the word. */
export const verdictReasons = [
  'too_early',
  'too_few',
  'nothing_to_compare',
  'exposure_missing',
  'few_controls',
  'controls_moved',
  'already_falling',
  'already_rising',
  'co_intervention',
  'came_back',
] as const
export type VerdictReason = (typeof verdictReasons)[number]

/** Whole days a fix is live before anything is said of it. */
export const fewestDays = 7

/** What a manager reads, before names are put to it. */
export type Judgement = {
  word: VerdictWord
  reason: VerdictReason | null
  measured: Measured | null
  beside: Beside | null
  /** From when daily looks will have shown what was expected, with 80 %; null: not within four years. */
  canTellFrom: Day | null
}
export type Context = {
  /** The verdict so far, unless the pothole was opened again since. */
  settled: 'worked' | 'worse' | null
  /** The pothole was opened again after this fix went live: what it proved before counts no more. */
  isReopened: boolean
  /** A fix of another pothole changed the same complaints at the same time. */
  isConfounded: boolean
}

/**
 * What a fix did, as far as can be said on this day. Evidence that may be looked at every day decides; what was shown once stays, until
 * there is as much evidence for the opposite.
 */
export function judgeFix(facts: FixFacts, frozen: Frozen, context: Context): Judgement {
  const since = sinceOf(facts)
  const canTellFrom = tellingDay(facts, frozen)
  if (since === null || daysBetween(since, facts.until) < fewestDays)
    return { word: 'cannot_tell', reason: 'too_early', measured: null, beside: null, canTellFrom }
  const measured = measure(facts, frozen, { from: since, until: facts.until })
  const beside = besideOf(facts, frozen, measured)
  return { ...wordOf({ measured, beside, canTellFrom, frozen, context }), measured, beside, canTellFrom }
}

type Known = { measured: Measured; beside: Beside; canTellFrom: Day | null; frozen: Frozen; context: Context }
type Said = Pick<Judgement, 'word' | 'reason'>
const cannotTell = (reason: VerdictReason): Said => ({ word: 'cannot_tell', reason })

function wordOf(known: Known): Said {
  const { measured, frozen, context, canTellFrom, beside } = known
  const missing = missingFor(measured, frozen)
  if (missing) return cannotTell(missing)
  const { evidence } = measured
  if (evidence === null) return cannotTell('too_few')
  if (context.isReopened) return { word: 'no_effect', reason: 'came_back' }
  const isFall = evidence.fall >= evidence.needed
  const isRise = evidence.rise >= evidence.needed
  if (isFall || (context.settled === 'worked' && !isRise)) return shown('worked', known)
  if (isRise || context.settled === 'worse') return shown('worse', known)
  const { target, controls } = beside
  if (frozen.basis === 'controls' && target && controls && target.high < 1 && controls.high < 1)
    return cannotTell('controls_moved')
  return canTellFrom === null ? cannotTell('too_few') : { word: 'no_effect', reason: null }
}

function missingFor({ span, own, stretches, controls }: Measured, { basis, controls: before }: Frozen) {
  if (basis === 'none') return 'nothing_to_compare'
  if (basis === 'units' && daysBetween(span.from, span.until) < fewestDays) return 'exposure_missing'
  if (tooFewToSay(own.before.events)) return 'too_few'
  const controlsBefore = Math.max(sum(before), ...stretches.map((each) => each.before.controls))
  return basis === 'controls' && (tooFewToSay(controlsBefore) || controls === 0) ? 'few_controls' : null
}

/** What the evidence shows, unless something other than the fix explains it as well. */
function shown(word: 'worked' | 'worse', { beside, context }: Known): Said {
  if (context.isConfounded) return cannotTell('co_intervention')
  const { course } = beside
  if (course && course.trend.p < 0.05) {
    const isFalling = course.trend.value < 1
    if (word === 'worked' && isFalling && course.overall.high >= 1) return cannotTell('already_falling')
    if (word === 'worse' && !isFalling && course.overall.low <= 1) return cannotTell('already_rising')
  }
  return { word, reason: null }
}
