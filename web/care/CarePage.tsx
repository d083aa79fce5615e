import { Select } from '@mantine/core'
import { IconHeartHandshake } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { WaitingHandovers } from '../complaints/list/WaitingHandovers.tsx'
import { usePeople } from '../complaints/topics.ts'
import { useText } from '../language/useLanguage.ts'
import { useMay, useMe } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { AgainstAdvice } from './AgainstAdvice.tsx'
import classes from './CarePage.module.css'
import { CustomerRow } from './CustomerRow.tsx'
import { PromisesKept } from './PromisesKept.tsx'
import { ReachedMe } from './ReachedMe.tsx'
import { TimeToSolution } from './TimeToSolution.tsx'

/** My customers in the order in which they need me, and why; below it what I promised and how long solutions take. */
export function CarePage() {
  const t = useText()
  const me = useMe()
  const may = useMay()
  const { owner } = useSearch({ from: '/shell/care' })
  const isMine = owner === undefined || owner === me.id
  const care = useQuery({ ...ask('readCare', { query: { owner: owner ?? 'me' } }), refetchInterval: 60_000 })
  return (
    <>
      <PageHeader
        title={isMine ? t('care.title') : t('care.title_of', { name: care.data?.owner.name ?? '…' })}
        description={t('care.description')}
        actions={<Whose />}
      />
      {isMine && <ReachedMe />}
      {isMine && <WaitingHandovers />}
      {care.isPending && <Loading shape="list" lines={6} />}
      {care.isError && <Failed error={care.error} onRetry={() => void care.refetch()} isRetrying={care.isFetching} />}
      {care.data && <Customers care={care.data} isMine={isMine} />}
      <div className={classes.sections}>
        {may('countCommitments') && <PromisesKept owner={owner ?? 'me'} />}
        {may('timeToSolution') && <TimeToSolution />}
        {may('listAgainstAdvice') && <AgainstAdvice />}
      </div>
    </>
  )
}

type Care = AnswerOf<'readCare'>

function Customers({ care: { customers, aside, more, owner }, isMine }: { care: Care; isMine: boolean }) {
  const t = useText()
  if (customers.length === 0 && aside.length === 0) {
    return (
      <Empty title={t('care.empty')} icon={<IconHeartHandshake size={28} stroke={1.5} />}>
        {t('care.empty_why')}
      </Empty>
    )
  }
  return (
    <>
      {customers.length === 0 && <p className={classes.quiet}>{t('care.all_aside')}</p>}
      <ol className={classes.customers} aria-label={t('care.title')}>
        {customers.map((each) => (
          <CustomerRow key={each.complaints[0]?.id} {...each} isMine={isMine} />
        ))}
      </ol>
      {more && (
        <p className={classes.quiet}>
          {t('care.more')}{' '}
          <a href={`/complaints?owner=${isMine ? 'me' : owner.id}&state=open&sort=due`}>{t('care.more_all')}</a>
        </p>
      )}
      {aside.length > 0 && (
        <details className={classes.aside}>
          <summary>{t('care.aside', { count: aside.length })}</summary>
          <ol className={classes.customers} aria-label={t('care.aside', { count: aside.length })}>
            {aside.map((each) => (
              <CustomerRow key={each.complaints[0]?.id} {...each} isMine={isMine} />
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

/** Looks at somebody else's customers, to stand in for them. */
function Whose() {
  const t = useText()
  const me = useMe()
  const { owner } = useSearch({ from: '/shell/care' })
  const navigate = useNavigate({ from: '/care' })
  const people = (usePeople() ?? []).filter(({ active, id }) => active && id !== me.id)
  if (me.role === 'operations') return null
  return (
    <Select
      searchable
      size="xs"
      aria-label={t('care.whose')}
      value={owner ?? me.id}
      onChange={(id) => void navigate({ search: id && id !== me.id ? { owner: id } : {} })}
      data={[{ value: me.id, label: t('care.mine') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
      nothingFoundMessage={t('filter.nothing_found')}
      allowDeselect={false}
    />
  )
}
