import type { RatioInterval } from '../../stats/index.ts'
import { addDays, type Day } from '../series/periods.ts'
import type { Verdict } from './contract.ts'
import { countIn, daysBetween, type FixFacts, type Frozen, sinceOf, sum } from './facts.ts'
import { expectationSpread } from './measure.ts'
import type { Beside } from './beside.ts'
import type { Judgement } from './rules.ts'

/** The verdict without what changes by itself: the names of the fix and of others. */
export type VerdictReport = Omit<Verdict, 'fix' | 'potholeId' | 'target' | 'settledOn'>

type Of = {
  facts: FixFacts
  frozen: Frozen & { frozenAt: Date }
  judged: Judgement
  together: string[]
}

/** A judgement as it is stored, shown and sent: every number with its interval, and what to be careful about. */
export function reportOf({ facts, frozen, judged, together }: Of): VerdictReport {
  const { measured, beside } = judged
  const since = sinceOf(facts) ?? facts.until
  const until = measured?.span.until ?? facts.until
  const { baseline } = facts
  return {
    word: judged.word,
    reason: judged.reason,
    asOf: facts.until,
    liveSince: since,
    days: Math.max(0, daysBetween(since, until)),
    baseline: { ...baseline, days: daysBetween(baseline.from, baseline.to) + 1, complaints: sum(frozen.targets) },
    basis: frozen.basis,
    ...effectOf(frozen, measured),
    expectedRatio: facts.expectedRatio,
    canTellFrom: judged.canTellFrom,
    cautions: cautionsOf({ facts, frozen, together, since }),
    together,
    phi: frozen.phi,
    shrink: frozen.shrink,
    controlNames: facts.controls.map(({ name }) => name),
    beside: besideOf(beside),
    weeks: (beside?.weeks ?? []).map(({ exposure: _exposure, ...week }) => week),
  }
}

type Effect = Pick<VerdictReport, 'observed' | 'expected' | 'effect' | 'prevented' | 'evidence'>

function effectOf(frozen: Frozen, measured: Judgement['measured']): Effect {
  const evidence = measured?.evidence
  const [first] = measured?.stretches ?? []
  const nothing = { expected: null, effect: null, prevented: null, evidence: null }
  if (!measured) return { observed: null, ...nothing }
  if (!evidence || !first) return { observed: measured.observed, ...nothing }
  const { expected, ratio, low, high, fall, rise, needed } = evidence
  const spread = expectationSpread(frozen, frozen.basis, first)
  const wouldBe = (at: number) => (at === 0 ? null : evidence.n / at - evidence.n)
  return {
    observed: measured.observed,
    expected: { value: expected, low: expected / spread, high: expected * spread },
    effect: { value: ratio, low, high: finite(high) },
    // The interval of the ratio turned round; with none at all since the fix, no more than would have been is known.
    prevented: {
      value: expected - evidence.n,
      low: evidence.n === 0 ? expected / spread : (wouldBe(high) ?? 0),
      high: evidence.n === 0 ? expected * spread : wouldBe(low),
    },
    evidence: { fall, rise, needed },
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Complaints of the baseline that were coded later make the two windows unlike. */
const recounted = 0.05

type Careful = { facts: FixFacts; frozen: Frozen & { frozenAt: Date }; together: string[]; since: Day }

function cautionsOf({ facts, frozen, together, since }: Careful): Verdict['cautions'] {
  const until = addDays(facts.baseline.to, 1)
  const now = sum(facts.places.map(({ days }) => countIn(facts, days, facts.baseline.from, until)))
  const before = sum(frozen.targets)
  const found: [Verdict['cautions'][number], boolean][] = [
    ['bursts', frozen.phi > 1.5],
    ['shrunk', frozen.shrink !== null && frozen.shrink < 0.98],
    ['not_shrunk', frozen.shrink === null],
    ['together', together.length > 0],
    ['recounted', Math.abs(now - before) > recounted * Math.max(20, before)],
    ['frozen_late', frozen.frozenAt.toISOString().slice(0, 10) > since],
  ]
  return found.flatMap(([caution, holds]) => (holds ? [caution] : []))
}

const ratioOf = (found: Pick<RatioInterval, 'ratio' | 'low' | 'high' | 'p'> | null) =>
  found && { ratio: finite(found.ratio), low: found.low, high: finite(found.high), p: found.p }

function besideOf(beside: Beside | null): Verdict['beside'] {
  const course = beside?.course ?? null
  return {
    target: ratioOf(beside?.target ?? null),
    controls: ratioOf(beside?.controls ?? null),
    relative: ratioOf(beside?.relative ?? null),
    exact: ratioOf(beside?.exact ?? null),
    course: course && {
      immediate: course.immediate,
      overall: course.overall,
      prevented: course.prevented,
      trend: { ratio: course.trend.value, low: course.trend.low, high: course.trend.high, p: course.trend.p },
      phi: course.phi,
      durbinWatson: course.durbinWatson,
      periods: course.df + 4,
    },
  }
}
