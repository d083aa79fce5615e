import { expect, test } from 'vitest'
import { characterOf, nothingPressed, type Press, press } from './keys.ts'

const shortcuts = ['?', '/', 'gc', 'gs', 'c']

function typed(characters: string, pauseInMilliseconds = 100) {
  let sequence = nothingPressed
  let completed: string | null = null
  for (const [index, character] of [...characters].entries()) {
    const step = press(sequence, { character, at: 1000 + index * pauseInMilliseconds }, shortcuts)
    sequence = step.sequence
    completed = step.completed
  }
  return completed
}

test.each([
  { characters: '?', completed: '?' },
  { characters: 'gc', completed: 'gc' },
  { characters: 'gxc', completed: 'c' },
  { characters: 'ggs', completed: 'gs' },
  { characters: 'g', completed: null },
  { characters: 'gx', completed: null },
])('$characters does $completed', ({ characters, completed }) => {
  expect(typed(characters)).toBe(completed)
})

test('g and, two seconds later, c is c alone', () => {
  expect(typed('gc', 2000)).toBe('c')
})

const plain: Press = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false }

test('a Russian keyboard reaches the same shortcuts', () => {
  expect(characterOf({ ...plain, key: 'п', code: 'KeyG' })).toBe('g')
  expect(characterOf({ ...plain, key: '?', code: 'Digit7' })).toBe('?')
})

test('a Latin letter counts by what it types, not by where it lies', () => {
  expect(characterOf({ ...plain, key: 'a', code: 'KeyQ' })).toBe('a')
})

test('presses that belong to the browser are not ours', () => {
  expect(characterOf({ ...plain, key: 'c', code: 'KeyC', ctrlKey: true })).toBeNull()
  expect(characterOf({ ...plain, key: 'c', code: 'KeyC', metaKey: true })).toBeNull()
  expect(characterOf({ ...plain, key: 'Enter', code: 'Enter' })).toBeNull()
})
