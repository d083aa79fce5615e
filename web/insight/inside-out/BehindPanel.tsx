import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import classes from './InsideOut.module.css'

export type Behind = Parameters<typeof ask<'listListened'>>[1]['query'] & { title: string }

/** Opens the customers behind a number; none behind nought. */
export function Opener({ count, onOpen, children }: { count: number; onOpen: () => void; children: ReactNode }) {
  if (count === 0) return children
  return (
    <button type="button" className={classes.opener} onClick={onOpen}>
      {children}
    </button>
  )
}

/** The customers behind a number of promises or of management, in their own words. */
export function BehindPanel({ behind, onClose }: { behind: Behind | null; onClose: () => void }) {
  return (
    <Drawer
      opened={behind !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={behind?.title}
      className="not-printed"
    >
      {behind && <Found behind={behind} />}
    </Drawer>
  )
}

function Found({ behind: { title: _title, ...query } }: { behind: Behind }) {
  const t = useText()
  const { data, error, refetch } = useQuery(ask('listListened', { query }))
  if (error) return <Failed what={t('causes.voices.failed')} error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading shape="text" lines={12} />
  if (data.items.length === 0) return <Empty title={t('inside.behind_none')}>{t('barriers.behind_none')}</Empty>
  return (
    <>
      <ul className={classes.behind} aria-label={t('causes.voices.label')}>
        {data.items.map((item, place) => (
          <li key={`${item.reference} ${place}`}>
            <Item item={item} />
          </li>
        ))}
      </ul>
      {data.more && <p className={classes.quiet}>{t('barriers.behind_more', { count: data.items.length })}</p>}
    </>
  )
}

function Item({ item: { reference, at, told, words } }: { item: AnswerOf<'listListened'>['items'][number] }) {
  const t = useText()
  const format = useFormat()
  return (
    <article>
      <p>
        <a href={`/complaints/${reference}`}>{reference}</a> <time dateTime={at}>{format.date(at)}</time>
      </p>
      {told && <p>{t('inside.behind_told', { words: told })}</p>}
      {words ? <blockquote>{words}</blockquote> : <p className={classes.quiet}>{t('barriers.list.no_words')}</p>}
    </article>
  )
}
