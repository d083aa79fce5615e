import { type CauseClass, causeClasses, publishedRange, type TarpGroup, tarpGroup } from '../../causes/rules.ts'
import { type GoldCase, sharesFromGold, type SharesFromGold, tooFewToSay, wilson } from '../../stats/index.ts'
import type { EstimatedShare, InsideOutSplit } from './contract.ts'

/** Why shares over all complaints can be said, or cannot. */
export const sampleStandings = ['known', 'no_sample', 'not_in_period', 'too_small'] as const
/** A sample of fewer says too little of anything. */
export const fewestGold = 30

type Code = { class: CauseClass; locus: string | null }
type Counted = Code & { n: number }

/** A complaint of the sample: what people settled on, what the model said, and how it was drawn. */
export type Unit = { truth: Code; said: Code | null; probability: number; stratum: string }

export type SplitGroup = TarpGroup | 'unknown'
export const splitGroups = ['employees', 'company', 'customers', 'unknown'] as const satisfies readonly SplitGroup[]
/** TARP's group of a cause; unknown where the cause is, or where nobody said where delivery failed. */
export const groupOf = ({ class: causeClass, locus }: Code): SplitGroup => tarpGroup(causeClass, locus) ?? 'unknown'

type Known = {
  units: readonly Unit[]
  /** What the model said of all complaints that the sample was drawn from; null while there is no model. */
  counts: readonly Counted[] | null
  /** What people coded, by their own choice. */
  codings: readonly Counted[]
}

/**
 * The split by class and by TARP's groups: what the random sample and the model say of all complaints, what the model alone
 * would claim, and what the codings that people chose to make claim. Estimates are null where the sample is too small.
 */
export function splitOf(known: Known): Pick<InsideOutSplit, 'classes' | 'groups' | 'lambda'> {
  const classes = shareOut(known, causeClasses, (code) => code.class)
  const groups = shareOut(known, splitGroups, groupOf)
  return {
    lambda: classes.found && groups.found && { classes: classes.found.lambda, groups: groups.found.lambda },
    classes: causeClasses.map((causeClass, at) => ({ class: causeClass, ...classes.share(at) })),
    groups: splitGroups.map((group, at) => ({
      group,
      published: group === 'unknown' ? null : publishedRange[group],
      ...groups.share(at),
    })),
  }
}

/** Whether some complaints were likelier to be drawn than others. */
export const isWeighted = (units: readonly Unit[]): boolean =>
  units.some(({ probability }) => Math.abs(probability - (units[0]?.probability ?? 0)) > 1e-9)

function shareOut<Kind>({ units, counts, codings }: Known, kinds: readonly Kind[], kindOf: (code: Code) => Kind) {
  const at = (code: Code) => kinds.indexOf(kindOf(code))
  const tally = (counted: readonly Counted[]) =>
    kinds.map((_, kind) => counted.reduce((sum, each) => sum + (at(each) === kind ? each.n : 0), 0))
  const said = counts && tally(counts)
  const coded = tally(codings)
  const given = units.length < fewestGold ? null : goldOf(units, said, { kinds, at })
  const found = given && sharesFromGold(given)
  const together = given && sharesFromGold({ ...given, simultaneous: true })
  return {
    found,
    share: (kind: number) => ({
      estimate: found && together && estimateOf(found, together, kind),
      model: said && portion(said, kind),
      people: shareOf(coded[kind] ?? 0, sum(coded)),
    }),
  }
}

/**
 * The sample as statistics take it. A plain sample is set against the complaints that are not in it; one whose complaints had
 * unequal chances against all, because what is left over is no picture of the whole.
 */
function goldOf(
  units: readonly Unit[],
  said: readonly number[] | null,
  { kinds, at }: { kinds: readonly unknown[]; at: (code: Code) => number },
) {
  const isCoded = said !== null && units.every((unit) => unit.said !== null)
  const gold: GoldCase[] = units.map(({ truth, said: own, probability, stratum }) => ({
    truth: at(truth),
    predicted: isCoded && own ? at(own) : 0,
    probability,
    stratum,
  }))
  if (!isCoded || !said) return { gold, predicted: kinds.map(() => 0) }
  if (isWeighted(units)) return { gold, predicted: said }
  const ofSample = said.map((_, kind) => gold.filter(({ predicted }) => predicted === kind).length)
  return { gold, predicted: said.map((count, kind) => Math.max(0, count - (ofSample[kind] ?? 0))) }
}

function estimateOf(found: SharesFromGold, together: SharesFromGold, kind: number): EstimatedShare | null {
  const [own, wide] = [found.shares[kind], together.shares[kind]]
  if (!own || !wide) return null
  return {
    share: own.share,
    interval: { low: own.low, high: own.high },
    together: { low: wide.low, high: wide.high },
    method: own.method,
    positives: own.positives,
    effectiveN: own.effectiveN,
    tooFew: tooFewToSay(own.positives),
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

function portion(counts: readonly number[], kind: number): number | null {
  const all = sum(counts)
  return all === 0 ? null : (counts[kind] ?? 0) / all
}

/** A share of n counted cases with Wilson's interval. */
export function shareOf(count: number, n: number) {
  const found = wilson({ successes: count, n })
  const interval = found && { low: found.low, high: found.high }
  return { count, n, share: found?.share ?? null, interval, tooFew: tooFewToSay(count) }
}
