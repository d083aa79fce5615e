import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { notify } from '../../ui/notices.tsx'
import { longList } from '../long-list.ts'
import { dayName } from '../routing/sentence.ts'
import type { WorkCalendar } from './ClocksSection.tsx'
import classes from './clocks.module.css'
import { readDays, readSpans, writeDays, writeSpans } from './written.ts'

const officeWeek = ['09:00–17:00', '09:00–17:00', '09:00–17:00', '09:00–17:00', '09:00–17:00', '', '']
const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Working hours of each weekday, and the days that differ, written as one writes them on paper. */
export function CalendarForm({ calendar, onDone }: { calendar: WorkCalendar | null; onDone: () => void }) {
  const t = useText()
  const { language } = useLanguage()
  const [name, setName] = useState(calendar?.name ?? '')
  const [timeZone, setTimeZone] = useState(calendar?.timeZone ?? ownTimeZone())
  const [week, setWeek] = useState(calendar?.week.map(writeSpans) ?? officeWeek)
  const [days, setDays] = useState(calendar ? writeDays(calendar.specialDays) : '')
  const [knownUntil, setKnownUntil] = useState(calendar?.knownUntil ?? '')
  const { days: specialDays, wrong } = readDays(days)
  const spans = week.map(readSpans)
  const isReadable = wrong === null && spans.every((each) => each !== null)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    if (!isReadable) return
    const body = { name, timeZone, week: spans.map((each) => each ?? []), specialDays, knownUntil: knownUntil || null }
    const saved = await (calendar
      ? call('changeCalendar', { params: { id: calendar.id }, body, ifMatch: calendar.version })
      : call('addCalendar', { body }))
    await queries.invalidateQueries({ queryKey: ['listCalendars'] })
    void queries.invalidateQueries({ queryKey: ['listRegimes'] })
    notify({ words: t('clocks.saved', { name: saved.name }) })
    onDone()
  }, ['name', 'timeZone', 'specialDays', 'knownUntil'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <TextInput
        data-autofocus
        label={t('clocks.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
      />
      <Autocomplete
        {...longList}
        label={t('routing.zone')}
        data={Intl.supportedValuesOf('timeZone')}
        limit={50}
        value={timeZone}
        onChange={setTimeZone}
        error={errorOf('timeZone')}
      />
      <fieldset className={classes.group}>
        <legend>{t('clocks.week')}</legend>
        <p className={classes.quiet}>{t('clocks.week_why')}</p>
        {week.map((written, at) => (
          <TextInput
            // oxlint-disable-next-line react/no-array-index-key -- a week has its seven days, always in this order
            key={at}
            label={dayName(at + 1, language, 'long')}
            value={written}
            onChange={(event) => setWeek(week.with(at, event.currentTarget.value))}
            error={spans[at] === null && t('clocks.spans_unreadable')}
          />
        ))}
      </fieldset>
      <Textarea
        label={t('clocks.special_days')}
        description={t('clocks.special_days_why')}
        autosize
        minRows={6}
        maxRows={20}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
        error={wrong === null ? errorOf('specialDays') : t('clocks.day_unreadable', { line: wrong })}
      />
      <TextInput
        type="date"
        label={t('clocks.known_until_label')}
        description={t('clocks.known_until_why')}
        value={knownUntil}
        onChange={(event) => setKnownUntil(event.currentTarget.value)}
        error={errorOf('knownUntil')}
      />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isReadable}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  )
}
