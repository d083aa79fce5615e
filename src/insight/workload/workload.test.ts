import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { keepWorkload } from './jobs.ts'

const { db, clock, people, call, addPerson } = await startProduct()
const { manager, administrator, executive, analyst, agent, operations } = people
const day = 86_400_000
const start = clock.now().getTime()
const daysAgo = (days: number) => new Date(start - days * day)
const dayName = (days: number) => daysAgo(days).toISOString().slice(0, 10)
const teamId = (await call(administrator, 'addTeam', { body: { name: 'Parcels' } })).body.id
const otherTeam = (await call(administrator, 'addTeam', { body: { name: 'Cards' } })).body.id
const lead = await addPerson('manager', { name: 'Lena', teamId })
const [one, two] = [
  await addPerson('agent', { name: 'Olga', teamId }),
  await addPerson('agent', { name: 'Pat', teamId }),
]

/** Complaints as an import would store them: only the columns that the workload is counted from differ. */
async function store(rows: { received: Date; owner: string; closed?: Date; channel?: string }[]): Promise<void> {
  const importId = newId()
  const now = clock.now()
  await sql`
    insert into imports (id, file_name, source, mapping, state, started_at) values (${importId}, 'a', 'a', '{}', 'done', ${now})`.execute(
    db,
  )
  const stored = rows.map(({ received, owner, closed, channel = 'email' }) => ({
    id: newId(),
    received,
    owner,
    closed: closed ?? null,
    channel,
    due: closed ? null : new Date(received.getTime() + 5 * day),
  }))
  await inTransaction(db, async (tx) => {
    await sql`
      insert into complaints (id, reference, received_at, recorded_at, channel, text, owner_id, import_id, next_update_due, closed_at,
        closure, event_count, events_head)
      select id, id::text, received, ${new Date(now.getTime() - 90_000)}, channel, 'It is late.', owner, ${importId}, due, closed,
        case when closed is not null then 'historic' end, 1, ''
      from json_to_recordset(${JSON.stringify(stored)}::json)
        as r (id uuid, received timestamptz, owner uuid, channel text, due timestamptz, closed timestamptz)`.execute(tx)
    await sql`
      insert into closures (complaint_id, closure, closed_at)
      select id, closure, closed_at from complaints where import_id = ${importId} and closed_at is not null`.execute(tx)
  })
}

const keep = () => keepWorkload({ db, clock })
const read = async (query: { from?: string; to?: string; team?: string } = {}) =>
  (await call(manager, 'readWorkload', { query: { from: dayName(60), to: dayName(1), ...query } })).body

beforeAll(async () => {
  // Ten a day for seventy days, to two people in turn; each closed after three days, letters after thirty.
  const rows = Array.from({ length: 700 }, (_, index) => {
    const received = new Date(daysAgo(70 - Math.floor(index / 10)).getTime() + (index % 10) * 3_600_000)
    const isLetter = index % 5 === 0
    const closed = new Date(received.getTime() + (isLetter ? 30 : 3) * day)
    return {
      received,
      owner: index % 2 === 0 ? one.id : two.id,
      channel: isLetter ? 'letter' : 'email',
      ...(closed.getTime() < start && { closed }),
    }
  })
  await store(rows)
  await keep()
})

test('the numbers of a period are those of the complaints behind them', async () => {
  const found = await read()
  expect(found.waiting).toBe(0)
  expect(found.totals.arrived).toBe(600)
  expect(found.days).toHaveLength(60)
  const behind = async (query: object) => (await call(manager, 'countComplaints', { query })).body.count
  expect(await behind({ from: dayName(60), to: dayName(1) })).toBe(found.totals.arrived)
  expect(await behind({ closedFrom: dayName(60), closedTo: dayName(1) })).toBe(found.totals.closed)
  expect(found.totals.backlog).toBe(found.totals.backlogBefore + found.totals.arrived - found.totals.closed)
  const thatDay = found.days[30]
  expect(await behind({ from: thatDay?.day, to: thatDay?.day })).toBe(thatDay?.arrived)
})

test('how things go on is foretold from the days that are over, with intervals', async () => {
  const { forecast, arrivalsADay, closedADay, daysToGo } = await read()
  expect(forecast?.days).toHaveLength(28)
  expect(forecast?.days[0]).toMatchObject({ day: dayName(0), stated: null })
  const [tomorrow] = forecast?.days ?? []
  expect(tomorrow?.arrivals.mean).toBeCloseTo(10, 0)
  expect(tomorrow?.arrivals.low).toBeLessThan(10)
  expect(tomorrow?.backlog?.low).toBeLessThanOrEqual(tomorrow?.backlog?.mean ?? 0)
  expect(arrivalsADay).toMatchObject({ mean: 10, n: 600 })
  expect(daysToGo).toBeCloseTo((await read()).totals.backlog / (closedADay ?? 1), 9)
})

test('what is open is shown by its age, with the complaints behind each band', async () => {
  const { ageing } = await read()
  expect(ageing.open).toBe((await call(manager, 'countComplaints', { query: { state: 'open' } })).body.count)
  for (const { share, receivedFrom, receivedTo } of ageing.bands) {
    const query = { state: 'open', to: receivedTo, ...(receivedFrom && { from: receivedFrom }) } as const
    expect((await call(manager, 'countComplaints', { query })).body.count).toBe(share.count)
  }
  expect(ageing.pastPromise.count).toBe(
    (await call(manager, 'countComplaints', { query: { overdue: 'true' } })).body.count,
  )
  expect(ageing.oldest).toBe(30)
  expect(ageing.half).toBeGreaterThan(2)
})

test('what changes is counted again: a closing, and a later arrival', async () => {
  const before = await read({ to: dayName(0) })
  const { reference } = (
    await call(agent, 'createComplaint', { body: { text: 'The bell does not ring.', channel: 'phone' } })
  ).body
  await keep()
  expect((await read({ to: dayName(0) })).totals.arrived).toBe(before.totals.arrived + 1)
  const closing = { closure: 'solved', customerWords: 'It rings.', channel: 'phone' } as const
  expect((await call(agent, 'closeComplaint', { params: { reference }, body: closing })).status).toBe(200)
  await keep()
  const after = await read({ to: dayName(0) })
  expect(after.totals).toMatchObject({ closed: before.totals.closed + 1, backlog: before.totals.backlog })
  expect(after.totals.solved).toBe(before.totals.solved + 1)
})

test('occupancy is unknown until a manager says what the team can do', async () => {
  expect((await read({ team: teamId })).teams[0]).toMatchObject({ occupancy: null, capacity: null, arrived: 600 })
  const params = { id: teamId }
  const body = { people: 2, hoursAWeek: 35, minutesEach: 48, minutesAre: 'measured', mostGrowth: 10 } as const
  expect((await call(agent, 'storeTeamCapacity', { params, body })).status).toBe(403)
  const kept = await call(manager, 'storeTeamCapacity', { params, body })
  expect(kept.body).toMatchObject({ ...body, version: 1 })
  expect((await call(manager, 'storeTeamCapacity', { params, body, ifMatch: 0 })).status).toBe(412)
  const { teams, forecast } = await read({ team: teamId })
  // 70 a week × 48 minutes in 2 × 35 hours.
  expect(teams[0]?.occupancy?.share).toBeCloseTo(0.8, 9)
  expect(teams[0]?.occupancy).toMatchObject({ congestion: expect.closeTo(5, 6), daysOver: 0, relief: null, n: 600 })
  expect(forecast?.days[0]?.stated).not.toBeNull()
  const unknown = await call(manager, 'storeTeamCapacity', { params: { id: newId() }, body })
  expect(unknown.status).toBe(404)
})

test('too much for three days is told once to the team’s manager, with what would relieve it', async () => {
  const params = { id: teamId }
  const body = { people: 1, hoursAWeek: 40, minutesEach: 48, minutesAre: 'stated', mostGrowth: null } as const
  await call(manager, 'storeTeamCapacity', { params, body })
  clock.set(new Date(start + day))
  await keep()
  clock.set(new Date(start + 2 * day))
  await keep()
  const noticesOf = async (who: typeof lead) =>
    (await call(who, 'listNotices')).body.items.filter(({ kind }) => kind.startsWith('overload'))
  expect(await noticesOf(lead)).toHaveLength(1)
  expect((await noticesOf(lead))[0]).toMatchObject({ kind: 'overload_occupancy', detail: { team: 'Parcels' } })
  expect(await noticesOf(manager)).toHaveLength(0)
  const { alarms } = await read()
  expect(alarms).toHaveLength(1)
  expect(alarms[0]).toMatchObject({ kind: 'occupancy', team: { id: teamId, name: 'Parcels' }, endedOn: null })
  // 61 came in the last week (one was ours): × 48 minutes over 85 % of 40 hours.
  expect(alarms[0]?.relief?.hours).toBeGreaterThan(10)
  expect(alarms[0]?.relief?.people).toBeCloseTo((alarms[0]?.relief?.hours ?? 0) / 40, 9)
})

test('an overload ends when the work fits again, and another is told again', async () => {
  const params = { id: teamId }
  const body = { people: 9, hoursAWeek: 40, minutesEach: 48, minutesAre: 'stated', mostGrowth: null } as const
  await call(manager, 'storeTeamCapacity', { params, body })
  clock.set(new Date(start + 3 * day))
  await keep()
  expect((await read()).alarms[0]?.endedOn).toBe(new Date(start + 2 * day).toISOString().slice(0, 10))
})

test('who has fewer hard cases than chance explains is counted and not named', async () => {
  // Letters take thirty days: they are hard. Olga has every even one: all letters of an even index, and no odd one.
  const { teams } = await read({ team: teamId })
  expect(teams[0]?.hardCases).toMatchObject({ cases: 600, hard: 120, people: 2, fewer: 0, handedBack: null })
  const picky = await addPerson('agent', { name: 'Quentin', teamId: otherTeam })
  const patient = await addPerson('agent', { name: 'Rosa', teamId: otherTeam })
  await store(
    Array.from({ length: 200 }, (_, index) => ({
      received: daysAgo(20 - (index % 10)),
      owner: index % 4 === 0 ? patient.id : picky.id,
      channel: index % 4 === 0 ? 'letter' : 'email',
    })),
  )
  await keep()
  const whole = await read({ team: otherTeam })
  expect(whole.teams[0]?.hardCases).toMatchObject({ cases: 200, hard: 50, people: 2, fewer: 1 })
  const said = JSON.stringify(await read())
  for (const { id, name } of [picky, patient]) expect(said.includes(id) || said.includes(name)).toBe(false)
})

test('what was fixed when a complaint came is never changed', async () => {
  await expect(sql`update complaint_difficulties set hard = true`.execute(db)).rejects.toThrow('permission denied')
  await expect(sql`delete from complaint_difficulties`.execute(db)).rejects.toThrow('permission denied')
})

test('the report is for who answers for it; a period that goes backwards is refused with the field', async () => {
  const query = { from: dayName(3), to: dayName(1) }
  for (const who of [executive, analyst]) expect((await call(who, 'readWorkload', { query })).status).toBe(200)
  expect((await call(operations, 'readWorkload', { query })).status).toBe(403)
  const refused = await call(manager, 'readWorkload', { query: { from: dayName(1), to: dayName(3) } })
  expect(refused.status).toBe(400)
  expect(refused.body.errors?.[0]?.field).toBe('to')
})
