import { IconInbox } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PeriodButton } from '../../ui/period/PeriodButton.tsx'
import { beginning } from '../../ui/period/useExtent.ts'
import { usePeriod } from '../../ui/period/usePeriod.ts'
import { Leaking } from './Leaking.tsx'
import classes from './Loop.module.css'
import { Money } from './Money.tsx'
import { Passages } from './Passages.tsx'
import { Steps } from './Steps.tsx'
import { ToldPublic } from './ToldPublic.tsx'

export type Loop = AnswerOf<'readLoop'>

/** Whether complaints come to something: how far they get on the way to a repair and to customers who hear of it. */
export function LoopPage() {
  const t = useText()
  const { days, extent, error, retry, choose } = usePeriod()
  const page = useQuery({
    ...ask('readLoop', { query: days ?? { from: beginning, to: beginning } }),
    enabled: days !== null,
    placeholderData: keepPreviousData,
  })
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('nav.loop')}
        description={t('loop.description')}
        actions={page.data && days && extent && <PeriodButton days={days} extent={extent} onChoose={choose} />}
      />
      {error || page.error ? (
        <Failed
          error={error ?? page.error}
          onRetry={() => void (error ? retry() : page.refetch())}
          isRetrying={page.isFetching}
        />
      ) : extent === null ? (
        <Empty title={t('loop.empty')} icon={<IconInbox size={28} stroke={1.5} />}>
          {t('loop.empty_why')}
        </Empty>
      ) : page.data ? (
        <Found loop={page.data} isOld={page.isPlaceholderData} />
      ) : (
        <Loading shape="chart" lines={12} />
      )}
    </div>
  )
}

function Found({ loop, isOld }: { loop: Loop; isOld: boolean }) {
  return (
    <div className={classes.found} data-old={isOld} aria-busy={isOld}>
      <Steps loop={loop} />
      <Leaking loop={loop} />
      <Money loop={loop} />
      <Passages loop={loop} />
      <ToldPublic />
    </div>
  )
}
