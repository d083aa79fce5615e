import { Badge, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { waitingReasons } from '../../src/channels/email/intake/decide.ts'
import { ask } from '../api/ask.ts'
import { type AnswerOf, call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import type { Column } from '../ui/table/columns.ts'
import { DataTable } from '../ui/table/DataTable.tsx'
import { TimeAgo } from '../ui/TimeAgo.tsx'
import classes from './mail.module.css'
import { MailDrawer } from './MailDrawer.tsx'
import type { MailSearch } from './search.ts'

type Item = AnswerOf<'listMails'>['items'][number]

/** Messages that wait for a person, because it is not sure that a customer wrote them; and those that were set aside. */
export function MailPage() {
  const t = useText()
  const format = useFormat()
  const search = useSearch({ from: '/shell/mail' })
  const go = useGo()
  const counts = useQuery(ask('countMails', {}))
  const { state = 'waiting', reason } = search
  const mails = useMails({ state, reason })
  const items = mails.data?.pages.flatMap((page) => page.items) ?? []
  const columns = useMailColumns()
  return (
    <>
      <PageHeader
        title={t('mail.title')}
        aside={counts.data && counts.data.waiting > 0 ? format.number(counts.data.waiting) : undefined}
        description={t('mail.description')}
      />
      <div className={classes.choices}>
        <SegmentedControl
          aria-label={t('mail.state')}
          value={state}
          onChange={(value) => go({ reason, ...(value === 'dismissed' && { state: 'dismissed' }) })}
          data={(['waiting', 'dismissed'] as const).map((each) => ({ value: each, label: t(`mail.state.${each}`) }))}
        />
        <ReasonSelect search={search} reasons={counts.data?.reasons ?? {}} />
      </div>
      {mails.isPending && <Loading lines={5} />}
      {mails.isError && items.length === 0 && <Failed error={mails.error} onRetry={() => void mails.refetch()} />}
      {mails.isSuccess && (
        <DataTable
          label={t('mail.title')}
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefOf({ ...search, id })}
          rowHeight={56}
          hasMore={mails.hasNextPage}
          isLoadingMore={mails.isFetchingNextPage}
          moreError={mails.error}
          onReachEnd={() => void mails.fetchNextPage()}
          empty={<NoMail isWaiting={state === 'waiting'} />}
        />
      )}
      <MailDrawer id={search.id ?? null} onClose={() => go({ ...search, id: undefined })} />
    </>
  )
}

const hrefOf = (search: MailSearch): string =>
  `/mail?${new URLSearchParams(Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1])))}`

function useGo(): (search: MailSearch) => void {
  const navigate = useNavigate()
  return (search) => void navigate({ to: '/mail', search })
}

function useMails({ state, reason }: { state: 'waiting' | 'dismissed'; reason: MailSearch['reason'] }) {
  return useInfiniteQuery({
    queryKey: ['listMails', { state, reason }],
    queryFn: ({ pageParam, signal }) =>
      call('listMails', { query: { state, reason, cursor: pageParam ?? undefined } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

function NoMail({ isWaiting }: { isWaiting: boolean }) {
  const t = useText()
  return (
    <Empty title={t(isWaiting ? 'mail.none' : 'mail.none_dismissed')} icon={<IconMail size={28} stroke={1.5} />}>
      {t(isWaiting ? 'mail.none_why' : 'mail.none_dismissed_why')}
    </Empty>
  )
}

type ReasonSelectProps = { search: MailSearch; reasons: AnswerOf<'countMails'>['reasons'] }

function ReasonSelect({ search, reasons }: ReasonSelectProps) {
  const t = useText()
  const go = useGo()
  const isCounted = search.state !== 'dismissed'
  const labelOf = (reason: (typeof waitingReasons)[number]) =>
    isCounted ? `${t(`mail.reason.${reason}`)} (${reasons[reason] ?? 0})` : t(`mail.reason.${reason}`)
  return (
    <NativeSelect
      aria-label={t('mail.reason')}
      value={search.reason ?? ''}
      onChange={({ currentTarget: { value } }) =>
        go({ ...search, reason: waitingReasons.find((each) => each === value), id: undefined })
      }
      data={[
        { value: '', label: t('mail.reason.any') },
        ...waitingReasons.map((each) => ({ value: each, label: labelOf(each) })),
      ]}
    />
  )
}

function useMailColumns(): Column<Item>[] {
  const t = useText()
  return [
    {
      key: 'subject',
      header: t('mail.subject'),
      card: 'head',
      cell: ({ subject }) => <bdi>{subject || t('mail.no_subject')}</bdi>,
    },
    {
      key: 'from',
      header: t('mail.from'),
      width: '16rem',
      cell: ({ from }) => (
        <bdi className={classes.sender}>{from?.name || from?.address || t('mail.unknown_sender')}</bdi>
      ),
    },
    {
      key: 'reason',
      header: t('mail.reason'),
      width: '13rem',
      cell: ({ reason }) => reason && <Badge variant="default">{t(`mail.reason.${reason}`)}</Badge>,
    },
    { key: 'mailbox', header: t('mail.mailbox'), width: '10rem', from: 'lg', cell: ({ mailbox }) => mailbox.name },
    {
      key: 'arrived',
      header: t('mail.arrived'),
      width: '9rem',
      card: 'corner',
      cell: ({ arrivedAt }) => <TimeAgo at={arrivedAt} />,
    },
  ]
}
