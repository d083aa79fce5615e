import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { Calendar } from './calendar.ts'
import { calendarPresets } from './presets/calendars.ts'
import { endOfTerm, Term } from './terms.ts'

const preset = (key: string) => calendarPresets.find((each) => each.key === key)?.calendar as Calendar
const [england, unitedStates, russia, australia] = [
  preset('england'),
  preset('us_federal'),
  preset('russia'),
  preset('australia'),
]
type Given = { amount: number; unit: string; rollsOver?: boolean }
/** The end of a term as the clocks of the calendar show it. */
const ends = (term: Given, start: string, calendar: Calendar): string =>
  Temporal.Instant.fromEpochMilliseconds(endOfTerm(Term.parse(term), new Date(start), calendar).getTime())
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
const threeBusinessDays = { amount: 3, unit: 'business_days' }
const eightWeeks = { amount: 8, unit: 'weeks' }

test('received on a Friday, the third working day after is Wednesday, until work ends', () => {
  expect(ends(threeBusinessDays, '2025-12-19T16:00Z', england)).toBe('2025-12-24T17:00')
})

test('Christmas and Boxing Day do not count as working days', () => {
  expect(ends(threeBusinessDays, '2025-12-24T10:00Z', england)).toBe('2025-12-31T17:00')
})

test('eight weeks are 56 days whatever the holidays, and the last day belongs to them', () => {
  expect(ends(eightWeeks, '2025-12-19T16:00Z', england)).toBe('2026-02-13T23:59')
  expect(ends({ amount: 56, unit: 'days' }, '2025-12-19T16:00Z', england)).toBe('2026-02-13T23:59')
})

test('a complaint sent on 20 January 2026 is answered by 4 February and closed by 21 March', () => {
  expect(ends({ amount: 15, unit: 'days' }, '2026-01-20T15:00Z', unitedStates)).toBe('2026-02-04T23:59')
  expect(ends({ amount: 60, unit: 'days' }, '2026-01-20T15:00Z', unitedStates)).toBe('2026-03-21T23:59')
})

test('the day of receipt is the one where the calendar’s clocks hang', () => {
  const lateEvening = '2026-01-15T23:30Z'
  expect(ends({ amount: 1, unit: 'days' }, lateEvening, england)).toBe('2026-01-16T23:59')
  expect(ends({ amount: 1, unit: 'days' }, lateEvening, russia)).toBe('2026-01-17T23:59')
  expect(ends({ amount: 1, unit: 'days' }, '2026-01-16T03:30Z', unitedStates)).toBe('2026-01-16T23:59')
})

test('what comes on a day off or after hours counts from the next working day like what came on that day', () => {
  for (const start of ['2026-01-16T20:00Z', '2026-01-17T12:00Z', '2026-01-18T12:00Z'])
    expect(ends({ amount: 1, unit: 'business_days' }, start, england)).toBe('2026-01-19T17:00')
})

test('days that were moved: a working Saturday counts, the Monday off for it does not', () => {
  expect(ends({ amount: 1, unit: 'business_days' }, '2025-10-31T09:00Z', russia)).toBe('2025-11-01T18:00')
  expect(ends({ amount: 2, unit: 'business_days' }, '2025-10-31T09:00Z', russia)).toBe('2025-11-05T18:00')
  expect(ends({ amount: 15, unit: 'business_days' }, '2025-12-26T09:00Z', russia)).toBe('2026-01-28T18:00')
})

test('a term that ends on a day off ends on the next working day where the law says so, and nowhere else', () => {
  const tenDays = { amount: 10, unit: 'days' }
  expect(ends(tenDays, '2026-02-11T09:00Z', russia)).toBe('2026-02-21T23:59')
  expect(ends({ ...tenDays, rollsOver: true }, '2026-02-11T09:00Z', russia)).toBe('2026-02-24T23:59')
  expect(ends({ ...tenDays, rollsOver: true }, '2026-02-09T09:00Z', russia)).toBe('2026-02-19T23:59')
})

test('leap days count as days, and months end with a shorter month', () => {
  expect(ends({ amount: 30, unit: 'days' }, '2028-01-31T00:00Z', england)).toBe('2028-03-01T23:59')
  expect(ends({ amount: 30, unit: 'days' }, '2027-01-31T00:00Z', england)).toBe('2027-03-02T23:59')
  expect(ends({ amount: 1, unit: 'months' }, '2028-01-31T12:00Z', england)).toBe('2028-02-29T23:59')
  expect(ends({ amount: 1, unit: 'months' }, '2027-01-31T12:00Z', england)).toBe('2027-02-28T23:59')
  expect(ends({ amount: 12, unit: 'months' }, '2028-02-29T12:00Z', england)).toBe('2029-02-28T23:59')
})

test('24 hours are 24 hours when the clocks change; a day ends at midnight all the same', () => {
  // In London the clocks go forward at 01:00 on 29 March 2026, and back at 02:00 on 25 October.
  expect(ends({ amount: 24, unit: 'hours' }, '2026-03-28T12:00Z', england)).toBe('2026-03-29T13:00')
  expect(ends({ amount: 24, unit: 'hours' }, '2026-10-24T12:00+01:00', england)).toBe('2026-10-25T11:00')
  expect(ends({ amount: 1, unit: 'days' }, '2026-03-28T12:00Z', england)).toBe('2026-03-29T23:59')
  expect(ends({ amount: 1, unit: 'days' }, '2026-10-24T12:00Z', england)).toBe('2026-10-25T23:59')
  expect(ends({ amount: 1, unit: 'business_days' }, '2026-03-27T12:00Z', england)).toBe('2026-03-30T17:00')
})

const shop = Calendar.parse({
  timeZone: 'Europe/London',
  week: [
    [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
    [{ from: '09:00', to: '17:00' }],
    [],
    [{ from: '22:00', to: '06:00' }],
    [],
    [],
    [],
  ],
  specialDays: [{ date: '2026-01-20', name: 'Stocktaking', spans: [] }],
})
const businessHours = (amount: number) => ({ amount, unit: 'business_hours' })

test('working hours run in several spans a day and stand still between them', () => {
  expect(ends(businessHours(1), '2026-01-12T09:30Z', shop)).toBe('2026-01-12T10:30')
  expect(ends(businessHours(3), '2026-01-12T10:00Z', shop)).toBe('2026-01-12T14:00')
  expect(ends(businessHours(4), '2026-01-12T12:30Z', shop)).toBe('2026-01-12T17:00')
  expect(ends(businessHours(5), '2026-01-12T12:30Z', shop)).toBe('2026-01-13T10:00')
})

test('a night shift belongs to the evening on which it begins, and goes on after midnight', () => {
  expect(ends(businessHours(2), '2026-01-16T01:00Z', shop)).toBe('2026-01-16T03:00')
  expect(ends(businessHours(3), '2026-01-14T12:00Z', shop)).toBe('2026-01-16T01:00')
  expect(ends({ amount: 1, unit: 'business_days' }, '2026-01-14T12:00Z', shop)).toBe('2026-01-16T06:00')
})

test('working hours skip a day off and what the clocks skip', () => {
  expect(ends(businessHours(9), '2026-01-19T12:30Z', shop)).toBe('2026-01-23T03:00')
  const sundayNight = Calendar.parse({
    timeZone: 'Europe/London',
    week: [[], [], [], [], [], [{ from: '22:00', to: '06:00' }], []],
    specialDays: [],
  })
  // From 22:00 on Saturday; the hour from one to two does not exist.
  expect(ends(businessHours(4), '2026-03-28T12:00Z', sundayNight)).toBe('2026-03-29T03:00')
  expect(ends(businessHours(4), '2026-10-24T12:00Z', sundayNight)).toBe('2026-10-25T01:00')
})

test('a calendar in which nobody works, and a day that is two things at once, are refused', () => {
  const named = (calendar: object) => Calendar.safeParse(calendar).error?.issues[0]?.message
  expect(named({ ...shop, week: [[], [], [], [], [], [], []] })).toBe('field.some_working_day')
  const day = { date: '2026-01-20', name: '', spans: [] }
  expect(named({ ...shop, specialDays: [day, day] })).toBe('field.day_twice')
  expect(named({ ...shop, timeZone: 'Mars/Olympus' })).toBe('field.time_zone')
})

test('every calendar to begin with is one, in order of its days, up to the day it says', () => {
  for (const { key, calendar, knownUntil } of calendarPresets) {
    expect(Calendar.safeParse(calendar).success, key).toBe(true)
    const days = calendar.specialDays.map(({ date }) => date)
    expect(days, key).toEqual(days.toSorted())
    expect(days.at(-1)?.slice(0, 4), key).toBe(knownUntil.slice(0, 4))
  }
  expect(ends({ amount: 1, unit: 'business_days' }, '2026-12-24T03:00Z', australia)).toBe('2026-12-29T17:00')
})
