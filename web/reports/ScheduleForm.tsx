import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { usePeople } from '../complaints/topics.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { useMe } from '../session/useSession.ts'
import { FormButtons } from '../ui/FormButtons.tsx'
import { lettersChanged } from './Letters.tsx'
import classes from './reports.module.css'
import { type SavedReport, type Schedule, weekdayName } from './words.ts'

const every = ['day', 'week', 'month'] as const
const formats = ['pdf', 'xlsx', 'link'] as const
const usual = { every: 'week', weekday: 1, dayOfMonth: 1, at: '08:00', format: 'pdf' } as const
type Given = {
  every: Schedule['every']
  weekday: number
  dayOfMonth: number
  at: string
  format: Schedule['format']
  recipientIds: string[]
}

/** When a saved report is sent, as what, and to whom. */
export function ScheduleForm({ report, onDone }: { report: SavedReport; onDone: () => void }) {
  const t = useText()
  const me = useMe()
  const [given, setGiven] = useState<Given>(() => beginning(report.schedule, me.id))
  const set = (part: Partial<Given>) => setGiven({ ...given, ...part })
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('scheduleReport', { params: { id: report.id }, ifMatch: report.version, body: bodyOf(given) })
    await lettersChanged()
    onDone()
  }, ['at', 'recipientIds', 'weekday', 'dayOfMonth'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <SegmentedControl
        fullWidth
        aria-label={t('saved.every')}
        value={given.every}
        onChange={(value) => set({ every: value as Given['every'] })}
        data={every.map((value) => ({ value, label: t(`saved.every.${value}`) }))}
      />
      <WhichDay given={given} onChange={set} />
      <TextInput
        type="time"
        label={t('saved.at')}
        description={t('saved.at_zone', { zone: report.timeZone })}
        value={given.at}
        error={errorOf('at')}
        onChange={(event) => set({ at: event.currentTarget.value })}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('saved.format')}
        value={given.format}
        onChange={(value) => set({ format: value as Given['format'] })}
        data={formats.map((value) => ({ value, label: t(`saved.format.${value}`) }))}
      />
      <Recipients value={given.recipientIds} error={errorOf('recipientIds')} onChange={set} />
      <FormFailure>{failure}</FormFailure>
      <FormButtons
        submitLabel={t('saved.save')}
        isBusy={isBusy}
        isComplete={given.recipientIds.length > 0 && given.at !== ''}
        onCancel={onDone}
      />
    </form>
  )
}

/** A schedule that was stopped begins as it was. */
const beginning = (schedule: Schedule | null, me: string): Given =>
  schedule
    ? {
        ...schedule,
        weekday: schedule.weekday ?? usual.weekday,
        dayOfMonth: schedule.dayOfMonth ?? usual.dayOfMonth,
        recipientIds: schedule.recipients.filter(({ active }) => active).map(({ id }) => id),
      }
    : { ...usual, recipientIds: [me] }

function bodyOf({ every: rhythm, weekday, dayOfMonth, at, format, recipientIds }: Given) {
  const rest = { at, format, recipientIds }
  if (rhythm === 'week') return { every: rhythm, weekday, ...rest }
  return rhythm === 'month' ? { every: rhythm, dayOfMonth, ...rest } : { every: rhythm, ...rest }
}

type Part = { given: Given; onChange: (part: Partial<Given>) => void }

function WhichDay({ given: { every: rhythm, weekday, dayOfMonth }, onChange }: Part) {
  const t = useText()
  const { language } = useLanguage()
  if (rhythm === 'day') return null
  const days = Array.from({ length: rhythm === 'week' ? 7 : 28 }, (_, place) => place + 1)
  const isWeek = rhythm === 'week'
  return (
    <Select
      label={t(isWeek ? 'saved.weekday' : 'saved.day_of_month')}
      data={days.map((day) => ({ value: String(day), label: isWeek ? weekdayName(language, day) : String(day) }))}
      value={String(isWeek ? weekday : dayOfMonth)}
      allowDeselect={false}
      onChange={(day) => onChange(isWeek ? { weekday: Number(day) } : { dayOfMonth: Number(day) })}
    />
  )
}

type RecipientsProps = { value: string[]; error: string | undefined; onChange: (part: Partial<Given>) => void }

function Recipients({ value, error, onChange }: RecipientsProps) {
  const t = useText()
  // Operations see what they passed on, and no reports.
  const people = (usePeople() ?? []).filter(({ active, role }) => active && role !== 'operations')
  return (
    <MultiSelect
      label={t('saved.recipients')}
      description={t('saved.recipients_why')}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      searchable
      error={error}
      onChange={(recipientIds) => onChange({ recipientIds })}
    />
  )
}
