import { Button, SegmentedControl } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { constraintKinds } from '../../src/causes/constraints/contract.ts'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { FilterPick } from '../ui/filters/FilterPick.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { type Note, StoppedNote } from './StoppedNote.tsx'
import classes from './promises.module.css'

type Asked = { kind?: Note['kind'] | undefined; pothole?: string | undefined }

/** What stopped people here from satisfying customers, the latest first; of one pothole where it is given. */
export function Stopped({ pothole }: { pothole?: string }) {
  const t = useText()
  const [kind, setKind] = useState<Note['kind'] | null>(null)
  const [isLoose, setLoose] = useState(false)
  const of = pothole ?? (isLoose ? 'none' : undefined)
  const counts = useQuery(ask('countConstraints', { query: { pothole: of } }))
  const total = counts.data?.reduce((sum, { n }) => sum + n, 0)
  return (
    <>
      <p className={classes.about}>{t(pothole ? 'stopped.about_pothole' : 'stopped.about')}</p>
      <div className={`${classes.bar} not-printed`}>
        {!pothole && (
          <SegmentedControl
            size="xs"
            aria-label={t('stopped.show')}
            value={isLoose ? 'none' : 'all'}
            onChange={(value) => setLoose(value === 'none')}
            data={[
              { value: 'all', label: t('stopped.show_all') },
              { value: 'none', label: t('stopped.show_loose') },
            ]}
          />
        )}
        {total !== undefined && total > 0 && (
          <FilterPick
            label={kind ? t(`stopped.kind.${kind}`) : t('stopped.any_kind', { count: total })}
            options={constraintKinds.map((value) => ({
              value,
              label: t('stopped.kind_count', {
                kind: t(`stopped.kind.${value}`),
                count: counts.data?.find((each) => each.kind === value)?.n ?? 0,
              }),
            }))}
            chosen={kind}
            onChange={(next) => setKind(next as Note['kind'] | null)}
          />
        )}
      </div>
      <Notes asked={{ kind: kind ?? undefined, pothole: of }} />
    </>
  )
}

function Notes({ asked }: { asked: Asked }) {
  const t = useText()
  const format = useFormat()
  const found = useInfiniteQuery({
    queryKey: ['listConstraints', asked],
    queryFn: ({ pageParam, signal }) =>
      call('listConstraints', { query: { ...asked, cursor: pageParam ?? undefined } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const notes = found.data?.pages.flatMap(({ items }) => items) ?? []
  if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (found.isPending) return <Loading shape="text" lines={6} />
  if (notes.length === 0)
    return (
      <Empty
        title={t(asked.kind || asked.pothole ? 'stopped.none' : 'stopped.none_yet')}
        icon={<IconHandStop size={28} stroke={1.5} />}
      >
        {t('stopped.none_why')}
      </Empty>
    )
  return (
    <>
      <p className={classes.quiet}>{t('stopped.since', { when: format.date(notes.at(-1)?.notedAt ?? '') })}</p>
      <ul className={classes.list} aria-label={t('promise.part.stopped')}>
        {notes.map((note) => (
          <StoppedNote key={note.id} note={note} withComplaint />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          className="not-printed"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('stopped.more')}
        </Button>
      )}
    </>
  )
}
