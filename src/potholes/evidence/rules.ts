/** As many matches are proposed a day as somebody may be expected to read. */
export const mostPerDay = 30
/** With as many that wait for an answer nothing is added: whoever did not read these will not read more. */
export const mostWaiting = 150
/** So far back a new rule looks, in days, from where complaints are known until. */
export const firstLookDays = 365

type Found = { found: number; waiting: number }

/**
 * How many of the matches found today are proposed, and whether the owner is told. A rule that matches more than anybody reads is
 * broad: it proposes what fits and is quiet, and the rest is counted.
 * @example proposalsOf({ found: 12, waiting: 4 })   // { propose: 12, leftOut: 0, tells: true }
 * @example proposalsOf({ found: 300, waiting: 140 }) // { propose: 10, leftOut: 290, tells: false }
 */
export function proposalsOf({ found, waiting }: Found): { propose: number; leftOut: number; tells: boolean } {
  const propose = Math.min(found, mostPerDay, Math.max(0, mostWaiting - waiting))
  return { propose, leftOut: found - propose, tells: propose > 0 && propose === found }
}
