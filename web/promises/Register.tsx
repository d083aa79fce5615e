import { Button, Modal, SegmentedControl } from '@mantine/core'
import { IconFileCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import type { ServicePromise } from './names.ts'
import { PromiseCard } from './PromiseCard.tsx'
import { PromiseForm } from './PromiseForm.tsx'
import classes from './promises.module.css'

const views = ['all', 'lacking', 'ended'] as const
type View = (typeof views)[number]

const isIn: Record<View, (promise: ServicePromise) => boolean> = {
  all: ({ state }) => state !== 'ended',
  lacking: ({ findings }) => findings.length > 0,
  ended: ({ state }) => state === 'ended',
}

/** What we tell all customers, and what each promise lacks. */
export function Register() {
  const t = useText()
  const may = useMay()
  const promises = useQuery(ask('listPromises', {}))
  const [view, setView] = useState<View>('all')
  const [isAdding, setAdding] = useState(false)
  const all = promises.data ?? []
  const listed = all.filter(isIn[view])
  const add = may('addPromise') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} size="xs" onClick={() => setAdding(true)}>
      {t('promise.add')}
    </Button>
  )
  return (
    <>
      <p className={classes.about}>{t('promise.about')}</p>
      {all.length > 0 && (
        <div className={classes.bar}>
          <SegmentedControl
            size="xs"
            className="not-printed"
            aria-label={t('promise.show')}
            value={view}
            onChange={(next) => setView(next as View)}
            data={views.map((each) => ({
              value: each,
              label: t(`promise.show.${each}`, { count: all.filter(isIn[each]).length }),
            }))}
          />
          {add}
        </div>
      )}
      {promises.isPending && <Loading shape="text" lines={6} />}
      {promises.isError && (
        <Failed error={promises.error} onRetry={() => void promises.refetch()} isRetrying={promises.isFetching} />
      )}
      {promises.isSuccess && listed.length === 0 && (
        <Empty
          title={t(all.length === 0 ? 'promise.none' : `promise.none.${view}`)}
          icon={<IconFileCheck size={28} stroke={1.5} />}
          action={all.length === 0 && add}
        >
          {all.length === 0 && t('promise.none_why')}
        </Empty>
      )}
      <ul className={classes.list} aria-label={t('nav.promises')}>
        {listed.map((promise) => (
          <PromiseCard key={promise.id} promise={promise} />
        ))}
      </ul>
      <Modal opened={isAdding} onClose={() => setAdding(false)} title={t('promise.add')} size="lg">
        <PromiseForm promise={null} onDone={() => setAdding(false)} />
      </Modal>
    </>
  )
}
