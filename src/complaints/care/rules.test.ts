import { expect, test } from 'vitest'
import { isAside, rank, reasonsOf, type Situation } from './rules.ts'

const now = new Date('2026-03-02T09:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const calm: Situation = {
  receivedAt: hours(-200),
  nextUpdateDue: hours(60),
  waitsSince: null,
  decisionSince: null,
  handoverSince: null,
  commitments: [],
}
const whysOf = (part: Partial<Situation>) => reasonsOf({ ...calm, ...part }, now).map(({ why }) => why)

test.each<[string, Partial<Situation>, string[]]>([
  ['nothing presses', {}, ['later']],
  ['the next update is due today', { nextUpdateDue: hours(5) }, ['update_soon']],
  ['the next update is overdue', { nextUpdateDue: hours(-1) }, ['update_overdue']],
  ['nobody has answered yet', { waitsSince: hours(-200) }, ['nobody_answered']],
  ['the customer wrote', { waitsSince: hours(-2) }, ['customer_wrote']],
  ['a promise was broken', { commitments: [{ madeAt: hours(-50), dueAt: hours(-1) }] }, ['promise_broken']],
  ['a promise falls due', { commitments: [{ madeAt: hours(-50), dueAt: hours(3) }] }, ['promise_due']],
  ['a promise lies ahead', { commitments: [{ madeAt: hours(-1), dueAt: hours(80) }] }, ['later']],
  ['a handover waits for me', { handoverSince: hours(-3) }, ['handover']],
  [
    'somebody must decide',
    { decisionSince: hours(-3), nextUpdateDue: hours(-1) },
    ['wants_decision', 'update_overdue'],
  ],
])('%s', (_name, part, expected) => {
  expect(whysOf(part)).toEqual(expected)
})

test('what we broke comes before what is late, that before who wrote, and of the same kind the longest wait is first', () => {
  const each = (id: string, part: Partial<Situation>) => ({
    id,
    customerId: id,
    reasons: reasonsOf({ ...calm, ...part }, now),
  })
  const ranked = rank([
    each('later', {}),
    each('wrote today', { waitsSince: hours(-2) }),
    each('late', { nextUpdateDue: hours(-1) }),
    each('wrote last week', { waitsSince: hours(-150) }),
    each('broken', { commitments: [{ madeAt: hours(-50), dueAt: hours(-1) }] }),
  ])
  expect(ranked.flat().map(({ id }) => id)).toEqual(['broken', 'late', 'wrote last week', 'wrote today', 'later'])
})

test('a customer stands once, at the place of what is most urgent of theirs', () => {
  const each = (id: string, customerId: string | null, part: Partial<Situation>) => ({
    id,
    customerId,
    reasons: reasonsOf({ ...calm, ...part }, now),
  })
  const groups = rank([
    each('a', 'kim', {}),
    each('b', null, { waitsSince: hours(-1) }),
    each('c', 'kim', { nextUpdateDue: hours(-1) }),
    each('d', null, { waitsSince: hours(-2) }),
  ])
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['c', 'a'], ['d'], ['b']])
})

test('what is put aside comes back with the next update, with the customer’s words and with a promise', () => {
  const snooze = { until: hours(48), setAt: hours(-1) }
  expect(isAside(snooze, calm, now)).toBe(true)
  expect(isAside(null, calm, now)).toBe(false)
  expect(isAside(snooze, calm, hours(48))).toBe(false)
  expect(isAside(snooze, { ...calm, nextUpdateDue: now }, now)).toBe(false)
  expect(isAside(snooze, { ...calm, waitsSince: hours(-2) }, now)).toBe(true)
  expect(isAside(snooze, { ...calm, waitsSince: hours(-0.5) }, now)).toBe(false)
  expect(isAside(snooze, { ...calm, decisionSince: hours(-0.5) }, now)).toBe(false)
  expect(isAside(snooze, { ...calm, commitments: [{ madeAt: hours(-8), dueAt: hours(1) }] }, now)).toBe(false)
})
