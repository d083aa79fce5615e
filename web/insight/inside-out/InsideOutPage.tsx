import { IconInbox } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ReportActions } from '../ReportActions.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PeriodButton } from '../../ui/period/PeriodButton.tsx'
import { beginning } from '../../ui/period/useExtent.ts'
import { usePeriod } from '../../ui/period/usePeriod.ts'
import classes from './InsideOut.module.css'
import { Claims } from './Claims.tsx'
import { Costs } from './Costs.tsx'
import { Lead } from './Lead.tsx'
import { Listened } from './Listened.tsx'
import { Places } from './Places.tsx'
import { SplitCharts } from './SplitCharts.tsx'
import { Voices } from './Voices.tsx'

export type InsideOut = AnswerOf<'readInsideOut'>

/** The page for executives: whether dissatisfaction is made from the inside out, and what was done about it. */
export function InsideOutPage() {
  const t = useText()
  const { days, extent, error, retry, choose } = usePeriod()
  const page = useQuery({
    ...ask('readInsideOut', { query: days ?? { from: beginning, to: beginning } }),
    enabled: days !== null,
    placeholderData: keepPreviousData,
  })
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('nav.inside_out')}
        description={t('inside.description')}
        actions={
          page.data && (
            <ReportActions page="inside-out" days={days}>
              {days && extent && <PeriodButton days={days} extent={extent} onChoose={choose} />}
            </ReportActions>
          )
        }
      />
      {error || page.error ? (
        <Failed
          error={error ?? page.error}
          onRetry={() => void (error ? retry() : page.refetch())}
          isRetrying={page.isFetching}
        />
      ) : extent === null ? (
        <Empty title={t('inside.empty')} icon={<IconInbox size={28} stroke={1.5} />}>
          {t('inside.empty_why')}
        </Empty>
      ) : page.data ? (
        <Found page={page.data} isOld={page.isPlaceholderData} />
      ) : (
        <Loading shape="chart" lines={16} />
      )}
    </div>
  )
}

function Found({ page, isOld }: { page: InsideOut; isOld: boolean }) {
  return (
    <div className={classes.found} data-old={isOld} aria-busy={isOld}>
      <Lead page={page} />
      {page.complaints > 0 && <SplitCharts page={page} />}
      {page.complaints > 0 && <Claims page={page} />}
      <Costs />
      <Places page={page} />
      <Listened page={page} />
      <Voices page={page} />
    </div>
  )
}
