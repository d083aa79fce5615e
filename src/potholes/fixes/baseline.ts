import { countToTell, daysToTell, poissonRate, quasiPoisson, rateRatio } from '../../stats/index.ts'
import type { DayCount } from '../counting/read.ts'
import { addDays } from '../series/periods.ts'
import type { FixOutlook } from './contract.ts'

/** Whole weeks in order, from the first with a complaint to the last that is over. */
export type WeekCounts = { starts: string; n: number }[]

/** Whole years first: they hold every season once, so none is mistaken for the fix. */
const lengths = [52, 26, 13]
const fewestWeeks = 4

/** Adds days up to weeks that end before `until`, a Monday; weeks before the first complaint are unknown, and left out. */
export function foldWeeks(days: readonly DayCount[], until: string): WeekCounts {
  const sums = new Map<number, number>()
  const weeksBack = (day: string) => Math.floor((Date.parse(until) - Date.parse(day) - 1) / (7 * 86_400_000))
  for (const { day, n } of days) sums.set(weeksBack(day), (sums.get(weeksBack(day)) ?? 0) + n)
  const oldest = Math.max(-1, ...sums.keys())
  return Array.from({ length: oldest + 1 }, (_, place) => {
    const back = oldest - place
    return { starts: addDays(until, -7 * (back + 1)), n: sums.get(back) ?? 0 }
  })
}

const sum = (weeks: WeekCounts): number => weeks.reduce((total, { n }) => total + n, 0)

/**
 * The windows that a fix can be compared with: the last year, half, quarter, as far as complaints go back; where they go back
 * less than a quarter, all there is. The longest is proposed.
 */
export function baselineChoices(weeks: WeekCounts): FixOutlook['baselines'] {
  const fitting = lengths.filter((length) => length <= weeks.length)
  const offered = fitting.length > 0 || weeks.length < fewestWeeks ? fitting : [weeks.length]
  return offered.flatMap((length, place) => {
    const window = weeks.slice(-length)
    const [first, last] = [window[0], window.at(-1)]
    const rate = poissonRate({ events: sum(window), exposure: length })
    if (!first || !last || !rate) return []
    const perWeek = { value: rate.rate, low: rate.low, high: rate.high }
    const days = { from: first.starts, to: addDays(last.starts, 6) }
    return [{ ...days, weeks: length, complaints: rate.n, perWeek, isProposed: place === 0 }]
  })
}

/** The last 13 weeks against those before them within a year; null when they differ no more than chance makes them. */
export function roseLately(weeks: WeekCounts): FixOutlook['rose'] {
  const year = weeks.slice(-52)
  const [before, lately] = [year.slice(0, -13), year.slice(-13)]
  if (before.length < 13) return null
  const found = rateRatio({
    rate: { events: sum(lately), exposure: lately.length },
    against: { events: sum(before), exposure: before.length },
  })
  if (!found || found.p >= 0.05 || !Number.isFinite(found.ratio)) return null
  const { ratio, low, high, p, n } = found
  return { ratio, low, high, p, n }
}

/** How much more the weeks vary than chance makes them, level and trend apart; at least 1, and 1 where they are too few. */
export function dispersionOf(weeks: WeekCounts): number {
  if (weeks.length < 6 || sum(weeks) === 0) return 1
  const middle = (weeks.length - 1) / 2
  const fit = quasiPoisson({
    counts: weeks.map(({ n }) => n),
    design: weeks.map((_, place) => [1, (place - middle) / weeks.length]),
  })
  return Math.max(1, fit?.phi ?? 1)
}

type Window = { from: string; to: string; weeks: number; complaints: number }

type Expecting = {
  expectedRatio: number
  plannedOn: string | null
  /** Complaints of the window that it is compared with; null: its own rate. */
  compared: number | null
}

/**
 * From when daily looks will have shown the expected effect (80 %), counted from the first stage; null where the window has no
 * complaints. As a verdict says it later, but for what is known only then: how much of a high count was chance.
 */
export function tellingOf(
  window: Window,
  weeks: WeekCounts,
  { expectedRatio, plannedOn, compared }: Expecting,
): FixOutlook['telling'] {
  if (window.complaints === 0 || expectedRatio >= 1) return null
  const dispersion = dispersionOf(weeks.filter(({ starts }) => starts >= window.from && starts <= window.to))
  const plan = { controls: compared, days: window.weeks * 7, ratio: expectedRatio, phi: dispersion }
  const days = daysToTell({ ...plan, target: window.complaints })
  const on = days !== null && plannedOn !== null ? addDays(plannedOn, days) : null
  return { dispersion, compared, complaintsNeeded: countToTell(plan), days, on }
}
