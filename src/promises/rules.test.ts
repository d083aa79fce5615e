import { expect, test } from 'vitest'
import { findingsOf, keptOf, promiseState } from './rules.ts'

const whole = { indicator: 'Days to the refund', threshold: 0.95, remedy: 'Ten euros', owner: { active: true } }
const inForce = { state: 'in_force', readings: 1 } as const

test('a promise with an indicator, a threshold, a remedy, an owner and a reading lacks nothing', () => {
  expect(findingsOf(whole, inForce)).toEqual([])
})

test('without an indicator or a remedy nobody can be held to a promise', () => {
  expect(findingsOf({ ...whole, indicator: null, threshold: null }, inForce)).toEqual(['no_indicator'])
  expect(findingsOf({ ...whole, remedy: null }, inForce)).toEqual(['no_remedy'])
})

test('an indicator needs a threshold, and somebody must look', () => {
  expect(findingsOf({ ...whole, threshold: null }, { ...inForce, readings: 0 })).toEqual(['no_threshold', 'never_read'])
})

test('a promise needs an owner who works here', () => {
  expect(findingsOf({ ...whole, owner: null }, inForce)).toEqual(['no_owner'])
  expect(findingsOf({ ...whole, owner: { active: false } }, inForce)).toEqual(['owner_left'])
})

test('one that has ended lacks nothing any more, and one to come need not have been looked at', () => {
  const nothing = { indicator: null, threshold: null, remedy: null, owner: null }
  expect(findingsOf(nothing, { state: 'ended', readings: 0 })).toEqual([])
  expect(findingsOf(whole, { state: 'future', readings: 0 })).toEqual([])
})

test('the first and the last day belong to a promise', () => {
  const span = { validFrom: '2026-02-01', validTo: '2026-03-01' }
  expect(['2026-01-31', '2026-02-01', '2026-03-01', '2026-03-02'].map((day) => promiseState(span, day))).toEqual([
    'future',
    'in_force',
    'in_force',
    'ended',
  ])
  expect(promiseState({ ...span, validTo: null }, '2100-01-01')).toBe('in_force')
})

test('only an interval wholly on one side of the threshold says whether it was kept', () => {
  const found = keptOf({ cases: 60, kept: 9 }, 0.95)
  expect(found.verdict).toBe('not_kept')
  expect(found.low).toBeCloseTo(0.080974, 6)
  expect(found.high).toBeCloseTo(0.261146, 6)
  expect(keptOf({ cases: 1000, kept: 990 }, 0.95).verdict).toBe('kept')
  expect(keptOf({ cases: 100, kept: 96 }, 0.95).verdict).toBe('unclear')
  expect(keptOf({ cases: 100, kept: 96 }, null).verdict).toBe('no_threshold')
})

test('four cases are too few to say, whatever they show', () => {
  expect(keptOf({ cases: 4, kept: 0 }, 0.95)).toEqual({ share: null, low: null, high: null, verdict: 'too_few' })
})
