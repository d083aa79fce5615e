import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { isLate } from '../../src/potholes/record/rules.ts'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { FilterSearch } from '../ui/filters/FilterSearch.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useNow } from '../ui/useNow.ts'
import type { PotholesSearch } from './address.ts'
import { OpenPothole } from './opening/OpenPothole.tsx'
import type { Pothole } from './parts.tsx'
import classes from './PotholesPage.module.css'
import { StateBadge } from './StateBadge.tsx'

/** Lists that people come for, each as what the address says. */
const lists = {
  open: { state: 'open' },
  mine: { state: 'open', owner: 'me' },
  proven: { state: 'proven' },
  closed: { state: 'closed' },
  all: {},
} as const satisfies Record<string, PotholesSearch>
type ListName = keyof typeof lists
const names = Object.keys(lists) as ListName[]

/** The potholes: what keeps hurting customers, who answers for its repair, and how far that has come. */
export function PotholesPage() {
  const t = useText()
  const { q, ...search } = useSearch({ strict: false }) as PotholesSearch
  const navigate = useNavigate()
  const { data: counts } = useQuery(ask('countPotholes', {}))
  const isFresh = search.state === undefined && search.owner === undefined
  const shown = isFresh ? lists.open : search
  const name = names.find((each) => JSON.stringify(lists[each]) === JSON.stringify(isAll(shown) ? {} : shown))
  const go = (next: PotholesSearch) => void navigate({ to: '/potholes', search: next, replace: true } as never)
  const countOf = { open: counts?.open, mine: counts?.mine, proven: counts?.states.proven }
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('nav.potholes')}
        description={t('potholes.description')}
        actions={<OpenPothole from={{ origin: 'hand' }} variant="filled" />}
      />
      {counts && <Waiting late={counts.late} waiting={counts.waiting} />}
      <div className={`${classes.bar} not-printed`}>
        <SegmentedControl
          aria-label={t('potholes.which')}
          value={name ?? ''}
          onChange={(value) =>
            go({ ...(value === 'all' ? { state: 'all' } : lists[value as ListName]), ...(q && { q }) })
          }
          data={names.map((each) => {
            const count = countOf[each as keyof typeof countOf]
            return { value: each, label: `${t(`potholes.list.${each}`)}${count ? ` ${count}` : ''}` }
          })}
        />
        <FilterSearch label={t('potholes.search')} value={q ?? ''} onChange={(words) => go({ ...search, q: words })} />
      </div>
      <List search={{ ...(isAll(shown) ? {} : shown), ...(q && { q }) }} />
    </div>
  )
}

const isAll = ({ state }: PotholesSearch): boolean => state === 'all'

function Waiting({ late, waiting }: { late: number; waiting: number }) {
  const t = useText()
  if (late + waiting === 0) return null
  return (
    <p className={classes.waiting}>
      {late > 0 && <span>{t('potholes.late', { count: late })}</span>}
      {waiting > 0 && <span>{t('potholes.waiting', { count: waiting })}</span>}
    </p>
  )
}

function List({ search }: { search: PotholesSearch }) {
  const t = useText()
  const found = useInfiniteQuery({
    queryKey: ['listPotholes', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      call('listPotholes', { query: { ...search, cursor, limit: 30 } as never }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.isPending) return <Loading lines={6} />
  if (found.isError)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  const potholes = found.data.pages.flatMap(({ items }) => items)
  if (potholes.length === 0) return <Empty title={t('potholes.none')}>{t('potholes.none_why')}</Empty>
  return (
    <>
      <ul className={classes.list} aria-label={t('nav.potholes')}>
        {potholes.map((pothole) => (
          <Row key={pothole.id} pothole={pothole} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('evidence.more')}
        </Button>
      )}
    </>
  )
}

function Row({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const { id, name, statement, state, owner, complaints, proposed } = pothole
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <Link to="/potholes/$id" params={{ id } as never} className={classes.name}>
          {name}
        </Link>
        <StateBadge state={state} />
      </div>
      <p className={classes.statement}>{statement}</p>
      <p className={classes.facts}>
        <span>{owner.name}</span>
        <DueWords pothole={pothole} />
        <span>{t('pothole.complaints', { count: complaints })}</span>
        {proposed > 0 && <span>{t('pothole.proposed', { count: proposed })}</span>}
      </p>
    </li>
  )
}

/** By when it is to be repaired, or when it ended. */
export function DueWords({ pothole: { dueOn, closedAt, state } }: { pothole: Pothole }) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  if (closedAt) return <span>{t('pothole.closed_on', { date: format.date(closedAt) })}</span>
  const late = isLate({ state, dueOn }, now)
  return (
    <span className={late ? classes.late : undefined}>
      {t(late ? 'pothole.late_since' : 'pothole.due_on', { date: format.date(`${dueOn}T12:00:00`) })}
    </span>
  )
}
