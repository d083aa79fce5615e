import { dispersion, type Draws } from '../../src/stats/index.ts'

/** By multiplying draws; larger means in parts. */
function poisson(mean: number, draws: Draws): number {
  if (mean > 30) return poisson(mean / 2, draws) + poisson(mean / 2, draws)
  let count = 0
  for (let left = draws(); left > Math.exp(-mean); left *= draws()) count++
  return count
}

/** A day's complaints whose variance is `phi` times their mean: a Poisson number of bursts, each of logarithmic size. */
function burstDay(mean: number, phi: number, random: Draws): number {
  if (phi === 1) return poisson(mean, random)
  const share = 1 - 1 / phi
  let count = 0
  for (let burst = poisson((mean * Math.log(phi)) / (phi - 1), random); burst > 0; burst--) {
    const at = random()
    let size = 1
    let chance = -share / Math.log1p(-share)
    for (let below = chance; at > below && size < 500; below += chance) {
      chance *= (share * size) / (size + 1)
      size++
    }
    count += size
  }
  return count
}

export type Setting = { before: number; weeks: number; phi: number; effect: number; days: number }
export type Course = { target: number[]; controls: number[] }
const times = 3

/** Days of a target and of controls three times as many, before and after a fix of some effect; a season moves both. */
export function course(
  { before, weeks, phi, effect, days }: Setting,
  random: Draws,
): { before: Course; after: Course } {
  const daily = before / (weeks * 7)
  const of = (length: number, factor: number): Course => ({
    target: Array.from({ length }, () => burstDay(daily * factor, phi, random)),
    controls: Array.from({ length }, () => burstDay(daily * times, phi, random)),
  })
  return { before: of(weeks * 7, 1), after: of(days, effect) }
}

export const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
export const weekly = (days: number[]): number[] =>
  Array.from({ length: Math.floor(days.length / 7) }, (_, week) => sum(days.slice(week * 7, week * 7 + 7)))

/** How much the weeks of a baseline spread. */
export function phiOf(days: number[]): number {
  const weeks = weekly(days)
  const mean = sum(weeks) / weeks.length
  return dispersion({ periods: weeks.map((count) => ({ count, expected: mean })) }) ?? 1
}
