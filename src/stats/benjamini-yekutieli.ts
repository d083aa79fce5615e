import { benjaminiHochberg } from './benjamini-hochberg.ts'

/**
 * As `benjaminiHochberg`, whatever the p-values have to do with each other: each counts 1 + 1/2 + … + 1/m times.
 *
 * In: p-values in [0, 1], one a series. Out: adjusted p in the order given. Throws RangeError.
 * Source: Y. Benjamini, D. Yekutieli (2001), Ann. Stat. 29:1165; as R's p.adjust(method = "BY").
 * Worked: 0.0026606, 0.00063, 0.012 of eight become 0.028925, 0.013698, 0.086971.
 */
export function benjaminiYekutieli(ps: readonly number[]): number[] {
  const factor = ps.reduce((sum, _, place) => sum + 1 / (place + 1), 0)
  return benjaminiHochberg(ps).map((adjusted) => Math.min(1, factor * adjusted))
}
