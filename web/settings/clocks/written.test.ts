import { expect, test } from 'vitest'
import { readDays, readSpans, writeDays, writeSpans } from './written.ts'

test('spans are read as people write them, and written back the same way each time', () => {
  const spans = [
    { from: '09:00', to: '13:00' },
    { from: '14:30', to: '18:00' },
  ]
  expect(readSpans('9-13, 14:30 – 18')).toEqual(spans)
  expect(readSpans(writeSpans(spans))).toEqual(spans)
  expect(readSpans('22:00-06:00')).toEqual([{ from: '22:00', to: '06:00' }])
  expect(readSpans('  ')).toEqual([])
})

test.each(['9', '25-26', '9-13-14', 'always', '09:70-10:00'])('“%s” is no span', (words) => {
  expect(readSpans(words)).toBeNull()
})

test('days off and days with hours of their own, one a line', () => {
  const words = '2025-11-01 09:00–13:00, 14:00–18:00 Working Saturday\n2026-12-25 Christmas Day\n2026-12-28'
  const { days, wrong } = readDays(`\n${words}\n`)
  expect(wrong).toBeNull()
  expect(days).toEqual([
    {
      date: '2025-11-01',
      name: 'Working Saturday',
      spans: [
        { from: '09:00', to: '13:00' },
        { from: '14:00', to: '18:00' },
      ],
    },
    { date: '2026-12-25', name: 'Christmas Day', spans: [] },
    { date: '2026-12-28', name: '', spans: [] },
  ])
  expect(writeDays(days)).toBe(words)
})

test.each(['25 December', '2026-02-30 No such day', '2026-13-01', '2026-12-24 9-99 Short'])(
  '“%s” is pointed out as no day',
  (words) => {
    expect(readDays(`2026-12-25 Christmas\n${words}`).wrong).toBe(words)
  },
)

test('a name that begins with a number is a name', () => {
  expect(readDays('2026-05-09 9 мая').days).toEqual([{ date: '2026-05-09', name: '9 мая', spans: [] }])
})
