import { Button, Popover } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Loading } from '../Loading.tsx'
import { useNow } from '../useNow.ts'
import classes from './FilterBar.module.css'
import { anyTime, dayOf, lastDays, type Period } from './period.ts'

// The calendar is a third of this page's bytes and is seldom opened.
const PeriodCalendar = lazy(() => import('./PeriodCalendar.tsx'))

type FilterPeriodProps = {
  /** Which date: "Received". */
  label: string
  period: Period
  onChange: (period: Period) => void
}

/** A span of days: one of a few usual ones, or any from a calendar. */
export function FilterPeriod({ label, period, onChange }: FilterPeriodProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const choose = (next: Period) => {
    onChange(next)
    setOpen(false)
  }
  const today = dayOf(useNow())
  const summary = useSummary(period)
  return (
    <Popover position="bottom-start" trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          size="xs"
          variant={summary ? 'light' : 'default'}
          leftSection={<IconCalendar size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
          {summary && `: ${summary}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <div className={classes.periods}>
          {[7, 30, 90, 365].map((days) => (
            <Button key={days} size="compact-xs" variant="default" onClick={() => choose(lastDays(days, today))}>
              {t('filter.last_days', { days })}
            </Button>
          ))}
          <Button size="compact-xs" variant="default" onClick={() => choose(anyTime)}>
            {t('filter.any_time')}
          </Button>
        </div>
        <Suspense fallback={<Loading shape="text" lines={6} />}>
          <PeriodCalendar period={period} onChange={choose} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The chosen days in words; nothing when any will do. */
function useSummary({ from, to }: Period): string | null {
  const t = useText()
  const format = useFormat()
  const date = (day: string) => format.date(`${day}T12:00:00`)
  if (from && to) return from === to ? date(from) : `${date(from)} – ${date(to)}`
  if (from) return t('filter.since', { date: date(from) })
  return to ? t('filter.until', { date: date(to) }) : null
}
