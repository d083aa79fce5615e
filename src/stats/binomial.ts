import { betaTails, betaWeight } from './incomplete-beta.ts'

/**
 * The probability of exactly k successes in n tries, each with the given chance in (0, 1).
 * Source: binomial formula, written with the beta density to keep digits for large n. Worked: 2 of 4 at 0.5 is 0.375.
 */
export function binomialMass(k: number, n: number, chance: number): number {
  if (k === 0) return Math.exp(n * Math.log1p(-chance))
  if (k === n) return chance ** n
  return (betaWeight(k, n - k, chance, 1 - chance) / k) * (n / (n - k))
}

/**
 * How likely n tries are to give a count no likelier than k, on either side: the exact two-sided p-value.
 *
 * In: k of n counts, chance in (0, 1). Out: p in (0, 1]. Counts within a ten-millionth as likely as k are taken as
 * equally likely, so that rounding does not drop a mirror image.
 * Source: the method of small p-values; R's binom.test follows the same rule.
 * Worked: 2 of 10 at 0.5 gives 2 × 56/1024 = 0.109375.
 */
export function twoSidedP(k: number, n: number, chance: number): number {
  const mode = Math.min(n, Math.floor((n + 1) * chance))
  const asLikely = binomialMass(k, n, chance) * (1 + 1e-7)
  if (binomialMass(mode, n, chance) <= asLikely) return 1
  if (k < mode) {
    const first = boundary(mode, n + 1, (count) => binomialMass(count, n, chance) <= asLikely)
    return Math.min(1, atMost(k, n, chance) + atLeast(first, n, chance))
  }
  const last = n - boundary(n - mode, n + 1, (failures) => binomialMass(n - failures, n, chance) <= asLikely)
  return Math.min(1, atLeast(k, n, chance) + atMost(last, n, chance))
}

/** The smallest whole number in (from, to] for which `holds` is true, given that it stays true; `to` counts as true. */
function boundary(from: number, to: number, holds: (at: number) => boolean): number {
  let below = from
  let above = to
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (holds(middle)) above = middle
    else below = middle
  }
  return above
}

function atLeast(k: number, n: number, chance: number): number {
  if (k <= 0) return 1
  return k > n ? 0 : betaTails(k, n - k + 1, chance, 1 - chance).lower
}

function atMost(k: number, n: number, chance: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : betaTails(k + 1, n - k, chance, 1 - chance).upper
}
