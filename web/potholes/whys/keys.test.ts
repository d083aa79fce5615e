import { expect, test } from 'vitest'
import { meantBy } from './keys.ts'

const plain = { key: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false }
const inside = { length: 12, start: 5, end: 5 }

test('Enter asks further, with Shift it adds another answer, with Ctrl or Command it ends the branch', () => {
  expect(meantBy({ ...plain, key: 'Enter' }, inside)).toEqual({ does: 'below' })
  expect(meantBy({ ...plain, key: 'Enter', shiftKey: true }, inside)).toEqual({ does: 'beside' })
  expect(meantBy({ ...plain, key: 'Enter', ctrlKey: true }, inside)).toEqual({ does: 'end' })
  expect(meantBy({ ...plain, key: 'Enter', metaKey: true }, inside)).toEqual({ does: 'end' })
})

test('Enter that picks a suggestion of a keyboard adds nothing', () => {
  expect(meantBy({ ...plain, key: 'Enter', isComposing: true }, inside)).toBeNull()
})

test('arrows with Alt move the why; without, they leave it only from its edge', () => {
  expect(meantBy({ ...plain, key: 'ArrowRight', altKey: true }, inside)).toEqual({ does: 'move', to: 'in' })
  expect(meantBy({ ...plain, key: 'ArrowUp' }, inside)).toBeNull()
  expect(meantBy({ ...plain, key: 'ArrowUp' }, { length: 12, start: 0, end: 0 })).toEqual({ does: 'previous' })
  expect(meantBy({ ...plain, key: 'ArrowDown' }, { length: 12, start: 12, end: 12 })).toEqual({ does: 'next' })
  expect(meantBy({ ...plain, key: 'ArrowDown', shiftKey: true }, { length: 12, start: 12, end: 12 })).toBeNull()
})

test('an empty why goes with one more press of Backspace, one with words does not', () => {
  expect(meantBy({ ...plain, key: 'Backspace' }, { length: 0, start: 0, end: 0 })).toEqual({ does: 'remove' })
  expect(meantBy({ ...plain, key: 'Backspace' }, { length: 3, start: 0, end: 0 })).toBeNull()
})
