import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { raiseAlarms } from './alarms.ts'

const { db, people, call, clock, addPerson } = await startProduct()
const { administrator } = people
await sql`update regimes set active = false`.execute(db)
const teamId = (await call(administrator, 'addTeam', { body: { name: 'Cards' } })).body.id
const [owner, standIn, lead, manager] = [
  await addPerson('agent', { name: 'Olga', teamId }),
  await addPerson('agent', { name: 'Sam', teamId }),
  await addPerson('agent', { name: 'Lena', teamId }),
  await addPerson('manager', { name: 'Max', teamId }),
]
await sql`update people set stand_in_id = ${standIn.id} where id = ${owner.id}`.execute(db)
await sql`update teams set lead_id = ${lead.id} where id = ${teamId}`.execute(db)
await sql`update organization set last_resort_id = ${owner.id}`.execute(db)

const now = () => clock.now()
const later = (hours: number) => clock.set(new Date(now().getTime() + hours * 3_600_000))
const raise = () => raiseAlarms(db, now())
const toldAbout = async (who: typeof owner) =>
  (await call(who, 'listNotices')).body.items.map(
    ({ kind, detail }) => `${kind} ${String(detail.stage ?? detail.count)}`,
  )
const everyone = [owner, standIn, lead, manager]
const complain = async () => (await call(owner, 'createComplaint', { body: { text: 'The card was swallowed.' } })).body
const history = async (reference: string) =>
  (await call(owner, 'readTimeline', { params: { reference } })).body.map(({ kind }) => kind)

const start = now()

beforeEach(async () => {
  clock.set(start)
  await sql`update complaints set update_alarm = 4, update_alarm_for = next_update_due where closed_at is null`.execute(
    db,
  )
  await sql`delete from notices`.execute(db)
  await sql`delete from complaint_clocks`.execute(db)
})

test('a next update that comes near and passes is told of up the ladder, each rung once, whatever else waits', async () => {
  const { reference } = await complain()
  later(47)
  expect(await raise()).toBe(0)
  later(7.5)
  expect(await raise()).toBe(1)
  expect(await toldAbout(owner)).toEqual(['due_soon next_update'])
  later(18)
  expect([await raise(), await raise()]).toEqual([1, 0])
  expect([await toldAbout(owner), await toldAbout(standIn), await toldAbout(lead)]).toEqual([
    ['overdue next_update', 'due_soon next_update'],
    ['overdue next_update'],
    [],
  ])
  later(4)
  await raise()
  later(20)
  await raise()
  expect(await Promise.all(everyone.map(async (who) => (await toldAbout(who)).length))).toEqual([2, 1, 1, 1])
  expect(await history(reference)).toEqual(['received', 'clock_missed', 'clock_escalated', 'clock_escalated'])
  later(24)
  expect(await raise()).toBe(0)
})

test('a new time for the next update starts the ladder from its foot', async () => {
  const { reference } = await complain()
  later(73)
  await raise()
  const nextUpdateDue = new Date(now().getTime() + 10 * 3_600_000).toISOString()
  await call(owner, 'classifyComplaint', { params: { reference }, body: { nextUpdateDue } })
  await raise()
  expect(await toldAbout(owner)).toEqual(['due_soon next_update', 'overdue next_update'])
})

test('a regime’s clock is told of too, unless it was met, is a chance, or the complaint has ended', async () => {
  const stage = (key: string, isDuty: boolean) => ({
    key,
    kind: 'regulator' as const,
    isDuty,
    term: { amount: 24, unit: 'hours' as const },
  })
  const [calendar] = (await call(administrator, 'listCalendars')).body
  const regime = {
    name: 'Regulator',
    active: true,
    calendarId: calendar?.id ?? '',
    conditions: {},
    countsFrom: 'received' as const,
    stages: [stage('duty', true), stage('chance', false)],
  }
  const added = await call(administrator, 'addRegime', { body: regime })
  expect(added.status, added.text).toBe(201)
  const regimeId = added.body.id
  const [, met, closed] = [await complain(), await complain(), await complain()]
  const body = { regimeId, stage: 'duty', met: true }
  expect((await call(owner, 'meetClock', { params: { reference: met.reference }, body })).status).toBe(200)
  await call(owner, 'closeComplaint', {
    params: { reference: closed.reference },
    body: { closure: 'withdrawn', customerWords: 'Never mind.', channel: 'phone' },
  })
  later(25)
  await raise()
  expect(await toldAbout(owner)).toEqual(['overdue regulator'])
  await call(administrator, 'changeRegime', { params: { id: regimeId }, body: { ...regime, active: false } })
})

test('many at once are told of as one number', async () => {
  for (let index = 0; index < 7; index++) await complain()
  later(73)
  await raise()
  expect(await toldAbout(owner)).toContain('many_overdue 7')
  expect((await toldAbout(owner)).length).toBeLessThan(4)
})

test('what was due long ago is no news, and two who look at once tell once', async () => {
  const { id } = await complain()
  const longAgo = new Date(now().getTime() - 15 * 86_400_000)
  await sql`update complaints set next_update_due = ${longAgo} where id = ${id}`.execute(db)
  expect(await raise()).toBe(0)
  await complain()
  later(73)
  const raised = await Promise.all([raise(), raise(), raise()])
  expect(raised.reduce((sum, each) => sum + each, 0)).toBe(1)
  expect(await toldAbout(owner)).toEqual(['overdue next_update'])
})
