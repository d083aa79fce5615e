import { Button, Popover } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Loading } from '../Loading.tsx'
import classes from './PeriodButton.module.css'
import { anchorOf, type Days, daysOf, type Extent, presets } from './periods.ts'
import { useToday } from './useExtent.ts'

// The calendar is a third of a page's bytes and is seldom opened.
const PeriodCalendar = lazy(() => import('../filters/PeriodCalendar.tsx'))

type PeriodButtonProps = { days: Days; extent: Extent; onChoose: (days: Days) => void }

/** The days a page is about: one of the usual periods, or any two days. */
export function PeriodButton({ days: { from, to }, extent, onChoose }: PeriodButtonProps) {
  const t = useText()
  const format = useFormat()
  const today = useToday()
  const [isOpen, setOpen] = useState(false)
  const date = (day: string) => format.date(`${day}T12:00:00`)
  const choose = (days: Days) => {
    onChoose(days)
    setOpen(false)
  }
  const anchor = anchorOf(extent, today)
  return (
    <Popover position="bottom-start" trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconCalendar size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {`${date(from)} – ${date(to)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <div className={classes.presets}>
          {presets.map((preset) => {
            const days = daysOf(preset, extent, today)
            const isChosen = days.from === from && days.to === to
            return (
              <Button
                key={preset}
                size="compact-xs"
                variant={isChosen ? 'light' : 'default'}
                aria-pressed={isChosen}
                onClick={() => choose(days)}
              >
                {t(`causes.period.${preset}`)}
              </Button>
            )
          })}
        </div>
        {anchor !== today && <p className={classes.anchor}>{t('causes.period.anchor', { date: date(anchor) })}</p>}
        <Suspense fallback={<Loading shape="text" lines={6} />}>
          <PeriodCalendar
            period={{ from, to }}
            onChange={(days) => days.from && days.to && choose({ from: days.from, to: days.to })}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
