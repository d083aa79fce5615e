import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'
import { firstView } from './first-view.ts'

const at = new Date('2026-03-02T09:00:00Z')
const line = (words: string | null) => ({ at, sentence: 'You wrote:', words, files: [] })

test('a story of usual length is sent whole', () => {
  const story = [line('One'), line(null), line('Three')]
  expect(firstView(story)).toEqual({ lines: story, isWhole: true })
})

test('of a long story the newest is sent, and it says that something is left out', () => {
  const { lines, isWhole } = firstView(Array.from({ length: 30 }, (_none, place) => line(`Line ${place}`)))
  expect([lines.length, lines[0]?.words, lines.at(-1)?.words, isWhole]).toEqual([20, 'Line 10', 'Line 29', false])
})

test('however long the words, the first view has no more than nine thousand bytes of them', () => {
  const { lines, isWhole } = firstView(Array.from({ length: 25 }, () => line('Очень длинные слова. '.repeat(2000))))
  const bytes = lines.reduce((sum, { words }) => sum + Buffer.byteLength(words ?? ''), 0)
  expect([bytes < 9000, isWhole]).toEqual([true, false])
})

test('an excerpt ends between words and never splits a character', () => {
  expect(excerpt('one two three four', 9)).toBe('one two …')
  expect(excerpt('😀'.repeat(5), 3)).toBe('😀😀😀 …')
  expect(excerpt('short', 5)).toBe('short')
})
