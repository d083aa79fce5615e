import { useAddress } from '../../causes/address.ts'
import { CausesFilterBar } from '../../causes/CausesFilterBar.tsx'
import { filtersOf } from '../../causes/useReport.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useExtent, useToday } from '../../ui/period/useExtent.ts'
import { Found } from './Found.tsx'
import { NoComplaints } from './NoComplaints.tsx'
import { useHotSpots } from './useHotSpots.ts'

/** Places ranked by how much more is complained of there than elsewhere, narrowed by the filters in the address. */
export function HotSpots() {
  const { address } = useAddress()
  const today = useToday()
  const { extent, error, retry } = useExtent()
  const filters = filtersOf(address, extent, today)
  const spots = useHotSpots(filters, address.by ?? 'product')
  if (error || spots.error)
    return (
      <Failed
        error={error ?? spots.error}
        onRetry={() => void (error ? retry() : spots.refetch())}
        isRetrying={spots.isFetching}
      />
    )
  if (extent === null) return <NoComplaints />
  if (!extent || !filters) return <Loading shape="chart" lines={12} />
  return (
    <>
      <div className="not-printed">
        <CausesFilterBar filters={filters} extent={extent} />
      </div>
      {spots.data ? (
        <Found report={spots.data} filters={filters} isOld={spots.isPlaceholderData} />
      ) : (
        <Loading shape="chart" lines={12} />
      )}
    </>
  )
}
