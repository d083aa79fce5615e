import { expect, test } from 'vitest'
import { type Arrival, type Candidate, chooseOwner, Conditions, type RoutingRule } from './rules.ts'

const monday = new Date('2026-03-02T09:00:00Z')
const agent = { role: 'agent', given: 0 }
const people: Candidate[] = [
  { ...agent, id: 'ann', teamId: 'cards', open: 4 },
  { ...agent, id: 'bo', teamId: 'cards', open: 2 },
  { ...agent, id: 'boss', teamId: 'cards', open: 0, role: 'manager' },
  { ...agent, id: 'cy', teamId: 'loans', open: 0 },
  { ...agent, id: 'di', teamId: null, open: 9 },
  { ...agent, id: 'el', teamId: 'even', open: 1, given: 3 },
  { ...agent, id: 'fa', teamId: 'even', open: 1, given: 2 },
  { ...agent, id: 'gus', teamId: 'bosses', open: 5, role: 'manager' },
  { ...agent, id: 'hal', teamId: 'bosses', open: 0, role: 'analyst' },
]
const arrival: Arrival = { productIds: ['debit', 'bank'], channel: 'email', language: 'en', customerId: 'k1' }
const rule = (to: string, conditions: Conditions = {}, active = true): RoutingRule => ({
  id: `to ${to}`,
  name: to,
  active,
  conditions,
  toPersonId: people.some((person) => person.id === to) ? to : null,
  toTeamId: people.some((person) => person.id === to) ? null : to,
})
const chosen = (rules: RoutingRule[], from: Partial<Arrival> = {}, now = monday) =>
  chooseOwner({ ...arrival, ...from }, { rules, people, lastResortId: 'di' }, now)

test.each([
  ['no rule leaves it to the last resort', [], 'di'],
  ['a rule without conditions takes everything', [rule('ann')], 'ann'],
  ['a team gives it to whoever of it has the fewest open', [rule('cards')], 'bo'],
  ['of people with as many open, whoever was given fewest lately', [rule('even')], 'fa'],
  ['a team without agents gives it to its manager, never to an analyst', [rule('bosses')], 'gus'],
  ['the first rule that applies decides', [rule('cy'), rule('ann')], 'cy'],
  ['a rule that rests is passed over', [rule('cy', {}, false), rule('ann')], 'ann'],
  ['a rule for the product applies', [rule('cy', { productIds: ['debit'] })], 'cy'],
  ['a rule for what lies above the product applies', [rule('cy', { productIds: ['other', 'bank'] })], 'cy'],
  ['a rule for another product does not', [rule('cy', { productIds: ['loan'] })], 'di'],
  ['a rule for the channel applies', [rule('cy', { channels: ['phone', 'email'] })], 'cy'],
  ['a rule for another channel does not', [rule('cy', { channels: ['phone'] })], 'di'],
  ['a rule for the language applies', [rule('cy', { languages: ['en'] })], 'cy'],
  ['a rule for another language does not', [rule('cy', { languages: ['ru'] })], 'di'],
  ['a rule for the customer applies', [rule('cy', { customerIds: ['k1'] })], 'cy'],
  ['a rule for another customer does not', [rule('cy', { customerIds: ['k2'] })], 'di'],
  ['all conditions must hold', [rule('cy', { channels: ['email'], languages: ['ru'] })], 'di'],
  ['an empty list of a condition is no condition', [rule('cy', { channels: [], productIds: [] })], 'cy'],
  ['who has as many open as a rule allows gets no more by it', [rule('ann', { mostOpen: 4 })], 'di'],
  ['who has fewer does', [rule('ann', { mostOpen: 5 })], 'ann'],
  ['a limit passes over the busy of a team', [rule('cards', { mostOpen: 3 })], 'bo'],
  ['a team that is busy whole leaves it to the next rule', [rule('cards', { mostOpen: 2 }), rule('cy')], 'cy'],
  ['a team nobody belongs to leaves it to the next rule', [rule('nobody'), rule('cy')], 'cy'],
] as const)('%s', (_name, rules, owner) => {
  expect(chosen([...rules]).ownerId).toBe(owner)
})

test('the choice names its rule, and none when the last resort takes it', () => {
  expect(chosen([rule('cy')])).toEqual({ ownerId: 'cy', ruleId: 'to cy' })
  expect(chosen([])).toEqual({ ownerId: 'di', ruleId: null })
})

test('someone who left takes nothing, whatever a rule says', () => {
  const gone = { ...rule('ann'), toPersonId: 'gone', toTeamId: null }
  expect(chosen([gone, rule('cy')]).ownerId).toBe('cy')
})

test('an anonymous complaint meets no rule for a customer', () => {
  expect(chosen([rule('cy', { customerIds: ['k1'] })], { customerId: null }).ownerId).toBe('di')
})

test('a complaint about nothing stated meets no rule for a product', () => {
  expect(chosen([rule('cy', { productIds: ['bank'] })], { productIds: [] }).ownerId).toBe('di')
})

test.each([
  ['within them', '2026-03-02T09:00:00Z', 'cy'],
  ['before them', '2026-03-02T07:59:00Z', 'di'],
  ['at their end', '2026-03-02T17:00:00Z', 'di'],
  ['on a day off', '2026-03-01T12:00:00Z', 'di'],
])('working hours: %s', (_name, now, owner) => {
  const workingHours = { timeZone: 'UTC', days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' }
  expect(chosen([rule('cy', { workingHours })], {}, new Date(now)).ownerId).toBe(owner)
})

test.each([
  ['a time zone nobody lives in', { workingHours: { timeZone: 'Moon/Base', days: [1], from: '08:00', to: '17:00' } }],
  ['a week of eight days', { workingHours: { timeZone: 'UTC', days: [8], from: '08:00', to: '17:00' } }],
  ['a limit of none', { mostOpen: 0 }],
  ['a product that is no id', { productIds: ['cards'] }],
])('%s is no condition', (_name, conditions) => {
  expect(Conditions.safeParse(conditions).success).toBe(false)
})
