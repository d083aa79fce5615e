import { expect, test } from 'vitest'
import { complaintsOf, inRule, ruleOf } from './rule.ts'

test('of a narrowed list only what says what complaints are about becomes a rule', () => {
  expect(ruleOf({ product: 'p1', state: 'open', from: '2026-01-01', q: 'late' })).toEqual({ product: 'p1', q: 'late' })
})

test('what says nothing of what they are about is no rule', () => {
  expect([ruleOf({}), ruleOf({ state: 'open' }), ruleOf({ itself: 'product' })]).toEqual([null, null, null])
})

test('a rule leads to its complaints', () => {
  expect(complaintsOf({ product: 'p1', q: 'late fee' }, { from: '2026-01-01' })).toBe(
    '/complaints?product=p1&q=late+fee&from=2026-01-01',
  )
})

test('whether a complaint is coded is no part of a rule: that comes and goes', () => {
  const option = (value: string) => ({ value, label: value })
  const choice = (key: string, values: string[]) => ({
    key,
    label: key,
    kind: 'several' as const,
    options: values.map(option),
    read: () => undefined,
    write: () => ({}),
  })
  const kept = inRule([
    choice('cause', ['coded:true', 'cause:c1', 'cause:none']),
    choice('owner', ['me']),
    choice('field wish', ['a']),
  ])
  expect(kept.map(({ key }) => key)).toEqual(['cause', 'field wish'])
  expect(kept[0]?.kind === 'several' && kept[0].options.map(({ value }) => value)).toEqual(['cause:c1'])
})
