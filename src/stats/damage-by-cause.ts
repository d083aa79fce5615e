import { type Draws, shareDraw } from './draws.ts'
import { middleOf, type Range } from './market-damage-range.ts'

/** A cause: complaints coded to it, and of the customers who had this problem, how many complained. */
/** `propensity` null: not known, which must then hold for all. */
type DamagingCause = { complaints: number; propensity: { successes: number; n: number } | null }
type CauseDamage = { share: Range; money: Range }

/**
 * Money at risk by cause: the money that problems cost, shared out by how many customers had each problem, not by how
 * many complained of it.
 *
 * In: causes (complaints; the share who complain, from a survey), likely money, the money of every run of a simulation,
 * draws (seeded). Out: for each cause its share of all problems and its money, likely and between which values 95 % of
 * the runs lie; empty where nothing was coded.
 * problems = complaints / propensity; in a run the complaints spread as a Poisson count (normal on its square root)
 * and the propensity as Beta(x + ½, n − x + ½).
 * Source: Goodman (2019), chapters 3 and 5. Worked: 60 complaints of which 3 of 5 tell and 40 of which 1 of 5 tells are
 * 100 and 200 problems: shares ⅓ and ⅔, the other way round than the complaints.
 */
export function damageByCause(of: {
  causes: readonly DamagingCause[]
  money: number
  moneyOfRuns: Float64Array
  draws: Draws
}): CauseDamage[] {
  const { causes, money, moneyOfRuns, draws } = of
  const likely = sharesOf(
    causes.map(({ complaints, propensity }) =>
      propensity ? (complaints * propensity.n) / propensity.successes : complaints,
    ),
  )
  const shares = causes.map(() => new Float64Array(moneyOfRuns.length))
  const amounts = causes.map(() => new Float64Array(moneyOfRuns.length))
  for (const [run, amount] of moneyOfRuns.entries()) {
    const found = sharesOf(
      causes.map(
        ({ complaints, propensity }) => countDraw(complaints, draws) / (propensity ? shareDraw(propensity, draws) : 1),
      ),
    )
    for (const [place, share] of found.entries()) {
      ;(shares[place] as Float64Array)[run] = share
      ;(amounts[place] as Float64Array)[run] = share * amount
    }
  }
  return likely.map((share, place) => ({
    share: middleOf(shares[place] as Float64Array, share),
    money: middleOf(amounts[place] as Float64Array, share * money),
  }))
}

function sharesOf(problems: number[]): number[] {
  const all = problems.reduce((sum, each) => sum + each, 0)
  return all === 0 ? problems.map(() => 0) : problems.map((each) => each / all)
}

/** The root of a count spreads normally by ½ around its own (Anscombe, 1948). */
function countDraw(count: number, draws: Draws): number {
  const normal = Math.sqrt(-2 * Math.log(1 - draws())) * Math.cos(2 * Math.PI * draws())
  return Math.max(0, Math.sqrt(count + 0.25) + normal / 2) ** 2
}
