import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useUsualColumns } from '../complaints/list/columns/useShownColumns.ts'
import { lastList } from '../complaints/list/lastList.ts'
import { useComplaints } from '../complaints/list/useComplaints.ts'
import { useRowKeys } from '../complaints/list/useRowKeys.ts'
import { nameOfLanguage } from '../complaints/languageName.ts'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import { CopyLink } from '../ui/CopyLink.tsx'
import { Empty } from '../ui/Empty.tsx'
import { explain } from '../ui/explain.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { DataTable } from '../ui/table/DataTable.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import classes from './CustomerPage.module.css'

type Customer = AnswerOf<'readCustomer'>

/** One customer: who they are and everything they ever told us. */
export function CustomerPage() {
  const t = useText()
  const { id } = useParams({ from: '/shell/customers/$id' })
  const customer = useQuery(ask('readCustomer', { params: { id } }))
  if (customer.isPending) return <Loading shape="page" />
  if (!customer.data) {
    const { status } = customer.error as { status?: number }
    if (status === 404 || status === 400) return <Missing error={customer.error} />
    return (
      <Failed
        what={t('customer.failed')}
        error={customer.error}
        onRetry={() => void customer.refetch()}
        isRetrying={customer.isFetching}
      />
    )
  }
  const { name, complaints } = customer.data
  return (
    <>
      <PageHeader
        title={name ?? t('customer.anonymous')}
        aside={<CopyLink />}
        description={t('customer.again', { count: complaints })}
        back={{ href: lastList(), label: t('nav.complaints') }}
      />
      <Facts customer={customer.data} />
      <Told id={id} />
    </>
  )
}

function Missing({ error }: { error: unknown }) {
  const t = useText()
  usePageTitle(t('customer.missing'))
  return (
    <Empty
      isPage
      title={t('customer.missing')}
      icon={<IconMapOff size={28} stroke={1.5} />}
      action={<a href="/complaints">{t('missing.home')}</a>}
    >
      {explain(error, t)}
    </Empty>
  )
}

function Facts({ customer: { id, addresses, complaints, open, firstAt, language } }: { customer: Customer }) {
  const t = useText()
  const format = useFormat()
  const { language: spoken } = useLanguage()
  const spokenBy = language && nameOfLanguage(spoken, language)
  const facts = [
    { name: t('customer.complaints'), value: <a href={`/complaints?customer=${id}`}>{format.number(complaints)}</a> },
    {
      name: t('customer.open'),
      value: open > 0 ? <a href={`/complaints?customer=${id}&state=open`}>{format.number(open)}</a> : format.number(0),
    },
    ...(firstAt ? [{ name: t('customer.first'), value: format.date(firstAt) }] : []),
    ...(spokenBy ? [{ name: t('customer.language'), value: spokenBy }] : []),
    ...addresses.map(({ kind, address }) => ({ name: t(`customer.address.${kind}`), value: addressed(kind, address) })),
  ]
  return (
    <section aria-label={t('customer.facts')}>
      <dl className={classes.facts}>
        {facts.map(({ name, value }, place) => (
          <div key={place}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function addressed(kind: Customer['addresses'][number]['kind'], address: string) {
  if (kind === 'external') return address
  return <a href={`${kind === 'email' ? 'mailto' : 'tel'}:${address}`}>{address}</a>
}

function Told({ id }: { id: string }) {
  const t = useText()
  const list = useComplaints({ customer: id })
  const columns = useUsualColumns()
  const rows = useRowKeys()
  return (
    <section aria-labelledby="told" className={classes.told} ref={rows}>
      <h2 id="told">{t('customer.told')}</h2>
      {list.isPending && <Loading shape="list" lines={5} />}
      {list.isError && list.rows.length === 0 && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isPending && list.rows.length > 0 && (
        <DataTable
          label={t('customer.told')}
          columns={columns}
          rows={list.rows}
          rowKey={({ id: complaint }) => complaint}
          rowHref={({ reference }) => `/complaints/${reference}`}
          hasMore={list.hasNextPage}
          isLoadingMore={list.isFetchingNextPage}
          moreError={list.isFetchNextPageError ? list.error : undefined}
          onReachEnd={() => void list.fetchNextPage()}
          rowHeight={82}
        />
      )}
    </section>
  )
}
