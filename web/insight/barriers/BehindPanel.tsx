import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import type { Query } from './BarriersPage.tsx'
import { useBarrierName } from './names.ts'

/** The complaints behind a number, in the customers' own words, beside it. */
export function BehindPanel({ report, query }: { report: Report; query: Query }) {
  const { address, change } = useBarriersAddress()
  const nameOf = useBarrierName(report)
  const [kind = '', place, other] = address.show?.split('~') ?? []
  return (
    <Drawer
      opened={address.show !== undefined}
      onClose={() => change({ show: undefined } as object)}
      position="right"
      size="lg"
      title={nameOf({ kind, place: place ?? '', other: other ?? '' })}
      className="not-printed"
    >
      {address.show && <Behind query={{ ...query, ...behindOf({ kind, place, other }) } as BehindQuery} />}
    </Drawer>
  )
}

type BehindQuery = Parameters<typeof ask<'listBarrierComplaints'>>[1]['query']

/** A part that is empty says nothing: any place, any rest. */
const behindOf = ({ kind, place, other }: { kind: string; place: string | undefined; other: string | undefined }) => ({
  what: kind,
  ...(place && { place }),
  ...(other && { other }),
})

function Behind({ query }: { query: BehindQuery }) {
  const t = useText()
  const { data, error, refetch } = useQuery(ask('listBarrierComplaints', { query }))
  if (error) return <Failed what={t('causes.voices.failed')} error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading shape="text" lines={12} />
  if (data.items.length === 0) return <Empty title={t('causes.voices.none')}>{t('barriers.behind_none')}</Empty>
  return (
    <>
      <ul className={classes.voices} aria-label={t('causes.voices.label')}>
        {data.items.map((item) => (
          <li key={item.reference}>
            <Item item={item} />
          </li>
        ))}
      </ul>
      {data.more && <p className={classes.quiet}>{t('barriers.behind_more', { count: data.items.length })}</p>}
    </>
  )
}

function Item({ item }: { item: AnswerOf<'listBarrierComplaints'>['items'][number] }) {
  const t = useText()
  const format = useFormat()
  const { reference, receivedAt, product, closure, words, handoffs } = item
  const closed = (['solved', 'decided', 'no_answer', 'withdrawn', 'historic'] as const).find((each) => each === closure)
  return (
    <article>
      <p className={classes.head}>
        <a href={`/complaints/${reference}`}>{reference}</a>
        <time dateTime={receivedAt}>{format.date(receivedAt)}</time>
        <span>{closed ? t(`closure.${closed}`) : t('barriers.contacts.open')}</span>
        {handoffs > 0 && <span>{t('barriers.handoffs', { count: handoffs })}</span>}
      </p>
      {words ? <blockquote>{words}</blockquote> : <p className={classes.quiet}>{t('barriers.list.no_words')}</p>}
      {product && <p className={classes.quiet}>{product}</p>}
    </article>
  )
}
