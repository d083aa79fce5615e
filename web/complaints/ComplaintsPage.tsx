import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { IconInbox, IconSearchOff } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFormat, useText } from '../language/useLanguage.ts'
import { NewRows } from '../live/NewRows.tsx'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { DataTable } from '../ui/table/DataTable.tsx'
import { useChoices } from './list/choices/index.ts'
import { useColumns } from './list/columns.tsx'
import { Chips } from './list/filters/Chips.tsx'
import { Filters } from './list/filters/Filters.tsx'
import classes from './list/filters/Filters.module.css'
import { keepList } from './list/lastList.ts'
import { Order } from './list/Order.tsx'
import { type ListSearch, viewOf } from './list/search.ts'
import { useComplaints, useCount } from './list/useComplaints.ts'
import { useRowKeys } from './list/useRowKeys.ts'
import { Views } from './list/Views.tsx'
import { WaitingHandovers } from './list/WaitingHandovers.tsx'

/** All complaints, narrowed by what the address says. */
export function ComplaintsPage() {
  const t = useText()
  const search = useSearch({ from: '/shell/complaints' })
  const { href } = useLocation()
  const navigate = useNavigate({ from: '/complaints' })
  const choices = useChoices(search)
  const list = useComplaints(search)
  useEffect(() => keepList(href), [href])
  // Each letter typed is not a page to come back to; each choice is.
  const change = (next: ListSearch) => void navigate({ search: next, replace: next.q !== search.q, resetScroll: false })
  const customer = list.rows.find((row) => row.customer?.id === search.customer)?.customer
  return (
    <>
      <PageHeader title={t('nav.complaints')} aside={<Count search={search} />} />
      <WaitingHandovers />
      <div className={classes.lists}>
        <Views />
        <Order search={search} onChange={change} />
      </div>
      <Filters search={search} choices={choices} onChange={change} />
      <Chips search={search} choices={choices} customerName={customer?.name ?? null} onChange={change} />
      <NewRows />
      <List search={search} list={list} />
    </>
  )
}

function Count({ search }: { search: ListSearch }) {
  const t = useText()
  const format = useFormat()
  const found = useCount(search)
  if (!found) return null
  const shown = format.count({ count: found.count, isCapped: found.more })
  return <output>{t('complaints.count', { count: found.count, shown })}</output>
}

function List({ search, list }: { search: ListSearch; list: ReturnType<typeof useComplaints> }) {
  const t = useText()
  const columns = useColumns()
  const rows = useRowKeys()
  const found = useCount(search)
  if (list.isPending) return <Loading shape="list" lines={12} />
  if (list.isError && list.rows.length === 0) {
    return (
      <Failed
        what={t('complaints.failed')}
        error={list.error}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    )
  }
  return (
    <div ref={rows} aria-busy={list.isPlaceholderData} style={{ opacity: list.isPlaceholderData ? 0.6 : 1 }}>
      <DataTable
        label={t('nav.complaints')}
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ reference }) => `/complaints/${reference}`}
        total={found && !found.more ? found.count : undefined}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        moreError={list.isFetchNextPageError ? list.error : undefined}
        onReachEnd={() => void list.fetchNextPage()}
        rowHeight={82}
        empty={<Nothing search={search} />}
      />
    </div>
  )
}

/** Why there is nothing: nobody complained yet, nothing waits, or the filters are too narrow. */
function Nothing({ search }: { search: ListSearch }) {
  const t = useText()
  const may = useMay()
  const view = viewOf(search)
  const icon = view === null ? <IconSearchOff size={28} stroke={1.5} /> : <IconInbox size={28} stroke={1.5} />
  if (view === 'mine')
    return (
      <Empty icon={icon} title={t('complaints.none_mine')}>
        {t('complaints.none_mine_why')}
      </Empty>
    )
  if (view === 'overdue') return <Empty icon={icon} title={t('complaints.none_overdue')} />
  if (view === 'all')
    return (
      <Empty icon={icon} title={t('complaints.none')}>
        {t(may('prepareImport') ? 'complaints.none_why' : 'complaints.none_why_own')}
      </Empty>
    )
  return (
    <Empty icon={icon} title={t('complaints.none_fit')}>
      {t('complaints.none_fit_why')}
    </Empty>
  )
}
