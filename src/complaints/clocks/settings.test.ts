import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { walkClocks, walkNow } from './walk.ts'

const { db, people, call } = await startProduct()
const { administrator, agent, manager } = people
const problem = (answer: { status: number; body: { type?: string } }) => [
  answer.status,
  answer.body.type?.split(':').at(-1),
]
/** The walk may be under way in the background already: done is when nothing is left to do. */
const caughtUp = () =>
  expect
    .poll(async () => {
      await walkClocks(db)
      return walkNow(db)
    })
    .toBeNull()
const regimes = async () => (await call(administrator, 'listRegimes')).body

test('a preset becomes a regime of ours with its calendar, once', async () => {
  const params = { key: 'uk_disp' }
  const adopted = await call(administrator, 'adoptClockPreset', { params })
  expect(adopted.status, adopted.text).toBe(201)
  expect(adopted.body).toMatchObject({ name: 'UK FCA: complaints (DISP 1)', active: true, preset: 'uk_disp' })
  expect(adopted.body.verifiedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  const calendars = (await call(administrator, 'listCalendars')).body
  expect(calendars.find(({ id }) => id === adopted.body.calendarId)).toMatchObject({ timeZone: 'Europe/London' })
  expect(problem(await call(administrator, 'adoptClockPreset', { params }))).toEqual([409, 'preset_adopted'])
  const presets = (await call(administrator, 'listClockPresets')).body
  expect(presets.find(({ key }) => key === 'uk_disp')?.isAdopted).toBe(true)
  expect(problem(await call(administrator, 'adoptClockPreset', { params: { key: 'none' } }))).toEqual([
    404,
    'preset_not_found',
  ])
})

test('of two who change a regime at once the second is told, and names and stages are not there twice', async () => {
  const [own] = (await regimes()).items.filter(({ preset }) => preset === 'own')
  if (!own) throw new Error('no regime to begin with')
  const { id, version, preset: _preset, ends, ...given } = own
  expect(ends.map(({ stage }) => stage)).toEqual(given.stages.map(({ key }) => key))
  await caughtUp()
  expect((await regimes()).catchingUp).toBeNull()
  const edit = { params: { id }, body: { ...given, name: 'Ours' }, ifMatch: version }
  const changed = await call(administrator, 'changeRegime', edit)
  expect(changed.body, changed.text).toMatchObject({ name: 'Ours', preset: 'own' })
  expect(problem(await call(administrator, 'changeRegime', edit))).toEqual([412, 'stale'])
  const taken = { params: { id }, body: { ...given, name: 'UK FCA: complaints (DISP 1)' } }
  expect(problem(await call(administrator, 'changeRegime', taken))).toEqual([409, 'clock_name_taken'])
  const twice = { params: { id }, body: { ...given, stages: [...given.stages, ...given.stages] } }
  expect((await call(administrator, 'changeRegime', twice)).body.errors).toMatchObject([{ field: 'stages' }])
})

test('a calendar that changes moves what counts by it', async () => {
  const [office] = (await call(administrator, 'listCalendars')).body.filter(({ name }) => name === 'Office hours')
  if (!office) throw new Error('no calendar to begin with')
  const { id, version, regimes: _regimes, ...given } = office
  const { reference } = (
    await call(agent, 'createComplaint', { body: { text: 'The parcel is late.', channel: 'email' } })
  ).body
  const due = async () => {
    const { items } = (await call(agent, 'readClocks', { params: { reference } })).body
    return items.find(({ kind, regime }) => kind === 'acknowledge' && !regime.name.startsWith('UK'))?.dueAt
  }
  expect(await due()).toBe('2026-03-03T17:00:00.000Z')
  const specialDays = [{ date: '2026-03-03', name: 'Stocktaking', spans: [] }]
  const body = { ...given, specialDays }
  const changed = await call(administrator, 'changeCalendar', { params: { id }, body, ifMatch: version })
  expect(changed.body, changed.text).toMatchObject({ specialDays })
  await caughtUp()
  expect(await due()).toBe('2026-03-04T17:00:00.000Z')
})

test('what was done is said by a person, and taken back; a clock that is not there is not', async () => {
  const { reference } = (await call(agent, 'createComplaint', { body: { text: 'The parcel is lost.' } })).body
  const params = { reference }
  const [clock] = (await call(agent, 'readClocks', { params })).body.items
  const body = { regimeId: clock?.regime.id ?? '', stage: clock?.stage ?? '', met: true }
  const said = await call(agent, 'meetClock', { params, body })
  expect(said.body.items[0], said.text).toMatchObject({ metBy: 'clock_met' })
  expect(problem(await call(agent, 'meetClock', { params, body }))).toEqual([404, 'clock_not_found'])
  await call(agent, 'meetClock', { params, body: { ...body, met: false } })
  expect((await call(agent, 'readClocks', { params })).body.items[0]).toMatchObject({ metAt: null })
  const kinds = (await call(agent, 'readTimeline', { params })).body.map(({ kind }) => kind)
  expect(kinds).toEqual(['received', 'clock_met', 'clock_resumed'])
})

test('who is told is changed as a whole; managers are not told before the lead', async () => {
  const teamId = (await call(administrator, 'addTeam', { body: { name: 'Cards' } })).body.id
  const ladder = {
    remindHoursBefore: 12,
    leadHoursAfter: 2,
    managerHoursAfter: 8,
    leads: [{ teamId, leadId: agent.id }],
  }
  expect((await call(administrator, 'changeLadder', { body: ladder })).body).toEqual(ladder)
  const early = await call(administrator, 'changeLadder', { body: { ...ladder, managerHoursAfter: 1 } })
  expect(early.body.errors).toMatchObject([{ field: 'managerHoursAfter' }])
  expect((await call(agent, 'readLadder')).body).toEqual(ladder)
})

test('each says for themselves who stands in, managers for anyone, and nobody stands in for themselves', async () => {
  const params = { id: agent.id }
  const body = { standInId: manager.id, awayFrom: '2026-03-02T09:00:00.000Z', awayUntil: '2026-03-09T09:00:00.000Z' }
  expect((await call(agent, 'changeAbsence', { params, body })).body).toEqual(body)
  expect((await call(manager, 'changeAbsence', { params, body })).status).toBe(200)
  expect(problem(await call(people.analyst, 'changeAbsence', { params, body }))).toEqual([403, 'absence_of_others'])
  const own = await call(agent, 'changeAbsence', { params, body: { ...body, standInId: agent.id } })
  expect(problem(own)).toEqual([422, 'stands_in_for_oneself'])
  const backwards = await call(agent, 'changeAbsence', { params, body: { ...body, awayUntil: body.awayFrom } })
  expect(backwards.body.errors).toMatchObject([{ field: 'awayUntil' }])
})
