import { expect, test } from 'vitest'
import { belongs, classify, lociOf, tarpGroup } from './rules.ts'

test.each([
  ['not as designed is a delivery failure, whatever was expected', 'no', null, 'delivery'],
  ['as designed and not to be expected is a surprise', 'yes', 'no', 'surprise'],
  ['as designed and to be expected is a mismatch', 'yes', 'yes', 'mismatch'],
  ['as designed but nobody knows what was told stays unknown', 'yes', 'unknown', 'unknown'],
  ['an unanswered second question is no mismatch', 'yes', null, 'unknown'],
  ['not known whether as designed is unknown', 'unknown', 'no', 'unknown'],
] as const)('%s', (_name, asDesigned, expected, causeClass) => {
  expect(classify({ asDesigned, expected })).toBe(causeClass)
})

test('a locus belongs to one class only', () => {
  expect(belongs('message', 'surprise')).toBe(true)
  expect(belongs('message', 'delivery')).toBe(false)
  expect(new Set(Object.values(lociOf).flat()).size).toBe(Object.values(lociOf).flat().length)
})

test('only a person’s slip counts as employees, and an unnamed delivery failure counts nowhere', () => {
  expect(tarpGroup('delivery', 'person')).toBe('employees')
  expect(tarpGroup('delivery', 'system')).toBe('company')
  expect(tarpGroup('delivery', null)).toBeNull()
  expect(tarpGroup('surprise', null)).toBe('company')
  expect(tarpGroup('mismatch', 'use')).toBe('customers')
  expect(tarpGroup('unknown', null)).toBeNull()
})
