import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { IconInbox, IconSearchOff } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFormat, useText } from '../language/useLanguage.ts'
import { NewRows } from '../live/NewRows.tsx'
import { BoxNotes } from '../search/BoxNotes.tsx'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { type Selection, useSelection } from '../ui/table/useSelection.ts'
import { BulkBar } from './list/bulk/BulkBar.tsx'
import { useChoices } from './list/choices/index.ts'
import { ColumnsMenu } from './list/columns/ColumnsMenu.tsx'
import type { Item } from './list/columns/columns.tsx'
import { ComplaintsTable } from './list/ComplaintsTable.tsx'
import { Chips } from './list/filters/Chips.tsx'
import { Filters } from './list/filters/Filters.tsx'
import classes from './list/filters/Filters.module.css'
import { keepList } from './list/lastList.ts'
import { Order } from './list/Order.tsx'
import { changed, type ListSearch, viewOf } from './list/search.ts'
import { useComplaints, useCount } from './list/useComplaints.ts'
import { ViewMenu } from './list/views/ViewMenu.tsx'
import { Views } from './list/views/Views.tsx'
import { WaitingHandovers } from './list/WaitingHandovers.tsx'

/** All complaints, narrowed by what the address says. */
export function ComplaintsPage() {
  const t = useText()
  const search = useSearch({ from: '/shell/complaints' })
  const { href } = useLocation()
  const navigate = useNavigate({ from: '/complaints' })
  const choices = useChoices(search)
  const list = useComplaints(search)
  const isTelephone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const selection = useSelection({
    rows: list.rows,
    keyOf: ({ id }) => id,
    labelOf: ({ reference }) => t('complaints.choose_one', { reference }),
  })
  useEffect(() => keepList(href), [href])
  // Each letter typed is not a page to come back to; each choice is.
  const change = (next: ListSearch) => void navigate({ search: next, replace: next.q !== search.q, resetScroll: false })
  const customer = list.rows.find((row) => row.customer?.id === search.customer)?.customer
  return (
    <>
      <PageHeader title={t('nav.complaints')} aside={<Count search={search} />} />
      <WaitingHandovers />
      <div className={classes.lists}>
        <Views search={search} />
        <div className={classes.tools}>
          <ViewMenu search={search} />
          <Order search={search} onChange={change} />
          {isTelephone ? <Choosing selection={selection} /> : <ColumnsMenu search={search} />}
        </div>
      </div>
      <Filters search={search} choices={choices} onChange={change} />
      <Chips search={search} choices={choices} customerName={customer?.name ?? null} onChange={change} />
      <BoxNotes
        notes={list.data?.pages[0]?.notes ?? []}
        q={search.q ?? ''}
        onChange={(q) => change(changed(search, { q }))}
      />
      <NewRows />
      <List search={search} list={list} selection={selection} onChange={change} />
      <BulkBar search={search} selection={selection} rows={list.rows} />
    </>
  )
}

/** On a telephone boxes would be in the way, so choosing is turned on and off. */
function Choosing({ selection }: { selection: Selection<Item> }) {
  const t = useText()
  const turn = () => (selection.isOn ? selection.clear() : selection.turnOn(true))
  return (
    <Button size="xs" variant="subtle" color="gray" aria-pressed={selection.isOn} onClick={turn}>
      {t(selection.isOn ? 'complaints.choosing_end' : 'complaints.choosing')}
    </Button>
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

type ListProps = {
  search: ListSearch
  list: ReturnType<typeof useComplaints>
  selection: Selection<Item>
  onChange: (search: ListSearch) => void
}

function List({ search, list, selection, onChange }: ListProps) {
  const t = useText()
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
  const table = { search, list, selection, onChange }
  return <ComplaintsTable {...table} empty={<Nothing search={search} />} />
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
