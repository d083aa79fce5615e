import type { Answer } from '../../platform/http/contract.ts'
import {
  cumulativeIncidence,
  type IncidenceStep,
  kaplanMeier,
  restrictedMean,
  type SurvivalCurve,
  survivalQuantile,
  tooFewToSay,
} from '../../stats/index.ts'
import type { timeToSolutionContract } from './contract.ts'

/** How it is with a complaint: solved in the customer's word, closed without it, or still open. */
export type Fate = 'solved' | 'otherwise' | 'open'
/** How many complaints came to the same end, or still wait, after the same number of hours. */
export type Tally = { hours: number; fate: Fate; complaints: number }
/** How many open complaints came so many days ago. */
export type Age = { days: number; complaints: number }
export type TimeToSolution = Answer<(typeof timeToSolutionContract)['timeToSolution']>

const perDay = 24
const mostSteps = 240
const milestones = [1, 3, 7, 14, 30, 60, 90, 180, 365]
/** Ages of open complaints in days: up to the day before the next, the last without end. */
const groups = [0, 3, 7, 14, 30, 90]

/**
 * How long it takes until the customer says that it is solved. Open complaints count as long as they have waited, and those
 * closed without the customer's word as long as they were open.
 * @param beside how many were left out because they go on in another complaint, the open ones by age, and today as `2026-03-02`
 */
export function timeToSolution(
  tallies: Tally[],
  { merged, ages, today }: { merged: number; ages: Age[]; today: string },
): TimeToSolution {
  const of = (fate: Fate) => tallies.filter((each) => each.fate === fate)
  const [solved, otherwise, open] = [total(of('solved')), total(of('otherwise')), total(of('open'))]
  const complaints = solved + otherwise + open
  const curve = tooFewToSay(complaints) ? null : curveOf(tallies)
  return {
    complaints,
    solved,
    otherwise,
    open,
    merged,
    ...(curve ? summaryOf(curve) : { median: null, mean: null, curve: [] }),
    solvedOnly: tooFewToSay(solved) ? null : meanDays(of('solved')),
    seenFor: seenFor(tallies),
    oldest: open === 0 ? null : Math.max(...of('open').map(({ hours }) => hours)) / perDay,
    by: curve ? byMilestone(tallies, curve) : [],
    waiting: groups.map((from, place) => waitingBetween(ages, today, [from, groups[place + 1] ?? null])),
  }
}

const total = (tallies: Tally[]): number => tallies.reduce((sum, { complaints }) => sum + complaints, 0)

/** The longest time in days at which five or more were still seen. */
function seenFor(tallies: Tally[]): number {
  let seen = 0
  for (const { hours, complaints } of tallies.toSorted((one, other) => other.hours - one.hours)) {
    seen += complaints
    if (!tooFewToSay(seen)) return hours / perDay
  }
  return 0
}

function meanDays(tallies: Tally[]): number {
  return tallies.reduce((sum, { hours, complaints }) => sum + hours * complaints, 0) / perDay / total(tallies)
}

function curveOf(tallies: Tally[]): SurvivalCurve | null {
  const ended = tallies.map(({ hours, fate, complaints }) => ({
    time: hours / perDay,
    events: fate === 'solved' ? complaints : 0,
    censored: fate === 'solved' ? 0 : complaints,
  }))
  return kaplanMeier({ ended, band: 'log-log' })
}

function summaryOf(curve: SurvivalCurve): Pick<TimeToSolution, 'median' | 'mean' | 'curve'> {
  const { time, low, high } = survivalQuantile(curve)
  const known = curve.steps.filter(({ atRisk }) => !tooFewToSay(atRisk))
  const within = Math.min(curve.last, 90)
  const mean = restrictedMean(curve, within)
  return {
    median: { days: time, low, high },
    mean: mean && { days: mean.mean, low: mean.low, high: mean.high, within },
    curve: thinned(known).map((step) => ({
      days: step.time,
      atRisk: step.atRisk,
      notSolved: step.survival,
      low: step.low,
      high: step.high,
    })),
  }
}

/** Evenly fewer where there are more steps than a picture can show; the last one stays. */
function thinned<Step>(steps: Step[]): Step[] {
  if (steps.length <= mostSteps) return steps
  return Array.from(
    { length: mostSteps },
    (_, place) => steps[Math.round((place * (steps.length - 1)) / (mostSteps - 1))] as Step,
  )
}

/** By each milestone that was seen: solved, ended otherwise, and the rest, which still waits. */
function byMilestone(tallies: Tally[], { last }: SurvivalCurve): TimeToSolution['by'] {
  const ended = tallies.map(({ hours, fate, complaints }) => ({
    time: hours / perDay,
    causes: (['solved', 'otherwise'] as const).map((each) => (each === fate ? complaints : 0)),
    censored: fate === 'open' ? complaints : 0,
  }))
  const [solved = [], otherwise = []] = cumulativeIncidence({ ended }) ?? []
  return milestones
    .filter((days) => days <= last)
    .map((days) => {
      const [well, other] = [shareAt(solved, days), shareAt(otherwise, days)]
      return { days, solved: well, otherwise: other, open: Math.max(0, 1 - well.share - other.share) }
    })
}

function shareAt(steps: IncidenceStep[], days: number): TimeToSolution['by'][number]['solved'] {
  const step = steps.findLast(({ time }) => time <= days)
  if (!step || step.share === 0) return { share: 0, low: null, high: null }
  return { share: step.share, low: step.low, high: step.high }
}

function waitingBetween(
  ages: Age[],
  today: string,
  [from, next]: [number, number | null],
): TimeToSolution['waiting'][number] {
  const within = ages.filter(({ days }) => days >= from && (next === null || days < next))
  const complaints = within.reduce((sum, each) => sum + each.complaints, 0)
  const to = next === null ? null : next - 1
  return {
    from,
    to,
    complaints,
    receivedFrom: to === null ? null : daysBefore(today, to),
    receivedTo: daysBefore(today, from),
  }
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
