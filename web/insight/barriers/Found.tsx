import { IconCalendarOff } from '@tabler/icons-react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import type { Report } from './address.ts'
import { BarrierList } from './BarrierList.tsx'
import type { Query } from './BarriersPage.tsx'
import classes from './BarriersPage.module.css'
import { BehindPanel } from './BehindPanel.tsx'
import { Contacts } from './Contacts.tsx'
import { DeadEnds } from './DeadEnds.tsx'
import { Flow } from './Flow.tsx'
import { Held } from './Held.tsx'
import { Numbers } from './Numbers.tsx'
import { Promises } from './Promises.tsx'
import { Scores } from './Scores.tsx'

/** The figures of a period: first the picture, then what most customers met, then each in numbers. */
export function Found({ report, query, isOld }: { report: Report; query: Query; isOld: boolean }) {
  const t = useText()
  const format = useFormat()
  return (
    <div className={classes.found} data-old={isOld} aria-busy={isOld}>
      {report.uncounted > 0 && (
        <p className={classes.quiet}>{t('barriers.uncounted', { count: format.number(report.uncounted) })}</p>
      )}
      {report.complaints === 0 ? (
        <Empty title={t('causes.empty_period')} icon={<IconCalendarOff size={28} stroke={1.5} />}>
          {t('causes.empty_period_why')}
        </Empty>
      ) : (
        <>
          <Numbers report={report} />
          <Flow report={report} />
          <BarrierList report={report} />
          <Scores report={report} />
          <Held report={report} />
          <DeadEnds report={report} />
          <Contacts report={report} />
          <Promises report={report} />
        </>
      )}
      <BehindPanel report={report} query={query} />
    </div>
  )
}
