import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { Calendar } from '../../calendar/calendar.ts'
import { calendarPresets } from '../../calendar/presets/calendars.ts'
import { regimePresets } from './presets.ts'
import { clocksOf, RegimeDefinition } from './rules.ts'

const office = Calendar.parse({
  timeZone: 'UTC',
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '09:00', to: '17:00' }] : [])),
  specialDays: [],
})
const arrival = { productIds: [], channel: 'email', language: 'en', customerId: null }

/** The last day of every stage for a complaint received then, where the calendar’s clocks hang. */
function endsOf(key: string, received: string): Record<string, string> {
  const preset = regimePresets.find((each) => each.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  const calendar = calendarPresets.find((each) => each.key === preset.calendar)?.calendar ?? office
  const at = new Date(received)
  const clocks = clocksOf([{ id: key, definition: preset.definition, calendar }], {
    receivedAt: at,
    recordedAt: at,
    arrival,
  })
  const dayOf = (due: Date) =>
    Temporal.Instant.fromEpochMilliseconds(due.getTime()).toZonedDateTimeISO(calendar.timeZone).toPlainDate().toString()
  return Object.fromEntries(clocks.map(({ stage, dueAt }) => [stage, dayOf(dueAt)]))
}

test('UK: received on Friday 19 December 2025, a summary is enough until the 24th, the final response is due on 13 February', () => {
  expect(endsOf('uk_disp', '2025-12-19T11:00Z')).toEqual({
    acknowledge: '2025-12-22',
    summary: '2025-12-24',
    final: '2026-02-13',
  })
})

test('UK: received on Christmas Eve, a summary is enough until New Year’s Eve', () => {
  expect(endsOf('uk_disp', '2025-12-24T11:00Z')).toMatchObject({ summary: '2025-12-31', final: '2026-02-18' })
})

test('CFPB: sent on 20 January 2026, in progress by 4 February, closed by 21 March', () => {
  expect(endsOf('us_cfpb', '2026-01-20T15:00Z')).toEqual({ response: '2026-02-04', final: '2026-03-21' })
})

test.each([
  ['uk_payments', '2026-03-26T11:00Z', { final: '2026-04-20', exceptional: '2026-05-19' }],
  ['uk_ofcom', '2026-04-08T11:00Z', { adr_letter: '2026-05-20' }],
  ['au_rg271', '2026-04-01T00:00Z', { acknowledge: '2026-04-02', no_letter: '2026-04-10', final: '2026-05-01' }],
  ['au_super', '2026-04-01T00:00Z', { final: '2026-05-16' }],
  ['us_dot', '2028-01-31T15:00Z', { acknowledge: '2028-03-01', final: '2028-03-31' }],
  ['us_dot_disability', '2027-01-31T15:00Z', { final: '2027-03-02' }],
  ['ru_442', '2026-04-29T09:00Z', { register: '2026-04-30', final: '2026-05-22', extended: '2026-06-05' }],
  ['ru_money', '2026-02-11T09:00Z', { final: '2026-02-24' }],
  [
    'ru_replacement',
    '2026-01-31T09:00Z',
    { replace: '2026-02-09', after_check: '2026-02-20', not_in_stock: '2026-03-02' },
  ],
  ['eu_psd2', '2026-03-02T09:00Z', { final: '2026-03-23', exceptional: '2026-04-20' }],
])('%s, received %s', (key, received, expected) => {
  expect(endsOf(key, received)).toMatchObject(expected)
})

test('every preset is a regime, has a source and a calendar, and none leads to the closed platform of the EU', () => {
  for (const { key, calendar, definition } of regimePresets) {
    expect(RegimeDefinition.safeParse(definition).success, key).toBe(true)
    expect(definition.source, key).toBeTruthy()
    expect(['office', ...calendarPresets.map((each) => each.key)], key).toContain(calendar)
    expect(JSON.stringify(definition), key).not.toMatch(/ec\.europa\.eu\/(consumers\/)?odr/)
  }
  expect(new Set(regimePresets.map(({ key }) => key)).size).toBe(regimePresets.length)
})
