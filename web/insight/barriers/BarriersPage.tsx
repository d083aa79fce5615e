import { Button } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { NarrowingWritten } from '../../../src/insight/reports/contract.ts'
import { ask } from '../../api/ask.ts'
import { useOpenBeside } from '../../causes/useOpenBeside.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ReportActions } from '../ReportActions.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { beginning } from '../../ui/period/useExtent.ts'
import { usePeriod } from '../../ui/period/usePeriod.ts'
import { useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { BarriersFilterBar } from './BarriersFilterBar.tsx'
import { Found } from './Found.tsx'

/** What stands between customers and a solution: teams and rules, never a person. */
export function BarriersPage() {
  const t = useText()
  const { address } = useBarriersAddress()
  const openBeside = useOpenBeside()
  const { days, extent, error, retry } = usePeriod()
  const { show: _show, from: _from, to: _to, ...rest } = address
  const narrowing = rest as NarrowingWritten
  const query: Query = { ...(days ?? { from: beginning, to: beginning }), ...narrowing }
  const report = useQuery({
    ...ask('readBarriers', { query }),
    enabled: days !== null,
    placeholderData: keepPreviousData,
  })
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- links inside are pressed, by key too
    <div className={classes.page} onClick={openBeside}>
      <PageHeader
        title={t('nav.barriers')}
        description={t('barriers.description')}
        actions={report.data && <ReportActions page="barriers" days={days} narrowing={narrowing} />}
      />
      {extent && days && (
        <div className="not-printed">
          <BarriersFilterBar days={days} extent={extent} places={report.data?.places ?? []} />
        </div>
      )}
      {error || report.error ? (
        <Failed
          error={error ?? report.error}
          onRetry={() => void (error ? retry() : report.refetch())}
          isRetrying={report.isFetching}
        />
      ) : extent === null ? (
        <NoComplaints />
      ) : days && report.data ? (
        <Found report={report.data} query={query} isOld={report.isPlaceholderData} />
      ) : (
        <Loading shape="chart" lines={16} />
      )}
    </div>
  )
}

export type Query = Parameters<typeof ask<'readBarriers'>>[1]['query']

function NoComplaints() {
  const t = useText()
  const may = useMay()
  return (
    <Empty
      title={t('causes.empty')}
      icon={<IconInbox size={28} stroke={1.5} />}
      action={
        may('prepareImport') && (
          <Button component="a" href="/import">
            {t('causes.to_import')}
          </Button>
        )
      }
    >
      {t('barriers.no_complaints')}
    </Empty>
  )
}
