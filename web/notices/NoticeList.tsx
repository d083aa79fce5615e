import { Button, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type AnswerOf, call } from '../api/client.ts'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { notify } from '../ui/notices.tsx'
import { TimeAgo } from '../ui/TimeAgo.tsx'
import classes from './NoticeList.module.css'
import { sayNotice } from './sayNotice.ts'

type Notice = AnswerOf<'listNotices'>['items'][number]

/** My notices, newest first; going to one marks it as read. */
export function NoticeList({ unread, onClose }: { unread: number; onClose: () => void }) {
  const t = useText()
  const queries = useQueryClient()
  const found = useInfiniteQuery({
    queryKey: ['listNotices'],
    queryFn: ({ pageParam, signal }) => call('listNotices', { query: { cursor: pageParam ?? undefined } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const read = async (body: { ids: string[] } | { until: string }) => {
    try {
      await call('readNotices', { body })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    }
    await Promise.all(
      ['countNotices', 'listNotices'].map((operation) => queries.invalidateQueries({ queryKey: [operation] })),
    )
  }
  const notices = found.data?.pages.flatMap(({ items }) => items) ?? []
  const newest = notices[0]
  return (
    <section aria-labelledby="notices" className={classes.notices}>
      <header className={classes.header}>
        <h2 id="notices" className={classes.heading}>
          {t('bell.heading')}
        </h2>
        {unread > 0 && newest && (
          <Button size="compact-xs" variant="subtle" onClick={() => void read({ until: newest.at })}>
            {t('bell.read_all')}
          </Button>
        )}
      </header>
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && notices.length === 0 && <p className={classes.empty}>{t('bell.empty')}</p>}
      <ul className={classes.list}>
        {notices.map((notice) => (
          <Entry
            key={notice.id}
            notice={notice}
            onOpen={() => {
              onClose()
              if (!notice.readAt) void read({ ids: [notice.id] })
            }}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          fullWidth
          variant="subtle"
          size="compact-sm"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('bell.more')}
        </Button>
      )}
    </section>
  )
}

function Entry({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const { complaint, by, at, readAt } = notice
  const open = () => {
    onOpen()
    if (complaint) void navigate({ to: '/complaints/$reference', params: { reference: complaint.reference } })
    else if (typeof notice.detail.alarm_id === 'string')
      void navigate({ to: '/hot-spots/alarms/$id', params: { id: notice.detail.alarm_id } })
    else if (typeof notice.detail.team_id === 'string' && notice.kind.startsWith('overload'))
      void navigate({ to: '/workload', search: { team: notice.detail.team_id } })
    else if (typeof notice.detail.pothole_id === 'string')
      void navigate({
        to: '/potholes/$id',
        params: { id: notice.detail.pothole_id },
        search: { part: notice.kind.startsWith('known_issue') ? 'known-issue' : undefined },
      })
    else if (notice.detail.count) void navigate({ to: '/complaints', search: { sort: 'due' } })
  }
  return (
    <li>
      <button type="button" className={classes.entry} data-unread={readAt === null || undefined} onClick={open}>
        <span className={classes.words}>{sayNotice(notice, { t, dateTime: format.dateTime, language })}</span>
        <span className={classes.below}>
          {complaint && <span className={classes.reference}>{complaint.reference}</span>}
          {by && notice.kind !== 'mentioned' && <span>{by.name}</span>}
          <TimeAgo at={at} />
          {readAt === null && <VisuallyHidden>{t('bell.unread')}</VisuallyHidden>}
        </span>
      </button>
    </li>
  )
}
