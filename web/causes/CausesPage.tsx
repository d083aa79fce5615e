import { Button } from '@mantine/core'
import { IconCalendarOff, IconInbox } from '@tabler/icons-react'
import { ReportActions } from '../insight/ReportActions.tsx'
import { useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { narrowingOf, useAddress } from './address.ts'
import { CausesFilterBar } from './CausesFilterBar.tsx'
import classes from './CausesPage.module.css'
import { CsvItem } from './CsvItem.tsx'
import { Lead } from './Lead.tsx'
import type { CausesFilters } from './openings.ts'
import { ParetoSection } from './ParetoSection.tsx'
import type { Extent } from '../ui/period/periods.ts'
import { SharesSection } from './SharesSection.tsx'
import { TrendSection } from './TrendSection.tsx'
import { useOpenBeside } from './useOpenBeside.ts'
import { useExtent, useToday } from '../ui/period/useExtent.ts'
import { filtersOf, type Report, useReport } from './useReport.ts'
import { VoicesPanel } from './VoicesPanel.tsx'

/** The causes that hurt most, with the customers behind every number. */
export function CausesPage() {
  const t = useText()
  const { address } = useAddress()
  const today = useToday()
  const { extent, error, retry } = useExtent()
  const filters = filtersOf(address, extent, today)
  const report = useReport(filters)
  const openBeside = useOpenBeside()
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- links inside are pressed, by key too
    <div className={classes.page} onClick={openBeside}>
      <PageHeader
        title={t('nav.causes')}
        description={t('causes.description')}
        actions={
          filters &&
          report.data && (
            <ReportActions
              page="causes"
              days={{ from: filters.from, to: filters.to }}
              narrowing={narrowingOf(filters)}
              files={<CsvItem filters={filters} />}
            />
          )
        }
      />
      {extent && filters && (
        <div className="not-printed">
          <CausesFilterBar filters={filters} extent={extent} />
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
      ) : filters && report.data && extent ? (
        <Found filters={filters} report={report.data} extent={extent} isOld={report.isPlaceholderData} />
      ) : (
        <Loading shape="chart" lines={16} />
      )}
    </div>
  )
}

type FoundProps = { filters: CausesFilters; report: Report; extent: Extent; isOld: boolean }

function Found({ filters, report, extent, isOld }: FoundProps) {
  return (
    <div className={classes.found} data-old={isOld} aria-busy={isOld}>
      <Lead report={report} extent={extent} />
      {report.total.count === 0 ? (
        <NothingThen />
      ) : (
        <>
          <SharesSection filters={filters} report={report} />
          <ParetoSection report={report} />
          <TrendSection filters={filters} />
        </>
      )}
      <VoicesPanel filters={filters} report={report} />
    </div>
  )
}

/** Nothing was received in the chosen period, though there are complaints at other times. */
function NothingThen() {
  const t = useText()
  const { address, change } = useAddress()
  const { product: _product, issue: _issue, step: _step, channel: _channel, language: _language, ...days } = address
  const isNarrowed = Object.keys(days).length < Object.keys(address).length
  const clear = { product: undefined, issue: undefined, step: undefined, channel: undefined, language: undefined }
  return (
    <Empty
      title={t('causes.empty_period')}
      icon={<IconCalendarOff size={28} stroke={1.5} />}
      action={
        <div className={classes.actions}>
          {isNarrowed && (
            <Button variant="default" onClick={() => change(clear)}>
              {t('filter.clear')}
            </Button>
          )}
          <Button onClick={() => change({ from: undefined, to: undefined })}>{t('causes.show_usual')}</Button>
        </div>
      }
    >
      {t('causes.empty_period_why')}
    </Empty>
  )
}

function NoComplaints() {
  const t = useText()
  const may = useMay()
  return (
    <Empty
      title={t('causes.empty')}
      icon={<IconInbox size={28} stroke={1.5} />}
      action={
        may('prepareImport') ? (
          <Button component="a" href="/import">
            {t('causes.to_import')}
          </Button>
        ) : undefined
      }
    >
      {t('causes.empty_why')}
    </Empty>
  )
}
