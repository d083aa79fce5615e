/** A past period that a present one is compared with: its place in the series and its part of the year (0 is today's). */
export type ReferencePeriod = { index: number; season: number }

/**
 * Which past periods say what is usual for period `at`, and which part of the year each belongs to.
 *
 * In: at; `anniversaries`, the places of the same date in earlier years, latest first; `halfWindow` periods to each side of
 * each: part 0; `seasons` parts in all: the periods between two windows are cut into seasons − 1 parts, a remainder going
 * to the first ones; 1 means the windows alone. `skip` periods before `at` are left out, so that a spike that builds up
 * is not its own baseline. Out: periods in order; null when the first window would begin before the series.
 *
 * Source: A. Noufaily et al. (2013), Stat. Med. 32:1206, section 3.2.
 * Worked: at 300 of a weekly series (counted from 1), 52 weeks apart, 5 years, ± 3, 10 parts, skip 26: the 237 weeks 37 to
 * 273; parts 1 to 9 have 25 25 25 25 22 20 20 20 20 of them, part 0 has 35.
 */
export function referencePeriods(of: {
  at: number
  anniversaries: readonly number[]
  halfWindow: number
  seasons: number
  skip: number
}): ReferencePeriod[] | null {
  const { at, anniversaries, halfWindow, seasons, skip } = of
  const oldestFirst = anniversaries.toReversed()
  if ((oldestFirst[0] ?? -1) < halfWindow) return null
  return oldestFirst
    .flatMap((same, year) => {
      const first = same - halfWindow
      const next = (oldestFirst[year + 1] ?? at) - halfWindow
      const between = partsOf(next - first - 2 * halfWindow - 1, seasons - 1)
      return [...Array<number>(2 * halfWindow + 1).fill(0), ...between].map((season, offset) => ({
        index: first + offset,
        season,
      }))
    })
    .filter(({ index }) => index < at - skip)
}

/** The part, from 1, of each of the periods between two windows; none when there are no parts. */
function partsOf(periods: number, parts: number): number[] {
  const each = Math.floor(periods / parts)
  const longer = periods % parts
  return Array.from({ length: parts }, (_, part) => Array<number>(each + (part < longer ? 1 : 0)).fill(part + 1)).flat()
}
