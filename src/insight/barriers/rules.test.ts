import { expect, test } from 'vitest'
import { wilson } from '../../stats/index.ts'
import { casesOf, followCase, isStuck, type LogEvent } from './rules.ts'

/** The worked log: per case, who had it, what was done, at which hour. */
const told: Record<string, string> = {
  C1: 'L1 receive 0, L1 ack 2, L2 investigate 5, L1 reply 9, L1 close 10',
  C2: 'L1 receive 0, L2 assign 1, L1 return 4, L2 assign 6, L1 return 30, L1 close_no_solution 31',
  C3: 'L1 receive 0, L1 ask 1, L1 customer_repeat 20, L1 ask 21, L1 customer_repeat 50, L1 close_no_reply 51',
  C4: 'L1 receive 0, L2 assign 3, L3 assign 8, L2 return 40, L1 reply 48, L1 close 49',
  C5: 'L1 receive 0, L1 close_no_solution .5',
  C6: 'L1 receive 0, L2 assign 4, MGMT escalate 100, MGMT fix 104, L1 reply 105, L1 close 106',
}
const log: LogEvent[] = Object.entries(told).flatMap(([id, words]) =>
  words.split(', ').map((line) => {
    const [team = '', activity = '', at = ''] = line.split(' ')
    return { case: id, team, activity, at: Number(at) }
  }),
)
const cases = [...casesOf(log).values()]
const paths = cases.map((events) => followCase(events)).filter((path) => path !== null)
const endedUnsolved = (events: LogEvent[]) => events.at(-1)?.activity.startsWith('close_no') ?? false

test('the handoffs of the worked log, and who handed to whom', () => {
  const counts = paths.map(({ handoffs }) => handoffs.length)
  expect(counts).toEqual([2, 4, 0, 4, 0, 3])
  expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeCloseTo(2.166667, 6)
  const arrows = Map.groupBy(
    paths.flatMap(({ handoffs }) => handoffs),
    ({ from, to }) => `${from}>${to}`,
  )
  expect(Object.fromEntries([...arrows].map(([arrow, all]) => [arrow, all.length]))).toEqual({
    'L1>L2': 5,
    'L2>L1': 4,
    'L2>L3': 1,
    'L3>L2': 1,
    'L2>MGMT': 1,
    'MGMT>L1': 1,
  })
})

test('there and back, ping-pong and rework of the worked log', () => {
  expect(paths.map(({ thereAndBack }) => thereAndBack.length)).toEqual([1, 3, 0, 1, 0, 0])
  expect(paths.map(({ pingPong }) => pingPong.length)).toEqual([0, 2, 0, 0, 0, 0])
  expect(paths.map(({ repeated }) => repeated.length)).toEqual([0, 2, 2, 1, 0, 0])
})

test('a run there and back names the team it came back to and the one it was sent to', () => {
  const [, second, , fourth] = paths
  expect(second?.pingPong).toEqual([
    { team: 'L1', by: 'L2' },
    { team: 'L2', by: 'L1' },
  ])
  expect(fourth?.thereAndBack).toEqual([{ team: 'L2', by: 'L3' }])
})

test('hours that each team of the worked log held the customers', () => {
  const hours = (team: string) => paths.reduce((sum, { held }) => sum + (held.get(team) ?? 0), 0)
  expect([hours('L2'), hours('L1'), hours('L3'), hours('MGMT')]).toEqual([140, 70.5, 32, 5])
  const all = paths.flatMap(({ held }) => [...held.values()])
  expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(247.5, 9)
})

test('cases of the worked log that ended unsolved without leaving the team that took them, as a share with its interval', () => {
  const stuck = cases.filter((events) => isStuck(followCase(events) ?? { handoffs: [] }, endedUnsolved(events)))
  expect(stuck.map(([first]) => first?.case)).toEqual(['C3', 'C5'])
  const share = wilson({ successes: stuck.length, n: cases.length })
  expect(share?.low).toBeCloseTo(0.096771, 6)
  expect(share?.high).toBeCloseTo(0.700007, 6)
})

test('one case of the worked log reached management, from the second line', () => {
  const reached = paths.flatMap(({ handoffs }) => handoffs.filter(({ to }) => to === 'MGMT'))
  expect(reached).toEqual([{ from: 'L2', to: 'MGMT' }])
})

test('between closing and opening again nobody holds a case; the last team of an open one holds it still', () => {
  const path = followCase([
    { case: 'x', team: 'A', activity: 'receive', at: 0 },
    { case: 'x', team: 'A', activity: 'close', at: 5, isOver: true },
    { case: 'x', team: 'A', activity: 'reopen', at: 100 },
    { case: 'x', team: 'B', activity: 'assign', at: 103 },
  ])
  expect(path?.held).toEqual(new Map([['A', 8]]))
  expect(path).toMatchObject({ first: 'A', last: 'B', heldSince: 103 })
})

test('a time before the one before takes nothing from anybody, and nothing is known of a case without events', () => {
  const path = followCase([
    { case: 'x', team: 'A', activity: 'receive', at: 10 },
    { case: 'x', team: 'B', activity: 'assign', at: 4 },
    { case: 'x', team: 'B', activity: 'reply', at: 6 },
  ])
  expect(path?.held).toEqual(
    new Map([
      ['A', 0],
      ['B', 2],
    ]),
  )
  expect(followCase([])).toBeNull()
})
