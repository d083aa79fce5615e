import { expect, test } from 'vitest'
import { changed, draftOf, moved, newRule, routingOf } from './draft.ts'

const rules = ['a', 'b', 'c'].map((key) => newRule(key, key))
const names = (list: { name: string }[]) => list.map(({ name }) => name).join('')

test('a rule moves by one place, and not past an end', () => {
  expect(names(moved(rules, 'b', -1))).toBe('bac')
  expect(names(moved(rules, 'b', 1))).toBe('acb')
  expect(moved(rules, 'a', -1)).toBe(rules)
  expect(moved(rules, 'c', 1)).toBe(rules)
})

test('a change touches its rule alone', () => {
  const after = changed(rules, 'b', { active: false })
  expect(after.map(({ active }) => active)).toEqual([true, false, true])
})

test('what was read is sent back as it was, without conditions that hold nothing', () => {
  const rule = { name: 'Care', active: true, conditions: { channels: ['email'] }, toPersonId: null, toTeamId: 'team' }
  const saved = { rules: [rule], lastResortId: 'anna', updateWithinHours: 72 }
  const routing = { ...saved, version: 'v1' }
  expect(routingOf(draftOf(routing))).toEqual(saved)
  const emptied = {
    ...draftOf(routing),
    rules: changed(draftOf(routing).rules, 'saved 0', { conditions: { channels: [], workingHours: undefined } }),
  }
  expect(routingOf(emptied).rules[0]?.conditions).toEqual({})
})
