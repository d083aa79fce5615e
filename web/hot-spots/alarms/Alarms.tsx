import { Button, SegmentedControl } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Judgement, judgements } from '../../../src/potholes/alarms/judgements.ts'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import classes from './alarms.module.css'
import { AlarmRow } from './AlarmRow.tsx'
import { useAlarmWords } from './useAlarmWords.ts'

type Shown = 'all' | 'open' | Judgement

/** Series of complaints that have risen beyond what was to be expected, the latest first. */
export function Alarms() {
  const t = useText()
  const [shown, setShown] = useState<Shown>('all')
  const found = useInfiniteQuery({
    queryKey: ['listAlarms', shown],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listAlarms',
        { query: { cursor: pageParam ?? undefined, ...(shown !== 'all' && { judgement: shown }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const alarms = found.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className={classes.choices}>
        <SegmentedControl
          size="xs"
          className="not-printed"
          aria-label={t('alarm.show')}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'all', label: t('alarm.show_all') },
            { value: 'open', label: t('alarm.judgement.open') },
            ...judgements.map((value) => ({ value, label: t(`alarm.judgement.${value}`) })),
          ]}
        />
        <Watched />
      </div>
      {found.isPending && <Loading shape="text" lines={10} />}
      {found.isError && (
        <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
      )}
      {found.isSuccess && alarms.length === 0 && (
        <Empty
          title={t(shown === 'all' ? 'hot.no_alarm' : 'alarm.none_such')}
          icon={<IconBell size={28} stroke={1.5} />}
        >
          {shown === 'all' && t('alarm.none_why')}
        </Empty>
      )}
      {alarms.length > 0 && (
        <ul className={classes.list} aria-label={t('alarm.list')}>
          {alarms.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          className="not-printed"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('alarm.more')}
        </Button>
      )}
    </>
  )
}

/** Whether silence means that nothing was found, or that nobody has looked yet. */
function Watched() {
  const t = useText()
  const { day } = useAlarmWords()
  const { data } = useQuery(ask('readAlarmState', {}))
  if (!data) return null
  return (
    <p className={classes.quiet}>
      {data.day === null ? t('alarm.not_watched') : t('alarm.watched', { date: day(data.day), series: data.series })}
      {data.waitingDays > 1 && ` ${t('alarm.waiting', { count: data.waitingDays })}`}
    </p>
  )
}
