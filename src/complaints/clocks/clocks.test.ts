import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { Calendar } from '../../calendar/calendar.ts'
import { calendarPresets } from '../../calendar/presets/calendars.ts'
import { newId } from '../../platform/ids.ts'
import type { RegimeDefinition } from './rules.ts'
import { walkClocks, walkNow, wantWalk } from './walk.ts'

const { db, people, call, clock } = await startProduct()
const { agent, administrator } = people
const at = (time: string) => clock.set(new Date(time))
const england = calendarPresets[0]?.calendar as Calendar
let calendarId = ''
const regimeIds: Record<string, string> = {}

const store = async (name: string, definition: Partial<RegimeDefinition>) => {
  const id = newId()
  const whole = { conditions: {}, countsFrom: 'received', ...definition }
  await sql`insert into regimes (id, name, active, calendar_id, definition, changed_at)
    values (${id}, ${name}, true, ${calendarId}, ${JSON.stringify(whole)}, now())`.execute(db)
  regimeIds[name] = id
}
const term = (amount: number, unit: 'business_days' | 'weeks' | 'days') => ({ amount, unit, rollsOver: false })
beforeAll(async () => {
  calendarId = newId()
  await sql`update regimes set active = false`.execute(db)
  await sql`insert into calendars (id, name, definition, changed_at) values (${calendarId}, 'England', ${JSON.stringify(england)}, now())`.execute(
    db,
  )
  await store('Finance', {
    stages: [
      { key: 'acknowledge', kind: 'acknowledge', term: term(1, 'business_days'), isDuty: true },
      { key: 'summary', kind: 'interim', term: term(3, 'business_days'), isDuty: false },
      { key: 'final', kind: 'decide', term: term(8, 'weeks'), isDuty: true },
    ],
  })
  await store('By telephone', {
    conditions: { channels: ['phone'] },
    stages: [
      { key: 'next', kind: 'next_update', term: term(2, 'business_days'), isDuty: true },
      { key: 'report', kind: 'regulator', term: term(10, 'days'), isDuty: true },
    ],
  })
})

/** The walk may be under way in the background already: done is when nothing is left to do. */
const caughtUp = () =>
  expect
    .poll(async () => {
      await walkClocks(db)
      return walkNow(db)
    })
    .toBeNull()

type Body = { text?: string; channel?: string; receivedAt?: string }
const complain = async (body: Body = {}) => {
  const {
    status,
    body: made,
    text,
  } = await call(agent, 'createComplaint', {
    body: { text: 'The bank took a fee twice.', ...body } as never,
  })
  expect(status, text).toBe(201)
  return made
}
const clocksOf = async (id: string) => {
  const { rows } = await sql<{ stage: string; due: Date; met: string | null }>`
    select stage, due_at as due, met_by as met from complaint_clocks where complaint_id = ${id} order by due_at`.execute(
    db,
  )
  return rows.map(({ stage, due, met }) => [stage, due.toISOString().slice(0, 16), met])
}
const earliest = async (id: string) =>
  (await sql<{ due: Date | null }>`select clock_due as due from complaints where id = ${id}`.execute(db)).rows[0]?.due

test('a complaint is stored with the clocks of every regime that applies to it', async () => {
  at('2025-12-19T16:00:00Z')
  const made = await complain()
  expect(await clocksOf(made.id)).toEqual([
    ['acknowledge', '2025-12-22T17:00', null],
    ['summary', '2025-12-24T17:00', null],
    ['final', '2026-02-13T23:59', null],
  ])
  expect(await earliest(made.id)).toEqual(new Date('2025-12-22T17:00Z'))
  at('2025-12-24T10:00:00Z')
  const called = await complain({ channel: 'phone', receivedAt: '2025-12-24T09:00:00.000Z' })
  expect(await clocksOf(called.id)).toEqual([
    ['acknowledge', '2025-12-29T17:00', 'received'],
    ['summary', '2025-12-31T17:00', null],
    ['report', '2026-01-03T23:59', null],
    ['final', '2026-02-18T23:59', null],
  ])
  expect(called.nextUpdateDue).toBe('2025-12-30T17:00:00.000Z')
})

test('an answer acknowledges, the end stops every clock, and a reopened complaint has its decision to make by the same time', async () => {
  const { id, reference } = await complain()
  const params = { reference }
  await call(agent, 'addMessage', { params, body: { direction: 'out', channel: 'phone', text: 'We look into it.' } })
  expect((await clocksOf(id)).map(([stage, , met]) => [stage, met])).toEqual([
    ['acknowledge', 'answered'],
    ['summary', null],
    ['final', null],
  ])
  const before = await earliest(id)
  await call(agent, 'closeComplaint', {
    params,
    body: { closure: 'withdrawn', customerWords: 'Never mind.', channel: 'phone' },
  })
  expect((await clocksOf(id)).map(([, , met]) => met)).toEqual(['answered', 'closed', 'closed'])
  expect(await earliest(id)).toBeNull()
  const reopened = await call(agent, 'reopenComplaint', { params, query: { reason: 'The fee came a third time.' } })
  expect(reopened.status, reopened.text).toBe(200)
  expect((await clocksOf(id)).map(([, , met]) => met)).toEqual(['answered', null, null])
  expect(await earliest(id)).toEqual(before)
})

test('what a complaint turns out to be about decides which regimes apply', async () => {
  const productId = newId()
  await sql`insert into products (id, name) values (${productId}, 'Pension')`.execute(db)
  await store('Pensions', {
    conditions: { productIds: [productId] },
    stages: [{ key: 'early', kind: 'decide', term: term(5, 'days'), isDuty: true }],
  })
  const { id, reference } = await complain()
  expect((await clocksOf(id)).map(([stage]) => stage)).not.toContain('early')
  await call(agent, 'classifyComplaint', { params: { reference }, body: { productId } })
  expect((await clocksOf(id)).map(([stage]) => stage)).toContain('early')
  await call(agent, 'classifyComplaint', { params: { reference }, body: { productId: null } })
  expect((await clocksOf(id)).map(([stage]) => stage)).not.toContain('early')
})

test('a rule that changes moves the clocks of open complaints in the background, and what is met stays met', async () => {
  await caughtUp()
  const [open, answered, closed] = [await complain(), await complain(), await complain()]
  const body = { direction: 'out', channel: 'phone', text: 'We look into it.' } as const
  await call(agent, 'addMessage', { params: { reference: answered.reference }, body })
  await call(agent, 'closeComplaint', {
    params: { reference: closed.reference },
    body: { closure: 'withdrawn', customerWords: 'Never mind.', channel: 'phone' },
  })
  const closedBefore = await clocksOf(closed.id)
  await sql`update regimes set definition = jsonb_set(jsonb_set(definition, '{stages,2,term,amount}', '6'), '{stages,0,term,amount}', '2')
    where id = ${regimeIds.Finance}`.execute(db)
  await wantWalk(db)
  await caughtUp()
  expect(await clocksOf(open.id)).toEqual([
    ['acknowledge', '2025-12-30T17:00', null],
    ['summary', '2025-12-31T17:00', null],
    ['final', '2026-02-04T23:59', null],
  ])
  expect((await clocksOf(answered.id))[0]).toEqual(['acknowledge', '2025-12-30T17:00', 'answered'])
  expect(await earliest(open.id)).toEqual(new Date('2025-12-30T17:00Z'))
  expect(await clocksOf(closed.id)).toEqual(closedBefore)
})

test('a regime that is switched off takes its clocks along; switched on again, it knows what was answered meanwhile', async () => {
  const { id, reference } = await complain()
  await sql`update regimes set active = false where id = ${regimeIds.Finance}`.execute(db)
  await wantWalk(db)
  await caughtUp()
  expect([await clocksOf(id), await earliest(id)]).toEqual([[], null])
  const body = { direction: 'out', channel: 'phone', text: 'We look into it.' } as const
  await call(administrator, 'addMessage', { params: { reference }, body })
  await sql`update regimes set active = true where id = ${regimeIds.Finance}`.execute(db)
  await wantWalk(db)
  await caughtUp()
  expect((await clocksOf(id)).map(([stage, , met]) => [stage, met])).toEqual([
    ['acknowledge', 'answered'],
    ['summary', null],
    ['final', null],
  ])
})
