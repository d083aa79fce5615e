import { expect, test } from 'vitest'
import { backlogPath, clearingDays } from './backlog.ts'
import { agentsFor, erlangC } from './erlang-c.ts'
import { erlangA } from './erlang-a.ts'
import { erlangB } from './erlang-b.ts'
import { handedBack } from './handed-back.ts'
import { hardCasesTaken } from './hard-cases-taken.ts'
import { daysByLittle, openByLittle } from './littles-law.ts'
import { congestion, occupancy } from './occupancy.ts'

test('40 a day that stay 3.5 days are 140 open; 180 open with 12 done a day wait 15 days', () => {
  expect(openByLittle({ arrivalsPerDay: 40, days: 3.5 })).toBe(140)
  expect(daysByLittle({ open: 180, donePerDay: 12 })).toBe(15)
  expect(daysByLittle({ open: 180, donePerDay: 0 })).toBeNull()
})

test('a backlog grows by what comes over what can be done, and never falls below nought', () => {
  const days = (value: number) => Array.from({ length: 5 }, () => value)
  expect(backlogPath({ backlog: 120, arrivals: days(55), capacity: days(50 * 0.9) })).toEqual([130, 140, 150, 160, 170])
  expect(backlogPath({ backlog: 5, arrivals: [1, 4], capacity: [9, 1] })).toEqual([0, 3])
  expect(() => backlogPath({ backlog: 5, arrivals: [1], capacity: [] })).toThrow('as many days')
})

test('120 are worked off in 24 days where 60 can be done and 55 come, and never where as many come', () => {
  expect(clearingDays({ backlog: 120, arrivalsPerDay: 55, capacityPerDay: 60 })).toBe(24)
  expect(clearingDays({ backlog: 120, arrivalsPerDay: 60, capacityPerDay: 60 })).toBeNull()
  expect(clearingDays({ backlog: 0, arrivalsPerDay: 60, capacityPerDay: 60 })).toBe(0)
})

test.each([
  [0.8, 5],
  [0.85, 6.6667],
  [0.9, 10],
  [0.95, 20],
  [0.98, 50],
])('at an occupancy of %d everything takes %d times as long', (share, times) => {
  expect(congestion(share)).toBeCloseTo(times, 3)
})

test('occupancy is the work over the time there is; above one nothing can be said of congestion', () => {
  expect(occupancy({ arrivals: 400, minutesEach: 45, minutesThere: 10 * 36 * 60 })).toBeCloseTo(0.833333, 6)
  expect(occupancy({ arrivals: 400, minutesEach: 45, minutesThere: 0 })).toBeNull()
  expect(congestion(1)).toBeNull()
  expect(() => congestion(-1)).toThrow('share must be')
})

test.each([
  [11, 0.682118, 0.389614, 122.781],
  [12, 0.449388, 0.640158, 40.445],
  [13, 0.28527, 0.795595, 17.116],
  [14, 0.174132, 0.88835, 7.836],
  [15, 0.102042, 0.941453, 3.674],
])('200 calls an hour of 180 s with %i agents', (agents, waits, serviceLevel, averageWait) => {
  const line = erlangC({ callsPerHour: 200, handleSeconds: 180, agents, withinSeconds: 20 })
  expect(line).toEqual({
    occupancy: 10 / agents,
    waits: expect.closeTo(waits, 6),
    serviceLevel: expect.closeTo(serviceLevel, 6),
    averageWait: expect.closeTo(averageWait, 3),
  })
})

test('360 calls in half an hour of 240 s with 55 agents', () => {
  expect(erlangC({ callsPerHour: 720, handleSeconds: 240, agents: 55, withinSeconds: 15 })).toEqual({
    occupancy: expect.closeTo(0.872727, 6),
    waits: expect.closeTo(0.238701, 6),
    averageWait: expect.closeTo(8.184, 3),
    serviceLevel: expect.closeTo(0.845883, 6),
  })
})

test.each([
  [0.5, 1, 0.5],
  [1, 2, 0.333333],
  [5, 6, 0.587517],
  [5, 8, 0.167267],
  [20, 22, 0.567915],
  [20, 25, 0.209103],
  [50, 55, 0.384547],
  [100, 110, 0.237008],
])('%d erlangs and %i agents: the share that waits is %d', (load, agents, waits) => {
  const line = erlangC({ callsPerHour: load, handleSeconds: 3600, agents, withinSeconds: 0 })
  expect(line?.waits).toBeCloseTo(waits, 5)
})

test('with as much work as the agents can do the queue grows for ever, and the fewest that answer in time are found', () => {
  const line = { callsPerHour: 200, handleSeconds: 180, withinSeconds: 20 }
  expect(erlangC({ ...line, agents: 10 })).toBeNull()
  expect(agentsFor({ ...line, level: 0.8 })).toBe(14)
  expect(agentsFor({ ...line, level: 0.79 })).toBe(13)
  expect(erlangB({ load: 1, agents: 2 })).toBeCloseTo(0.2, 12)
  expect(() => agentsFor({ ...line, level: 1 })).toThrow('level must be')
})

test.each([
  [200, 180, 120, 8, 0.722626, 0.257982, 30.958],
  [200, 180, 120, 10, 0.496853, 0.137464, 16.496],
  [200, 180, 120, 12, 0.279807, 0.061597, 7.392],
  [200, 180, 300, 11, 0.459775, 0.069945, 20.984],
  [1200, 300, 180, 100, 0.451618, 0.044913, 8.084],
])('%i calls of %i s, patience %i s, %i agents: Erlang A', (callsPerHour, handleSeconds, patienceSeconds, ...rest) => {
  const [agents, waits, abandons, averageWait] = rest
  expect(erlangA({ callsPerHour, handleSeconds, patienceSeconds, agents })).toMatchObject({
    waits: expect.closeTo(waits, 6),
    abandons: expect.closeTo(abandons, 6),
    averageWait: expect.closeTo(averageWait, 2),
  })
})

test('callers who never give up make Erlang A into Erlang C, and who waits for nobody is refused', () => {
  const patient = erlangA({ callsPerHour: 200, handleSeconds: 180, patienceSeconds: 1e7, agents: 13 })
  expect(patient.waits).toBeCloseTo(0.28527, 3)
  expect(patient.occupancy).toBeCloseTo(10 / 13, 4)
  expect(() => erlangA({ callsPerHour: 0, handleSeconds: 1, patienceSeconds: 1, agents: 1 })).toThrow('callsPerHour')
})

test('6 hard of 60 taken from 400 with 100 hard are fewer than chance explains', () => {
  const found = hardCasesTaken([{ hard: 6, taken: 60, poolHard: 100, pool: 400 }])
  expect(found).toMatchObject({ hard: 6, taken: 60, expected: 15, p: expect.closeTo(0.0016802, 7) })
})

test('over strata the exact convolution, and z without and with continuity', () => {
  const found = hardCasesTaken([
    { hard: 2, taken: 20, poolHard: 30, pool: 100 },
    { hard: 3, taken: 25, poolHard: 45, pool: 150 },
    { hard: 1, taken: 15, poolHard: 25, pool: 150 },
  ])
  expect(found?.expected).toBeCloseTo(16, 9)
  expect(found?.variance).toBeCloseTo(9.685886, 6)
  expect(found?.z?.value).toBeCloseTo(-3.213145, 6)
  expect(found?.z?.p).toBeCloseTo(0.000656, 6)
  expect(found?.z?.corrected).toBeCloseTo(-3.052488, 6)
  expect(found?.z?.correctedP).toBeCloseTo(0.001135, 6)
  expect(found?.p).toBeCloseTo(0.000535, 6)
})

test('where thousands were taken the normal distribution says the same', () => {
  const found = hardCasesTaken([{ hard: 2400, taken: 10_000, poolHard: 10_000, pool: 40_000 }])
  expect(found?.p).toBeCloseTo(found?.z?.correctedP ?? 0, 12)
  expect(found?.z?.value).toBeCloseTo(-2.6666, 2)
})

test('who took everything took every hard case, which says nothing', () => {
  expect(hardCasesTaken([{ hard: 3, taken: 10, poolHard: 3, pool: 10 }])).toMatchObject({ p: 1, z: null, expected: 3 })
  expect(hardCasesTaken([{ hard: 0, taken: 25, poolHard: 0, pool: 40 }])).toMatchObject({ p: 1, z: null, expected: 0 })
  expect(hardCasesTaken([{ hard: 25, taken: 25, poolHard: 40, pool: 40 }])).toMatchObject({ p: 1, z: null })
  expect(hardCasesTaken([])).toBeNull()
  expect(() => hardCasesTaken([{ hard: 4, taken: 10, poolHard: 3, pool: 10 }])).toThrow('hard must be')
})

test('9 of 20 hard against 12 of 100 easy handed back: six times the odds', () => {
  const found = handedBack({ hard: { back: 9, of: 20 }, easy: { back: 12, of: 100 } })
  expect(found?.oddsRatio).toBeCloseTo(6, 9)
  expect(found?.p).toBeCloseTo(0.001467, 6)
  expect(handedBack({ hard: { back: 0, of: 20 }, easy: { back: 0, of: 100 } })).toBeNull()
})
