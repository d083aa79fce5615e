import { Button } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { Loading } from '../../../ui/Loading.tsx'
import type { Span } from '../choices/choice.ts'
import classes from './Filters.module.css'

// The calendar is a third of this page's bytes and is seldom opened.
const PeriodCalendar = lazy(() => import('../../../ui/filters/PeriodCalendar.tsx'))

type SpanEditorProps = { span: Span; isAhead: boolean; onChange: (span: Span) => void }

/** The last so many days, which move along with today, or days from a calendar, which stay. */
export function SpanEditor({ span, isAhead, onChange }: SpanEditorProps) {
  const t = useText()
  const withins = 'within' in span && !isAhead ? [1, 7, 30, 90, 365] : []
  return (
    <>
      <div className={classes.spans}>
        {withins.map((days) => (
          <Button
            key={days}
            size="compact-xs"
            variant={span.within === days ? 'filled' : 'default'}
            onClick={() => onChange({ within: days })}
          >
            {t('filter.last_days', { days })}
          </Button>
        ))}
        <Button size="compact-xs" variant="default" onClick={() => onChange({})}>
          {t('filter.any_time')}
        </Button>
      </div>
      <Suspense fallback={<Loading shape="text" lines={6} />}>
        <PeriodCalendar
          period={{ from: span.from ?? null, to: span.to ?? null }}
          onChange={({ from, to }) => onChange({ from: from ?? undefined, to: to ?? undefined })}
        />
      </Suspense>
    </>
  )
}
