import { expect, test } from 'vitest'
import { duration, ProgressDisplay, progressLine } from './progress.ts'

test('progress is the share of the file, rows, rows a second and the time left', () => {
  const line = progressLine({ readRows: 120_000, readBytes: 25, totalBytes: 100 }, 60_000)
  expect(line).toBe('25 % · 120,000 rows · 2,000 rows/s · 3 min left')
})

test('no time is foretold before there is something to tell it from', () => {
  expect(progressLine({ readRows: 0, readBytes: 0, totalBytes: 100 }, 5000)).toBe('0 % · 0 rows · 0 rows/s · … left')
  expect(progressLine({ readRows: 500, readBytes: 50, totalBytes: 100 }, 1000)).toContain('… left')
  expect(progressLine({ readRows: 0, readBytes: 0, totalBytes: 0 }, 0)).toBe('0 % · 0 rows · 0 rows/s · … left')
})

test.each([
  [0.2, '1 s'],
  [89, '89 s'],
  [90, '2 min'],
  [3600, '60 min'],
  [11_100, '3 h 05 min'],
])('%d seconds are said as %s', (seconds, said) => {
  expect(duration(seconds)).toBe(said)
})

function screen(isTTY: boolean) {
  const written: string[] = []
  return { written, isTTY, write: (text: string) => written.push(text) }
}
const progress = { readRows: 10, readBytes: 10, totalBytes: 100 }

test('at a terminal one line is written over and taken away in the end', () => {
  const shown = screen(true)
  let now = 0
  const display = new ProgressDisplay(shown, () => now)
  now = 5000
  display.show(progress)
  display.clear()
  expect(shown.written).toEqual(['\r\u001B[K10 % · 10 rows · 2 rows/s · 45 s left', '\r\u001B[K'])
})

test('elsewhere a line comes every ten seconds', () => {
  const shown = screen(false)
  let now = 0
  const display = new ProgressDisplay(shown, () => now)
  for (now = 0; now <= 25_000; now += 500) display.show(progress)
  display.clear()
  expect(shown.written).toEqual([
    '10 % · 10 rows · 1 rows/s · 2 min left\n',
    '10 % · 10 rows · 1 rows/s · 3 min left\n',
  ])
})
