/**
 * How busy each day of the week is, as multiples of an average day, so that Mondays are not spikes.
 *
 * In: daily counts, oldest first, and exposure beside them. Out: seven factors for the days in the order in which the series
 * begins (its first day first), mean about 1. Each weekday's rate is drawn towards the whole's by one average week's day, so that few
 * cases say little: factor = (cases + e) / (expected + e), with e the cases of an average day, at least 1.
 * Source: J. Tokars et al. (2009), Emerg. Infect. Dis. 15:533 (weekdays and weekends need their own baselines).
 * Worked: four weeks of 6 on five days and none on two: total 120, e 4.285714; a workday (24 + e)/(17.142857 + e) = 1.32, a free day 0.2.
 */
export function weekdayPattern(of: { counts: readonly number[]; exposure?: readonly number[] }): number[] {
  const cases = Array<number>(7).fill(0)
  const amounts = Array<number>(7).fill(0)
  for (const [index, count] of of.counts.entries()) {
    const day = index % 7
    cases[day] = (cases[day] ?? 0) + count
    amounts[day] = (amounts[day] ?? 0) + (of.exposure?.[index] ?? 1)
  }
  const total = cases.reduce((sum, count) => sum + count, 0)
  const amount = amounts.reduce((sum, each) => sum + each, 0)
  if (amount === 0) return cases.map(() => 1)
  const prior = Math.max(1, total / of.counts.length)
  return cases.map((count, day) => (count + prior) / ((total * (amounts[day] ?? 0)) / amount + prior))
}
