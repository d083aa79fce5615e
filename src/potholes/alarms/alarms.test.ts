import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { drainCounts } from '../../complaints/counts.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { type Day, periodsBetween } from '../series/periods.ts'

const { db, clock, people, call, addPerson } = await startProduct()
const { agent, manager, analyst, administrator } = people
const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''
const debit = (await ensureBranch(db, 'products', ['Cards', 'Debit'])) ?? ''
const loans = (await ensureBranch(db, 'products', ['Loans'])) ?? ''

const usual = [
  'The fee on my statement is too high.',
  'Nobody answered my letter about the statement.',
  'A fee was taken twice.',
  'My application was refused.',
  'The branch was closed.',
  'They lost the contract.',
  'The rate differs from the offer.',
]
let spoken = 0
const complain = (day: Day, count: number, { productId = loans, text = '', who = agent } = {}) =>
  Promise.all(
    Array.from({ length: count }, (_, place) =>
      call(who, 'createComplaint', {
        body: {
          text: text || (usual[spoken++ % usual.length] as string),
          receivedAt: `${day}T${String(8 + (place % 12)).padStart(2, '0')}:00:00Z`,
          productId,
        },
      }),
    ),
  )
const at = (moment: string) => clock.set(new Date(moment))
/** What the product itself is moving out of the outbox just now is still in it. */
const emptied = async () => {
  await drainCounts(db)
  await expect.poll(() => column(db, 'select count(*) from complaint_counts_outbox')).toEqual([0])
}
const watch = async (body = {}) => {
  await emptied()
  return (await call(administrator, 'watchNow', { body })).body
}
const alarms = async () => (await call(manager, 'listAlarms')).body.items
const told = async (who = manager) =>
  (await call(who, 'listNotices', { query: { limit: 100 } })).body.items.filter(({ kind }) => kind === 'spike_found')

// Three months in which nothing happens: two or three complaints a day about loans, one or two about debit cards.
at('2026-02-27T00:30:00Z')
for (const [place, day] of periodsBetween('day', '2025-11-15', '2026-02-26').entries()) {
  await complain(day, 2 + (place % 2))
  await complain(day, 1 + (place % 3 === 0 ? 1 : 0), { productId: debit })
}

test('a quiet day makes no alarm, and what was long before the first watch is baseline only', async () => {
  const done = await watch()
  expect(done.days).toBe(104)
  expect(done).toMatchObject({ periods: 2, found: 0 })
  expect(await alarms()).toEqual([])
  expect((await call(manager, 'readAlarmState')).body).toMatchObject({
    day: '2026-02-26',
    week: '2026-02-16',
    waitingDays: 0,
  })
})

test('the counts of series per day are those of the complaints, with what is below a product', async () => {
  const held = await column<number>(
    db,
    `select sum(d.n) from series s join series_days d on d.series_id = s.id
     where s.kind in ('all', 'product', 'spoken') group by s.kind, s.key order by 1`,
  )
  const counted = await column<number>(
    db,
    `select count(*) from complaints where product_id = '${debit}' union all
     select count(*) from complaints where product_id = '${debit}' union all
     select count(*) from complaints where product_id = '${loans}' union all
     select count(*) from complaints union all
     select count(text) from complaints order by 1`,
  )
  expect(held).toEqual(counted)
})

const outage = 'The terminal in the shop declined my debit card during the outage, Manager said.'

test('a day that is not over is not judged', async () => {
  at('2026-02-27T23:30:00Z')
  await complain('2026-02-27', 30, { productId: debit, text: outage })
  expect(await watch()).toMatchObject({ periods: 0 })
  expect(await alarms()).toEqual([])
})

test('a spike is one alarm, though it shows in a product, the one above it, and all complaints', async () => {
  at('2026-02-28T00:30:00Z')
  const done = await watch()
  expect(done.found).toBeGreaterThanOrEqual(3)
  const [alarm, ...others] = await alarms()
  expect(others).toEqual([])
  expect(alarm).toMatchObject({ firstDay: '2026-02-27', lastDay: '2026-02-27', endedOn: null, judgement: null })
  expect(alarm?.strongest.observed).toBeGreaterThan(alarm?.strongest.threshold ?? Infinity)
  expect(alarm?.strongest.adjustedP).toBeLessThanOrEqual(0.05)
  const whole = (await call(manager, 'readAlarm', { params: { id: alarm?.id ?? '' } })).body
  const named = [whole.series, ...whole.others].map(({ kind, name }) => `${kind} ${JSON.stringify(name)}`)
  expect(named).toEqual(expect.arrayContaining(['product "Cards"', 'product "Debit"']))
  expect(alarm?.alsoIn).toBe(whole.others.length)
})

test('the alarm says which complaints are in it, what was expected before, and what sets its words apart', async () => {
  const [alarm] = await alarms()
  const whole = (await call(manager, 'readAlarm', { params: { id: alarm?.id ?? '' } })).body
  expect(whole.count).toBe(whole.strongest.observed)
  expect(whole.complaints.length).toBe(20)
  expect(whole.complaints[0]?.excerpt).toContain('outage')
  const words = whole.words.map((each) => each.words).join(' ')
  expect(words).toMatch(/outage/)
  expect(words).not.toMatch(/fee|statement/)
  // The manager's own name is a name, also in a customer's words.
  expect(words).not.toMatch(/manager/)
  const marked = whole.points.filter(({ isAlarm }) => isAlarm)
  expect(marked).toEqual([expect.objectContaining({ starts: '2026-02-27', observed: whole.strongest.observed })])
  expect(whole.points.filter(({ threshold }) => threshold !== null).length).toBeGreaterThanOrEqual(10)
  const listed = (await call(manager, 'countComplaints', { query: whole.where })).body
  expect(listed.count).toBe(whole.count)
})

test('every manager is told once, nobody else, and watching again finds nothing new', async () => {
  expect(await told()).toHaveLength(1)
  expect(await told(analyst)).toHaveLength(0)
  const [alarm] = await alarms()
  expect((await told())[0]?.detail).toMatchObject({ alarm_id: alarm?.id })
  expect(await watch()).toMatchObject({ periods: 0, found: 0 })
  const both = await Promise.all([watch(), watch()])
  expect(both.map(({ periods }) => periods)).toEqual([0, 0])
  expect(await told()).toHaveLength(1)
})

test('a spike that lasts is the same alarm, made longer, and nobody is told again', async () => {
  at('2026-03-01T00:30:00Z')
  await complain('2026-02-28', 30, { productId: debit, text: outage })
  const [first, second] = await Promise.all([watch(), watch()])
  expect((first?.periods ?? 0) + (second?.periods ?? 0)).toBe(1)
  const [alarm, ...others] = await alarms()
  expect(others).toEqual([])
  expect(alarm).toMatchObject({ firstDay: '2026-02-27', lastDay: '2026-02-28', endedOn: null })
  expect(await told()).toHaveLength(1)
})

test('after a standstill what was missed is caught up with, and an alarm ends with the first day that is back below', async () => {
  at('2026-03-06T00:30:00Z')
  for (const day of periodsBetween('day', '2026-03-01', '2026-03-05')) await complain(day, 3)
  // Five days, and the week of 23 February, whose numbers the spike raised too.
  expect(await watch()).toMatchObject({ periods: 6 })
  const found = await alarms()
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ firstDay: '2026-02-23', endedOn: '2026-03-02' })
  expect(await told()).toHaveLength(1)
})

test('complaints that come late are judged with their day', async () => {
  at('2026-03-08T00:30:00Z')
  await complain('2026-03-07', 3)
  await watch()
  const before = await alarms()
  await complain('2026-03-07', 25, { productId: cards, text: 'The app shows the balance of a stranger.' })
  const done = await watch()
  expect(done.days).toBe(1)
  expect(done.found).toBeGreaterThan(0)
  const after = await alarms()
  const fresh = after.filter(({ id }) => !before.some((known) => known.id === id))
  expect(fresh).toHaveLength(1)
  expect(fresh[0]).toMatchObject({ firstDay: '2026-03-07', lastDay: '2026-03-07' })
  expect(await told()).toHaveLength(2)
})

test('a person judges an alarm, with a note; the judgement is theirs and can be taken back', async () => {
  const [alarm] = await alarms()
  const params = { id: alarm?.id ?? '' }
  const judged = await call(manager, 'judgeAlarm', {
    params,
    ifMatch: 1,
    body: { judgement: 'real', note: 'The terminal fell out.' },
  })
  expect(judged.body).toMatchObject({
    judgement: 'real',
    judgedBy: { id: manager.id },
    note: 'The terminal fell out.',
    version: 2,
  })
  const late = await call(analyst, 'judgeAlarm', { params, ifMatch: 1, body: { judgement: 'known' } })
  expect(late.status).toBe(412)
  expect((await call(manager, 'listAlarms', { query: { judgement: 'real' } })).body.items).toHaveLength(1)
  expect((await call(manager, 'listAlarms', { query: { judgement: 'open' } })).body.items).toHaveLength(1)
  expect((await call(agent, 'judgeAlarm', { params, body: { judgement: 'known' } })).status).toBe(403)
  const lonely = await call(manager, 'judgeAlarm', { params, body: { judgement: null, note: 'Why?' } })
  expect(lonely.body.type).toBe('urn:amends:problem:note_needs_judgement')
  const undone = await call(manager, 'judgeAlarm', { params, body: { judgement: null } })
  expect(undone.body).toMatchObject({ judgement: null, judgedBy: null, note: null })
})

test('the list goes on from page to page, the latest alarm first', async () => {
  const first = (await call(manager, 'listAlarms', { query: { limit: 1 } })).body
  const rest = (await call(manager, 'listAlarms', { query: { limit: 1, cursor: first.next ?? '' } })).body
  expect([first.items.length, rest.items.length, rest.next]).toEqual([1, 1, null])
  expect((first.items[0]?.lastDay ?? '') >= (rest.items[0]?.lastDay ?? '')).toBe(true)
  expect((await call(manager, 'readAlarm', { params: { id: agent.id } })).status).toBe(404)
})

test('only an administrator starts the nightly work', async () => {
  expect((await call(manager, 'watchNow', { body: {} })).status).toBe(403)
})

test('the past is watched from the first complaint on; days that nobody can mean are refused', async () => {
  const ask = (body: { from: string; to: string }) => call(administrator, 'watchNow', { body })
  expect((await ask({ from: '0001-01-01', to: '9999-12-31' })).status).toBe(400)
  expect((await ask({ from: '2026-02-12', to: '2026-02-11' })).body.type).toContain('period_backwards')
  const [first] = await column<string>(db, 'select min(day)::text from series_days')
  const { body } = await ask({ from: '1900-01-01', to: first ?? '' })
  expect(body.periods).toBeLessThanOrEqual(2)
})

test('of what is long past nobody is told, though it is found when it is asked for', async () => {
  at('2026-03-31T00:30:00Z')
  const newcomer = await addPerson('manager')
  const successor = await addPerson('administrator')
  const known = await column<string>(db, 'select id from alarms')
  await complain('2026-02-12', 30, { who: newcomer, productId: cards, text: 'The letter with the number never came.' })
  await emptied()
  const done = await call(successor, 'watchNow', { body: { from: '2026-02-12', to: '2026-02-15' } })
  expect(done.body.found).toBeGreaterThan(0)
  const fresh = (await call(newcomer, 'listAlarms')).body.items.filter(({ id }) => !known.includes(id))
  expect(fresh).toHaveLength(1)
  expect(fresh[0]?.strongest.unit === 'day' ? fresh[0].strongest.starts : '2026-02-12').toBe('2026-02-12')
  expect(await told(newcomer)).toEqual([])
})
