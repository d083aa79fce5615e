import { Select } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ReportActions } from '../ReportActions.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PeriodButton } from '../../ui/period/PeriodButton.tsx'
import { beginning, useToday } from '../../ui/period/useExtent.ts'
import { readDays, usePeriod } from '../../ui/period/usePeriod.ts'
import { AgeingSection } from './AgeingSection.tsx'
import { AlarmsSection } from './AlarmsSection.tsx'
import { FlowSection } from './FlowSection.tsx'
import { HardCasesSection } from './HardCasesSection.tsx'
import { Lead } from './Lead.tsx'
import { LineCalculator } from './LineCalculator.tsx'
import { workloadDays } from './period.ts'
import { TeamsSection } from './TeamsSection.tsx'
import classes from './WorkloadPage.module.css'

export type Report = AnswerOf<'readWorkload'>

/** What comes, what is open, how it goes on, and which team has too much: of teams and rules, never of a person. */
export function WorkloadPage() {
  const t = useText()
  const today = useToday()
  const search = useSearch({ strict: false }) as Record<string, string>
  const { extent, error, retry, choose } = usePeriod()
  const given = readDays(search)
  const days = given.from && given.to ? { from: given.from, to: given.to } : extent ? workloadDays(extent, today) : null
  const { team } = search
  const report = useQuery({
    ...ask('readWorkload', { query: { ...(days ?? { from: beginning, to: beginning }), ...(team && { team }) } }),
    enabled: days !== null,
    placeholderData: keepPreviousData,
    // What is still being counted comes in a moment.
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? 5000 : false),
  })
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('nav.workload')}
        description={t('workload.description')}
        actions={report.data && <ReportActions page="workload" days={days} narrowing={{ team }} />}
      />
      {extent && days && (
        <div className={`${classes.bar} not-printed`}>
          <PeriodButton days={days} extent={extent} onChoose={choose} />
          <TeamSelect team={team} />
        </div>
      )}
      {error || report.error ? (
        <Failed
          error={error ?? report.error}
          onRetry={() => void (error ? retry() : report.refetch())}
          isRetrying={report.isFetching}
        />
      ) : extent === null ? (
        <Empty title={t('causes.empty')} icon={<IconInbox size={28} stroke={1.5} />}>
          {t('workload.empty_why')}
        </Empty>
      ) : report.data ? (
        <Found report={report.data} isOld={report.isPlaceholderData} />
      ) : (
        <Loading shape="chart" lines={16} />
      )}
    </div>
  )
}

function TeamSelect({ team }: { team: string | undefined }) {
  const t = useText()
  const router = useRouter()
  const search = useSearch({ strict: false }) as Record<string, string>
  const { data: teams = [] } = useQuery(ask('listTeams', {}))
  const choose = (chosen: string | null) => {
    const { team: _before, ...rest } = search
    const query = new URLSearchParams({ ...rest, ...(chosen && { team: chosen }) })
    void router.navigate({ href: `/workload?${query}`, resetScroll: false })
  }
  return (
    <Select
      size="xs"
      aria-label={t('workload.team')}
      placeholder={t('workload.all_teams')}
      clearable
      clearButtonProps={{ 'aria-label': t('workload.all_teams') }}
      data={teams.map(({ id, name }) => ({ value: id, label: name }))}
      value={team ?? null}
      onChange={choose}
    />
  )
}

function Found({ report, isOld }: { report: Report; isOld: boolean }) {
  const t = useText()
  return (
    <div className={classes.found} data-old={isOld} aria-busy={isOld}>
      {report.waiting > 0 && <p className={classes.quiet}>{t('workload.counting', { days: report.waiting })}</p>}
      <Lead report={report} />
      <AlarmsSection alarms={report.alarms} period={report.period} />
      <FlowSection report={report} />
      <AgeingSection report={report} />
      <TeamsSection report={report} />
      <HardCasesSection report={report} />
      <LineCalculator />
    </div>
  )
}
