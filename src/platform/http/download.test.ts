import { expect, test } from 'vitest'
import { disposition, readRange } from './download.ts'

test.each([
  [undefined, null],
  ['bytes=0-4', { from: 0, to: 4 }],
  ['bytes=5-', { from: 5, to: 9 }],
  ['bytes=-3', { from: 7, to: 9 }],
  ['bytes=-30', { from: 0, to: 9 }],
  ['bytes=8-30', { from: 8, to: 9 }],
  ['bytes=10-', 'beyond'],
  ['bytes=-0', 'beyond'],
  ['bytes=4-2', null],
  ['bytes=-', null],
  ['bytes=0-1,3-4', null],
  ['lines=0-1', null],
  ['bytes=a-b', null],
  [`bytes=${'9'.repeat(400)}-`, null],
])('of ten bytes, %s asks for %j', (header, span) => {
  expect(readRange(header, 10)).toEqual(span)
})

test('a name in any writing is given whole, and in ASCII to those who know nothing else', () => {
  expect(disposition('attachment', 'Счёт (1).pdf')).toBe(
    `attachment; filename="_____ (1).pdf"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%20%281%29.pdf`,
  )
  expect(disposition('inline', 'a"b\\c.png')).toBe(`inline; filename="a_b_c.png"; filename*=UTF-8''a%22b%5Cc.png`)
  expect(disposition('inline', 'a\r\nx: y')).not.toMatch(/[\r\n]/)
})
