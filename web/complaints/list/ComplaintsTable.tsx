import { useElementSize, useMergedRef } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { Selection } from '../../ui/table/useSelection.ts'
import type { Item } from './columns/columns.tsx'
import { widened } from './columns/layout.ts'
import { sortAfter, sortShown } from './columns/order.ts'
import { useShownColumns } from './columns/useShownColumns.ts'
import { complaintAddress } from '../../search/find.ts'
import { changed, type ListSearch } from './search.ts'
import { type useComplaints, useCount } from './useComplaints.ts'
import { useRowKeys } from './useRowKeys.ts'
import { useLayout } from './views/useViews.ts'

type ComplaintsTableProps = {
  search: ListSearch
  list: ReturnType<typeof useComplaints>
  selection: Selection<Item>
  onChange: (search: ListSearch) => void
  empty: ReactNode
}

/** The box beside each row takes this of the width. */
const boxWidth = 40

/** The complaints of the list, with the columns that were chosen for it. */
export function ComplaintsTable({ search, list, selection, onChange, empty }: ComplaintsTableProps) {
  const t = useText()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const columns = useShownColumns(search, width - boxWidth)
  const { layout, isDense, setLayout } = useLayout(search)
  const found = useCount(search)
  const keys = useRowKeys({
    onChoose: (place, isRange) => {
      const row = list.rows[place]
      if (row) selection.toggle(row, isRange)
    },
  })
  const both = useMergedRef(ref, keys)
  return (
    <div
      ref={both}
      data-is-dense={isDense}
      aria-busy={list.isPlaceholderData}
      style={{ opacity: list.isPlaceholderData ? 0.6 : 1 }}
    >
      <DataTable
        label={t('nav.complaints')}
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ reference, found: words }) => complaintAddress(reference, search.q, words !== undefined)}
        total={found && !found.more ? found.count : undefined}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        moreError={list.isFetchNextPageError ? list.error : undefined}
        onReachEnd={() => void list.fetchNextPage()}
        sort={sortShown(search.sort)}
        onSort={({ key }) => onChange(changed(search, { sort: sortAfter(search.sort, key) }))}
        onResize={(key, pixels) => setLayout(widened(layout, key, pixels))}
        selection={selection}
        isDense={isDense}
        rowHeight={isDense ? 44 : 82}
        empty={empty}
      />
    </div>
  )
}
