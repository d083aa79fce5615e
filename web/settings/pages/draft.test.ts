import { expect, test } from 'vitest'
import type { HandlingPage } from '../../../src/portal/handling/contract.ts'
import { handlingParts } from '../../../src/portal/handling/parts.ts'
import { changesBetween, draftOf, ownOf } from './draft.ts'

const words = { own: null, usual: 'Usual' }
const parts = Object.fromEntries(handlingParts.map((part) => [part, { en: words, ru: words }])) as HandlingPage['parts']
const saved = draftOf({
  parts: { ...parts, contact: { en: { own: 'Call us', usual: 'Usual' }, ru: words } },
  address: '',
  version: '1',
})

test('what the company says is in the form, what the product says is not', () => {
  expect([saved.contact, saved.process]).toEqual([
    { en: 'Call us', ru: '' },
    { en: '', ru: '' },
  ])
})

test('words that are emptied go back to the product’s, and count as one change', () => {
  const emptied = { ...saved, contact: { en: ' \n', ru: '' } }
  expect(ownOf(emptied).contact).toEqual({ en: null, ru: null })
  expect(changesBetween(saved, emptied)).toBe(1)
})

test('spaces around words change nothing', () => {
  expect(changesBetween(saved, { ...saved, contact: { en: ' Call us\n', ru: '' } })).toBe(0)
})
