import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/ru'
import { DatePicker, DatesProvider } from '@mantine/dates'
import { useState } from 'react'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import type { Period } from './period.ts'

type PeriodCalendarProps = { period: Period; onChange: (period: Period) => void }

/** Two clicks choose the first and the last day; the choice counts when both are made. */
export default function PeriodCalendar({ period, onChange }: PeriodCalendarProps) {
  const t = useText()
  const { language } = useLanguage()
  const [days, setDays] = useState<[string | null, string | null]>([period.from, period.to])
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
      <DatePicker
        type="range"
        allowSingleDateInRange
        hideOutsideDates
        defaultDate={period.to ?? undefined}
        size="xs"
        value={days}
        onChange={([from, to]) => {
          setDays([from, to])
          if (from && to) onChange({ from, to })
        }}
        ariaLabels={{
          nextMonth: t('filter.next_month'),
          previousMonth: t('filter.previous_month'),
          monthLevelControl: t('filter.choose_month'),
          yearLevelControl: t('filter.choose_year'),
        }}
      />
    </DatesProvider>
  )
}
