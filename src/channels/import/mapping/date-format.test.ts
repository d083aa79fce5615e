import { expect, test } from 'vitest'
import { dateReader } from './date-format.ts'
import { endOfDay, instantOf, isTimeZone } from './instant.ts'

/** The date as year-month-day hour:minute:second, null when it cannot be read. */
function read(format: string, text: string, yearNow = 2026): string | null {
  const date = dateReader(format)?.(text, yearNow)
  if (!date) return null
  const { year, month, day, hour, minute, second } = date
  const two = (number: number) => String(number).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

test.each([
  ['dd.mm.yyyy', '02.03.2026', '2026-03-02 00:00:00'],
  ['dd.mm.yyyy', '2.3.2026', '2026-03-02 00:00:00'],
  ['mm/dd/yyyy', '7/29/2013', '2013-07-29 00:00:00'],
  ['yyyy-dd-mm', '2016-02-11', '2016-11-02 00:00:00'],
  ['DD.MM.YYYY HH:mm', '02.03.2026 14:05', '2026-03-02 14:05:00'],
  ['mm-dd-yy h:mm:ss am', '06-12-15 9:59:40 PM', '2015-06-12 21:59:40'],
  ['mm-dd-yy h:mm:ss am', '06-12-15 12:00:40 AM', '2015-06-12 00:00:40'],
  ['m/d/yy h:mm', '2/24/15 11:35', '2015-02-24 11:35:00'],
  ['d mmm yyyy', '2 Mar 2026', '2026-03-02 00:00:00'],
  ['d mmm yyyy', '2 марта 2026', '2026-03-02 00:00:00'],
  ['d mmm yyyy', '2 fev. 2026', '2026-02-02 00:00:00'],
  ['dd-mmm-yy', '18-Apr-15', '2015-04-18 00:00:00'],
  ['mmmm d, yyyy', 'March 2, 2026', '2026-03-02 00:00:00'],
  ['yyyymmdd', '20260302', '2026-03-02 00:00:00'],
  ['iso', '2026-03-02', '2026-03-02 00:00:00'],
  ['iso', '2020-10-18T14:50:40.817676', '2020-10-18 14:50:40'],
  ['iso', '2018-08-15 04:10:37', '2018-08-15 04:10:37'],
  ['excel', '45000.5', '2023-03-15 12:00:00'],
  ['unix', '1772445600', '2026-03-02 10:00:00'],
  ['unix', '1772445600000', '2026-03-02 10:00:00'],
])('%s reads %s', (format, text, expected) => {
  expect(read(format, text)).toBe(expected)
})

test('a time of day behind the date is read though the format does not name it', () => {
  expect(read('dd/mm/yyyy', '02/03/2026 14:05')).toBe('2026-03-02 14:05:00')
  expect(read('dd/mm/yyyy', '02/03/2026, 2:05:09 pm')).toBe('2026-03-02 14:05:09')
})

test.each([
  ['dd.mm.yyyy', '30.02.2026'],
  ['dd.mm.yyyy', '29.02.1900'],
  ['dd.mm.yyyy', '02/03/2026'],
  ['mm/dd/yyyy', '13/01/2026'],
  ['dd.mm.yyyy hh:mm', '02.03.2026 24:01'],
  ['h:mm am dd.mm.yyyy', '13:00 pm 02.03.2026'],
  ['d mmm yyyy', '2 Foo 2026'],
  ['iso', 'yesterday'],
  ['iso', ''],
])('%s refuses %s', (format, text) => {
  expect(read(format, text)).toBe(null)
})

test('two digits of a year mean the latest that is not after next year', () => {
  expect(read('dd.mm.yy', '01.01.27', 2026)).toContain('2027')
  expect(read('dd.mm.yy', '01.01.28', 2026)).toContain('1928')
  expect(read('dd.mm.yy', '01.01.99', 2026)).toContain('1999')
})

test('a pattern without day, month and year, or with letters that mean nothing, is none', () => {
  for (const pattern of ['dd.mm', 'yyyy', 'foo', 'dd.mm.yyyy qq', '']) expect(dateReader(pattern)).toBe(null)
})

test('a long digit string cannot keep a pattern busy', () => {
  expect(read('dd.mm.yyyy', '1'.repeat(100_000))).toBe(null)
})

function instant(text: string, timeZone: string): string {
  const date = dateReader('iso')?.(text, 2026)
  if (!date) throw new Error(text)
  return instantOf(date, timeZone).toISOString()
}

test('a written time means the moment in its time zone, its own offset comes first', () => {
  expect(instant('2026-03-02 10:00', 'UTC')).toBe('2026-03-02T10:00:00.000Z')
  expect(instant('2026-03-02 10:00', 'Europe/Moscow')).toBe('2026-03-02T07:00:00.000Z')
  expect(instant('2026-03-02T10:00:00-05:00', 'Europe/Moscow')).toBe('2026-03-02T15:00:00.000Z')
  expect(instant('2026-07-02', 'America/New_York')).toBe('2026-07-02T04:00:00.000Z')
})

test('on the days when clocks change, the time before and after is right; a skipped time moves ahead', () => {
  expect(instant('2026-03-08 01:59', 'America/New_York')).toBe('2026-03-08T06:59:00.000Z')
  expect(instant('2026-03-08 02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z')
  expect(instant('2026-03-08 03:00', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z')
  expect(instant('2026-11-01 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
  expect(instant('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
})

test('the end of a day is its last second where it was written', () => {
  const date = dateReader('iso')?.('2026-03-02', 2026)
  if (!date) throw new Error('a date')
  expect(endOfDay(date, 'Europe/Moscow').toISOString()).toBe('2026-03-02T20:59:59.000Z')
})

test('only names of the time zone list are time zones', () => {
  expect(isTimeZone('Europe/Moscow')).toBe(true)
  expect(isTimeZone('Moscow')).toBe(false)
})
