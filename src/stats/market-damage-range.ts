import { type Draws, shareDraw, triangularDraw } from './draws.ts'
import { type Damage, type DamageInputs, damageOf, marketDamage } from './market-damage.ts'

/** What is known of one input: outermost values and the likely one, or the cases of a survey. */
export type DamageKnowledge = Range | { successes: number; n: number }
export type Range = { low: number; likely: number; high: number }
type DamageRange = {
  now: { [Name in keyof Damage]: Range }
  /** For each lever the gross money it would save a year. */
  saved: Range[]
  /** The attributable money of every run, for whoever carries it on. */
  moneyOfRuns: Float64Array
}

/**
 * The market-damage model with the ranges of its inputs carried through, by seeded simulation.
 *
 * In: what is known of each input: a typed range is drawn from a triangle between its outermost values, a survey's share
 * from Beta(x + ½, n − x + ½), each input by itself; levers, inputs as they would be; runs (10,000); draws, a seeded
 * generator. Out: for each figure the value at the likely inputs, and between which values 95 % of the runs lie (widened
 * to hold the likely value); a lever is compared with the same run without it. Throws RangeError naming an input below 0.
 * Source: Monte Carlo propagation, JCGM 101:2008. Worked: with low = likely = high everywhere, the model itself.
 */
export function marketDamageRange(of: {
  inputs: { [Name in keyof DamageInputs]: DamageKnowledge }
  levers?: readonly Partial<DamageInputs>[]
  runs?: number
  draws: Draws
}): DamageRange {
  const { inputs, levers = [], runs = 10_000, draws } = of
  const names = Object.keys(inputs) as (keyof DamageInputs)[]
  const drawn = Object.fromEntries(names.map((name) => [name, likelyOf(inputs[name])])) as DamageInputs
  const likely = marketDamage(drawn)
  const saving = levers.map((lever) => likely.gross - marketDamage({ ...drawn, ...lever }).gross)
  const figures = Object.keys(likely) as (keyof Damage)[]
  const values = figures.map(() => new Float64Array(runs))
  const savings = levers.map(() => new Float64Array(runs))
  for (let run = 0; run < runs; run++) {
    for (const name of names) drawn[name] = drawOf(inputs[name], draws)
    const damage = damageOf(drawn)
    for (const [place, each] of values.entries()) each[run] = damage[figures[place] as keyof Damage]
    for (const [place, each] of savings.entries())
      each[run] = damage.gross - damageOf({ ...drawn, ...levers[place] }).gross
  }
  const moneyOfRuns = Float64Array.from(values[figures.indexOf('money')] ?? [])
  const now = Object.fromEntries(
    figures.map((name, place) => [name, middleOf(values[place] as Float64Array, likely[name])]),
  ) as DamageRange['now']
  return { now, saved: savings.map((each, place) => middleOf(each, saving[place] as number)), moneyOfRuns }
}

/** Between which of the values 95 % lie; the likely value is always inside. Sorts the values. */
export function middleOf(values: Float64Array, likely: number): Range {
  values.sort()
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? likely
  return { low: Math.min(likely, at(0.025)), likely, high: Math.max(likely, at(0.975)) }
}

const likelyOf = (known: DamageKnowledge): number => ('n' in known ? known.successes / known.n : known.likely)
const drawOf = (known: DamageKnowledge, draws: Draws): number =>
  'n' in known ? shareDraw(known, draws) : triangularDraw(known, draws)
