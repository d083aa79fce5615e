import { requireCategories, requireCount } from './arguments.ts'

/**
 * Units that were coded in one way, and how many such units there are. `counts`: by how many coders each category was
 * given, categories in one order; a coder who gave none (a gap) is not counted.
 */
export type CodedAlike = { counts: readonly number[]; units: number }

/** Agreement by its parts, each in the measure's own sense: coefficient = (observed − byChance) / (1 − byChance). */
export type AgreementOf = { coefficient: number; observed: number; byChance: number; n: number }

/** How many coders gave a category to each of these units. Worked: counts 2, 0, 1 gives 3. */
export const codersOf = ({ counts }: CodedAlike): number => counts.reduce((sum, count) => sum + count, 0)

/** Ordered pairs of coders who gave one unit the same category. Worked: counts 2, 0, 1 gives 2. */
export const pairsAlike = ({ counts }: CodedAlike): number =>
  counts.reduce((sum, count) => sum + count * (count - 1), 0)

/** Null when chance explains everything; n counts the units. */
export function beyondChanceOf({ observed, byChance, n }: Omit<AgreementOf, 'coefficient'>): AgreementOf | null {
  if (1 - byChance < 1e-12) return null
  return { coefficient: (observed - byChance) / (1 - byChance), observed, byChance, n }
}

/** Throws RangeError naming the argument. */
export function requireCoded(coded: readonly CodedAlike[]): void {
  for (const [place, { counts, units }] of coded.entries()) {
    requireCategories(`coded[${place}].counts`, counts)
    requireCount(`coded[${place}].units`, units)
    if (counts.length !== coded[0]?.counts.length)
      throw new RangeError(
        `coded[${place}].counts must have ${coded[0]?.counts.length} categories; got ${counts.length}`,
      )
  }
}

/**
 * Answers of coders (rows: units; one place a coder; a category's number from 0, or null for a gap) as units coded alike.
 * Worked: [[0, 1], [1, 0], [0, null]] of 2 categories gives 2 units with counts 1, 1 and one with counts 1, 0.
 */
export function codedAlike(answers: readonly (readonly (number | null)[])[], categories: number): CodedAlike[] {
  const found = new Map<string, { counts: number[]; units: number }>()
  for (const unit of answers) {
    const counts = Array.from({ length: categories }, (_, category) => unit.filter((one) => one === category).length)
    const same = found.get(counts.join())
    if (same) same.units++
    else found.set(counts.join(), { counts, units: 1 })
  }
  return [...found.values()]
}
