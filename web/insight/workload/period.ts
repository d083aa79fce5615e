import { addDays, anchorOf, type Days, type Extent, monthEnd } from '../../ui/period/periods.ts'

const shownDays = 91
/** A month with less than this part of the busiest one's complaints says little of the work there was. */
const enoughOfBusiest = 0.25

/**
 * What is shown before anyone chose: the last thirteen weeks while complaints come in. Where one looks at old complaints, the thirteen weeks
 * up to the end of the last month in which there was work to speak of.
 */
export function workloadDays(extent: Extent, today: string): Days {
  const upTo = (to: string): Days => ({ from: addDays(to, 1 - shownDays), to })
  if (anchorOf(extent, today) === today) return upTo(today)
  const busiest = Math.max(...extent.months.map(({ count }) => count))
  const last = extent.months.findLast(({ count }) => count >= busiest * enoughOfBusiest)
  return upTo(last ? monthEnd(last.month) : extent.newest)
}
