import { expect, test } from 'vitest'
import { leavesAfter, Presence } from './presence.ts'

const ada = { id: 'a', name: 'Ada' }
const ben = { id: 'b', name: 'Ben' }

test('a person with two pages open is there once, writes if one of them writes, and leaves with the last', () => {
  const presence = new Presence()
  expect(presence.enter('c', 'one', { person: ada, isWriting: false }, 0)).toBe(true)
  expect(presence.enter('c', 'two', { person: ada, isWriting: false }, 0)).toBe(false)
  expect(presence.enter('c', 'two', { person: ada, isWriting: true }, 1)).toBe(true)
  expect(presence.present('c')).toEqual([{ ...ada, writing: true }])
  expect(presence.leave('c', 'two', 'a')).toBe(true)
  expect(presence.present('c')).toEqual([{ ...ada, writing: false }])
  expect(presence.leave('c', 'one', 'a')).toBe(true)
  expect(presence.present('c')).toEqual([])
})

test('who says nothing for long has left, who says it again has not', () => {
  const presence = new Presence()
  presence.enter('c', 'one', { person: ada, isWriting: false }, 0)
  presence.enter('c', 'two', { person: ben, isWriting: false }, 0)
  expect(presence.enter('c', 'two', { person: ben, isWriting: false }, 30_000)).toBe(false)
  expect(presence.sweep(leavesAfter - 1)).toEqual([])
  expect(presence.sweep(leavesAfter)).toEqual(['c'])
  expect(presence.present('c')).toEqual([{ ...ben, writing: false }])
})

test('nobody ends the presence of another', () => {
  const presence = new Presence()
  presence.enter('c', 'one', { person: ada, isWriting: false }, 0)
  expect(presence.leave('c', 'one', 'b')).toBe(false)
  expect(presence.present('c')).toEqual([{ ...ada, writing: false }])
})
