import { IconBookmarkPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { isUnderWay } from './letters.ts'
import { ReportCard } from './ReportCard.tsx'
import classes from './reports.module.css'
import { Weekly } from './Weekly.tsx'

/** Pages of numbers that are kept under a name and sent, and a manager's weekly letter. */
export function ReportsPage() {
  const t = useText()
  const may = useMay()
  const { data, error, isFetching, refetch } = useQuery({
    ...ask('listSavedReports', {}),
    // What is on its way leaves in a moment.
    refetchInterval: ({ state }) => (state.data?.some(({ letters }) => isUnderWay(letters)) ? 4000 : false),
  })
  return (
    <div className={classes.page}>
      <PageHeader title={t('nav.reports')} description={t('saved_report.description')} />
      {may('readWeeklyLetter') && <Weekly />}
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : !data ? (
        <Loading lines={8} />
      ) : data.length === 0 ? (
        <Empty title={t('saved.none')} icon={<IconBookmarkPlus size={28} stroke={1.5} />}>
          {t('saved.none_why')}
        </Empty>
      ) : (
        <ul className={classes.list}>
          {data.map((report) => (
            <ReportCard key={report.id} report={report} />
          ))}
        </ul>
      )}
    </div>
  )
}
