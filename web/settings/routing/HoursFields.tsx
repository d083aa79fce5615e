import { Autocomplete, Checkbox, Switch, TextInput } from '@mantine/core'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { longList } from '../long-list.ts'
import classes from './routing.module.css'
import type { ErrorOf } from './rule-fields.ts'
import { dayName, type Rule } from './sentence.ts'

type Hours = NonNullable<Rule['conditions']['workingHours']>
type HoursFieldsProps = { value: Hours | undefined; onChange: (hours: Hours | undefined) => void; errorOf: ErrorOf }

/** Days, times and time zone in which a rule applies; a span may pass midnight. */
export function HoursFields({ value, onChange, errorOf }: HoursFieldsProps) {
  const t = useText()
  const turn = (isOn: boolean) =>
    onChange(isOn ? { timeZone: ownTimeZone(), days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } : undefined)
  return (
    <>
      <Switch
        label={t('routing.hours')}
        checked={value !== undefined}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {value && (
        <div className={classes.hours}>
          <Days
            value={value.days}
            onChange={(days) => onChange({ ...value, days })}
            error={errorOf('conditions.workingHours.days')}
          />
          <TextInput
            type="time"
            label={t('routing.from')}
            value={value.from}
            onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
            error={errorOf('conditions.workingHours.from')}
          />
          <TextInput
            type="time"
            label={t('routing.to')}
            value={value.to}
            onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
            error={errorOf('conditions.workingHours.to')}
          />
          <Autocomplete
            {...longList}
            className={classes.zone}
            label={t('routing.zone')}
            data={Intl.supportedValuesOf('timeZone')}
            limit={50}
            value={value.timeZone}
            onChange={(timeZone) => onChange({ ...value, timeZone })}
            error={errorOf('conditions.workingHours.timeZone')}
          />
        </div>
      )}
    </>
  )
}

const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function Days({
  value,
  onChange,
  error,
}: {
  value: number[]
  onChange: (days: number[]) => void
  error: string | undefined
}) {
  const t = useText()
  const { language } = useLanguage()
  return (
    <Checkbox.Group
      className={classes.days}
      label={t('routing.days')}
      value={value.map(String)}
      onChange={(days) => onChange(days.map(Number).sort((one, other) => one - other))}
      error={error}
    >
      <div className={classes.dayList}>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <Checkbox
            key={day}
            value={String(day)}
            label={dayName(day, language, 'short')}
            aria-label={dayName(day, language, 'long')}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
