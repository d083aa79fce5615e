import {
  congestion,
  type CountForecast,
  type Draw,
  benjaminiHochberg,
  handedBack,
  hardCasesTaken,
  occupancy,
  poissonRate,
} from '../../stats/index.ts'
import type { Capacity, Workload } from './contract.ts'

/** What is planned with, and what is too much. Practice, not law: see docs/workload.md. */
export const plannedOccupancy = 0.85
export const mostOccupancy = 0.9
export const overloadDays = 3
/** The false discovery rate of the test of hard cases. */
const falseDiscovery = 0.05
/** Fewer cases than this, taken by one, are too few to test. */
const fewestTaken = 20

type Relief = NonNullable<NonNullable<Workload['teams'][number]['occupancy']>['relief']>

/** Minutes of working time in a week. */
const minutesThere = ({ people, hoursAWeek }: Capacity): number => people * hoursAWeek * 60

/** How many complaints a day the team can do. */
export const capacityADay = (capacity: Capacity): number => minutesThere(capacity) / capacity.minutesEach / 7

/** What would bring a team back to 85 %: people, hours a week, or complaints a week that do not come. null: nothing needed. */
export function reliefFor(arrivalsAWeek: number, capacity: Capacity): Relief | null {
  const there = minutesThere(capacity)
  const missing = (arrivalsAWeek * capacity.minutesEach) / plannedOccupancy - there
  if (missing <= 0) return null
  return {
    people: missing / 60 / capacity.hoursAWeek,
    hours: missing / 60,
    complaintsAWeek: arrivalsAWeek - (plannedOccupancy * there) / capacity.minutesEach,
  }
}

/** On how many of the last days in a row the week up to that day was above 90 %. In: arrivals by day, the last day last. */
export function daysOver(arrivals: readonly number[], capacity: Capacity): number {
  for (let days = 0; ; days++) {
    const week = arrivals.slice(-7 - days, days === 0 ? undefined : -days)
    if (week.length < 7) return days
    const share = occupancy({
      arrivals: week.reduce((sum, count) => sum + count, 0),
      minutesEach: capacity.minutesEach,
      minutesThere: minutesThere(capacity),
    })
    if (share === null || share <= mostOccupancy) return days
  }
}

/**
 * The occupancy over some days with its interval (arrivals as Poisson, exact), what it does to waiting, and what would relieve it. null
 * where there is no working time, or no day.
 */
export function occupancyOf(arrivals: readonly number[], capacity: Capacity): Workload['teams'][number]['occupancy'] {
  const n = arrivals.reduce((sum, count) => sum + count, 0)
  const weeks = arrivals.length / 7
  const rate = poissonRate({ events: n, exposure: weeks })
  const of = (perWeek: number) =>
    occupancy({ arrivals: perWeek, minutesEach: capacity.minutesEach, minutesThere: minutesThere(capacity) })
  const share = rate && of(rate.rate)
  if (!rate || share === null) return null
  const [low, high] = [of(rate.low) ?? 0, of(rate.high) ?? 0]
  return {
    share,
    low,
    high,
    n,
    congestion: congestion(share),
    daysOver: daysOver(arrivals, capacity),
    relief: reliefFor(rate.rate, capacity),
  }
}

/** Cases of one person in one month: what they have, and what they passed on. */
export type Dealt = { ownerId: string; month: string; hard: number; easy: number; hardBack: number; easyBack: number }

/**
 * Whether hard cases are dealt blindly within a team: each person against the team's pool of the same month, people who fewer than
 * twenty cases left out. Nobody is named: cases are chosen by routing, limits, load and targets too.
 */
export function hardCasesOf(dealt: readonly Dealt[]): Workload['teams'][number]['hardCases'] {
  const sum = (of: (each: Dealt) => number) => dealt.reduce((total, each) => total + of(each), 0)
  const [hard, easy] = [sum((each) => each.hard), sum((each) => each.easy)]
  const pools = new Map(
    [...Map.groupBy(dealt, ({ month }) => month)].map(([month, own]) => [
      month,
      {
        poolHard: own.reduce((total, each) => total + each.hard, 0),
        pool: own.reduce((total, each) => total + each.hard + each.easy, 0),
      },
    ]),
  )
  const tested = [...Map.groupBy(dealt, ({ ownerId }) => ownerId).values()].flatMap((own) => {
    const strata = own.map(
      (each): Draw => ({
        hard: each.hard,
        taken: each.hard + each.easy,
        ...(pools.get(each.month) as { poolHard: number; pool: number }),
      }),
    )
    const found = hardCasesTaken(strata)
    return found && found.taken >= fewestTaken ? [found.p] : []
  })
  const isEnough = tested.length >= 2 && hard > 0 && easy > 0
  const fewer = benjaminiHochberg(tested).filter((p) => p <= falseDiscovery).length
  return { cases: hard + easy, hard, people: tested.length, fewer: isEnough ? fewer : null, handedBack: back() }

  function back() {
    const [hardBack, easyBack] = [sum((each) => each.hardBack), sum((each) => each.easyBack)]
    const found = handedBack({
      hard: { back: hardBack, of: hard + hardBack },
      easy: { back: easyBack, of: easy + easyBack },
    })
    if (!found || hardBack + easyBack < 5) return null
    const oddsRatio = Number.isFinite(found.oddsRatio) ? found.oddsRatio : null
    return { oddsRatio, p: found.p, n: found.n, back: hardBack + easyBack }
  }
}

/** A forecast's days as the API has them: without the variance. */
export const expectedOf = ({ mean, low, high }: CountForecast['days'][number]) => ({ mean, low, high })
