import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { daysToTell } from '../../stats/index.ts'
import { addDays } from '../series/periods.ts'
import { baselineChoices, foldWeeks, roseLately, tellingOf } from './baseline.ts'

const { db, people, call } = await startProduct()
const monday = '2026-03-02'
/** Weeks up to `monday`, the last count is the last week. */
const weeksOf = (...counts: number[]) =>
  counts.map((n, place) => ({ starts: addDays(monday, -7 * (counts.length - place)), n }))
const even = (weeks: number, n: number) => weeksOf(...Array.from({ length: weeks }, () => n))

test('days add up to whole weeks from the first complaint on; weeks without any are nought, not missing', () => {
  const days = [
    { day: '2026-02-09', n: 2 },
    { day: '2026-02-15', n: 1 },
    { day: '2026-03-01', n: 4 },
  ]
  expect(foldWeeks(days, monday)).toEqual([
    { starts: '2026-02-09', n: 3 },
    { starts: '2026-02-16', n: 0 },
    { starts: '2026-02-23', n: 4 },
  ])
  expect(foldWeeks([], monday)).toEqual([])
})

test('the longest of a year, half a year and a quarter that complaints go back is proposed', () => {
  expect(baselineChoices(even(60, 2)).map(({ weeks, isProposed }) => [weeks, isProposed])).toEqual([
    [52, true],
    [26, false],
    [13, false],
  ])
  expect(baselineChoices(even(30, 2))[0]).toMatchObject({
    weeks: 26,
    complaints: 52,
    from: '2025-09-01',
    to: '2026-03-01',
  })
  expect(baselineChoices(even(7, 2)).map(({ weeks }) => weeks)).toEqual([7])
  expect(baselineChoices(even(3, 2))).toEqual([])
})

test('that the last quarter is high is said, and that it is as before is not', () => {
  const high = weeksOf(...Array.from({ length: 39 }, () => 2), ...Array.from({ length: 13 }, () => 6))
  expect(roseLately(high)).toMatchObject({ ratio: 3, n: 156 })
  expect(roseLately(even(52, 2))).toBeNull()
  expect(roseLately(weeksOf(...Array.from({ length: 13 }, () => 6)))).toBeNull()
})

test('the day from which it can be told counts from the first stage; too small a baseline never tells', () => {
  const window = { from: '2025-03-03', to: '2026-03-01', weeks: 52, complaints: 104 }
  const asked = { expectedRatio: 0.5, plannedOn: '2026-03-10', compared: null }
  const found = tellingOf(window, even(52, 2), asked)
  const days = daysToTell({ target: 104, controls: null, days: 364, ratio: 0.5 })
  expect(days).toBeGreaterThan(90)
  // 109 tell a half in as long a time after, whatever its length.
  expect(found).toMatchObject({ dispersion: 1, complaintsNeeded: 109, days, on: addDays('2026-03-10', days ?? 0) })
  const small = tellingOf({ ...window, complaints: 20 }, even(52, 2), asked)
  expect(small).toMatchObject({ days: null, on: null })
  expect(tellingOf({ ...window, complaints: 0 }, [], asked)).toBeNull()
})

test('compared with few others it takes longer than by its own rate', () => {
  const window = { from: '2025-03-03', to: '2026-03-01', weeks: 52, complaints: 1000 }
  const told = (compared: number | null) =>
    tellingOf(window, even(52, 20), { expectedRatio: 0.5, plannedOn: null, compared })?.days ?? 0
  expect(told(200)).toBeGreaterThan(told(null))
  expect(told(5000)).toBeLessThan(told(200))
})

test('categories beside the target are proposed when their ratio to it stayed the same', async () => {
  const branch = async (name: string) => (await ensureBranch(db, 'products', ['Post', name])) ?? ''
  const [parcels, letters, cards, few] = [
    await branch('Parcels'),
    await branch('Letters'),
    await branch('Cards'),
    await branch('Few'),
  ]
  const complain = async (day: string, productId: string) => {
    const body = { channel: 'phone', receivedAt: `${day}T10:00:00Z`, productId, text: 'Late.' } as const
    expect((await call(people.agent, 'createComplaint', { body } as never)).status).toBe(201)
  }
  // Letters rise as parcels do, cards fall meanwhile.
  const came = Array.from({ length: 16 }, (_, week) => ({ day: addDays('2025-11-10', 7 * week), isEarly: week < 8 }))
  const complaints = came.flatMap(({ day, isEarly }) => {
    const both = Array.from({ length: isEarly ? 1 : 3 }, () => [parcels, letters]).flat()
    return [...both, ...(isEarly ? [cards, cards, cards] : [])].map((product) => ({ day, product }))
  })
  await Promise.all(complaints.map(({ day, product }) => complain(day, product)))
  await complain('2026-02-02', few)
  const pothole = {
    name: 'Late',
    statement: 'Late.',
    ownerId: people.manager.id,
    dueOn: '2026-06-01',
    rule: { product: parcels },
  }
  const { id } = (await call(people.manager, 'openPothole', { body: pothole })).body
  const asked = { expectedRatio: 0.5, plannedOn: '2026-03-10', withControls: true }
  const { status, body } = await call(people.manager, 'readFixOutlook', { params: { id }, body: asked })
  expect(status).toBe(200)
  expect(body.window).toMatchObject({ from: '2025-12-01', to: '2026-03-01', complaints: 29, weeks: 13 })
  expect(body.controls.map(({ filters, isAlike }) => [filters, isAlike])).toEqual([[{ product: letters }, true]])
  expect(body.telling?.compared).toBeNull()

  const beside = await call(people.manager, 'readFixOutlook', {
    params: { id },
    body: { ...asked, against: [{ product: letters }] },
  })
  expect(beside.body.telling?.compared).toBe(29)

  const whole = { ...asked, baseline: { from: '2025-11-10', to: '2026-03-01' } }
  const { body: longer } = await call(people.manager, 'readFixOutlook', { params: { id }, body: whole })
  expect(longer.controls.map(({ filters, isAlike }) => [filters, isAlike])).toEqual([
    [{ product: letters }, true],
    [{ product: cards }, false],
  ])
})

test('where nothing came for years, the baseline ends with the last complaint', async () => {
  const product = (await ensureBranch(db, 'products', ['Telegrams'])) ?? ''
  for (const day of ['2021-03-03', '2021-05-05']) {
    const body = { channel: 'phone', receivedAt: `${day}T10:00:00Z`, productId: product, text: 'Late.' } as const
    expect((await call(people.agent, 'createComplaint', { body } as never)).status).toBe(201)
  }
  const pothole = {
    name: 'Late',
    statement: 'Late.',
    ownerId: people.manager.id,
    dueOn: '2026-06-01',
    rule: { product },
  }
  const { id } = (await call(people.manager, 'openPothole', { body: pothole })).body
  const { body } = await call(people.manager, 'readFixOutlook', { params: { id }, body: {} })
  expect(body.baselines).toMatchObject([{ weeks: 10, from: '2021-03-01', to: '2021-05-09', complaints: 2 }])
})

test('a pothole that does not say what is counted is asked to', async () => {
  const pothole = { name: 'Late', statement: 'Late.', ownerId: people.manager.id, dueOn: '2026-06-01' }
  const { id } = (await call(people.manager, 'openPothole', { body: pothole })).body
  const { status, body } = await call(people.manager, 'readFixOutlook', { params: { id }, body: {} })
  expect([status, body.errors?.[0]?.field]).toEqual([422, 'target'])
})
