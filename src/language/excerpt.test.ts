import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from './index.ts'

test('a text that fits is left as it is', () => {
  expect(excerpt('The parcel came late.', 40)).toBe('The parcel came late.')
  expect(excerpt('12345', 5)).toBe('12345')
  expect(excerpt('', 5)).toBe('')
})

test('a longer text ends after the last whole word that fits', () => {
  expect(excerpt('The parcel came three days late', 20)).toBe('The parcel came…')
  expect(excerpt('The parcel came three days late', 11)).toBe('The parcel…')
})

test('punctuation before the cut goes', () => {
  expect(excerpt('Hello, the parcel came late', 8)).toBe('Hello…')
  expect(excerpt('Late – again – and again', 10)).toBe('Late…')
})

test('a first word longer than the line is cut inside', () => {
  expect(excerpt('Donaudampfschifffahrtsgesellschaft ist zu spät', 10)).toBe('Donaudamp…')
})

test('line breaks, tabs and runs of spaces become one space', () => {
  expect(excerpt('  Dear all,\r\n\r\n\tthe   parcel\u00a0came\u0000late ', 60)).toBe('Dear all, the parcel came late')
})

test('an emoji made of several characters stays whole', () => {
  expect(excerpt('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…')
  expect(excerpt('é́é́é́é́', 2)).toBe('é́…')
})

test('marks that turn the direction of writing do not leak into the row', () => {
  expect(excerpt('refund \u202etxt.exe please\u2066 now', 40)).toBe('refund txt.exe please now')
})

test('a huge text is cut like a short one', () => {
  expect(excerpt('word '.repeat(400_000), 12)).toBe('word word…')
})

test('half a surrogate pair never comes out, and the line is never longer than asked', () => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (text, length) => {
      const line = excerpt(text, length)
      expect(line.isWellFormed()).toBe(true)
      expect(line).not.toMatch(/[\r\n\t]/)
      expect([...graphemes.segment(line)].length).toBeLessThanOrEqual(length)
    }),
  )
})

test('a half pair in the text itself becomes the replacement character', () => {
  expect(excerpt('broken \ud83d emoji', 40)).toBe('broken \ufffd emoji')
})

test('a length that cannot be is refused by name', () => {
  expect(() => excerpt('text', 0)).toThrow('length must be a whole number, 1 or more; got 0')
  expect(() => excerpt('text', 1.5)).toThrow(RangeError)
})
