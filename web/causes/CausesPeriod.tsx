import type { Extent } from '../ui/period/periods.ts'
import { PeriodButton } from '../ui/period/PeriodButton.tsx'
import { useAddress } from './address.ts'
import type { CausesFilters } from './openings.ts'

type CausesPeriodProps = { filters: CausesFilters; extent: Extent }

/** The days the page is about. */
export function CausesPeriod({ filters: { from, to }, extent }: CausesPeriodProps) {
  const { change } = useAddress()
  return <PeriodButton days={{ from, to }} extent={extent} onChoose={(days) => change({ ...days, show: undefined })} />
}
