import { expect, test } from 'vitest'
import { nextStep } from './rules.ts'

const now = new Date('2026-03-02T09:00:00Z')
const asking = { remindAfterDays: 5, remindersStated: 2, sent: 0, isOnItsWay: false, isLost: false }

test('each reminder says on which day we close, which is after the last that was stated', () => {
  expect(nextStep(asking, now)).toEqual({
    does: 'remind',
    number: 1,
    closes: new Date('2026-03-12T09:00:00Z'),
    next: new Date('2026-03-07T09:00:00Z'),
  })
  expect(nextStep({ ...asking, sent: 1 }, now)).toEqual({
    does: 'remind',
    number: 2,
    closes: new Date('2026-03-07T09:00:00Z'),
    next: new Date('2026-03-07T09:00:00Z'),
  })
})

test('it closes only after all reminders that were stated were sent', () => {
  expect(nextStep({ ...asking, sent: 2 }, now)).toEqual({ does: 'close' })
  expect(nextStep({ ...asking, sent: 2, remindersStated: 3 }, now).does).toBe('remind')
})

test('a reminder that has not left is waited for', () => {
  expect(nextStep({ ...asking, sent: 1, isOnItsWay: true }, now)).toEqual({
    does: 'wait',
    next: new Date('2026-03-03T09:00:00Z'),
  })
})

test('silence means nothing where the question came back', () => {
  expect(nextStep({ ...asking, sent: 2, isLost: true }, now)).toEqual({ does: 'give_up' })
})
