import { expect, test } from 'vitest'
import { startProduct, unlimited } from '../../../test/setup/product.ts'
import { createApiKey } from '../../people/api-keys.ts'
import { Problem } from '../problem.ts'
import { Limits, subjectOf, usualAllowances } from './limits.ts'

const allowances = { ...unlimited, address: { requests: 3, seconds: 60 } }

/** Seconds to wait after each of so many requests; 0 for one that is taken. */
function waits(limits: Limits, count: number, subject = 'a'): number[] {
  return Array.from({ length: count }, () => {
    try {
      limits.take('address', subject)
      return 0
    } catch (error) {
      return (error as Problem).retryAfter ?? -1
    }
  })
}

test('as many as are allowed are taken, then none until the window ends, however often one asks', () => {
  let now = 0
  const limits = new Limits(allowances, () => now)
  expect(waits(limits, 4)).toEqual([0, 0, 0, 60])
  now = 45_500
  expect(waits(limits, 2)).toEqual([15, 15])
  now = 60_000
  expect(waits(limits, 4)).toEqual([0, 0, 0, 60])
})

test('a clock of fractions makes nobody wait longer than the window', () => {
  expect(waits(new Limits(allowances, () => 5568.85), 4)).toEqual([0, 0, 0, 60])
})

test('each subject has its own, and what is given back can be used again', () => {
  const limits = new Limits(allowances, () => 0)
  expect(waits(limits, 4)).toEqual([0, 0, 0, 60])
  expect(waits(limits, 1, 'b')).toEqual([0])
  limits.giveBack('address', 'a')
  expect(waits(limits, 1)).toEqual([60])
  limits.giveBack('address', 'a')
  limits.giveBack('address', 'a')
  expect(waits(limits, 2)).toEqual([0, 60])
})

test('no requests allowed means without limit', () => {
  expect(waits(new Limits(unlimited), 5000).every((wait) => wait === 0)).toBe(true)
})

test('made-up subjects fill the memory only so far', () => {
  const limits = new Limits(allowances, () => 0)
  for (let at = 0; at < 250_000; at++) limits.take('address', `subject ${at}`)
  expect((limits as unknown as { windows: Map<string, unknown> }).windows.size).toBeLessThanOrEqual(100_000)
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is counted as %s', (ip, subject) => {
  expect(subjectOf({ ip })).toBe(subject)
})

const few = (requests: number) => ({ requests, seconds: 60 })
const product = await startProduct({
  allowances: { person: few(5), key: few(3), address: few(4), 'sign-in': few(2), form: few(1) },
})
const { people, call, send, db, clock } = product
const statuses = async (times: number, ask: () => Promise<{ status: number }>) => {
  const found: number[] = []
  for (let turn = 0; turn < times; turn++) found.push((await ask()).status)
  return found
}

test('a person, a key and an address are each counted for themselves and told what is left', async () => {
  const read = (who: { headers: Record<string, string> }) => () => call(who, 'listTeams')
  const { key } = await createApiKey(db, { name: 'till', role: 'agent' }, clock.now())
  expect(await statuses(6, read(people.agent))).toEqual([200, 200, 200, 200, 200, 429])
  expect(await statuses(4, read({ headers: { authorization: `Bearer ${key}` } }))).toEqual([200, 200, 200, 429])
  const first = await call(people.manager, 'listTeams')
  expect(first.headers['ratelimit-policy']).toBe('"person";q=5;w=60')
  expect(first.headers.ratelimit).toBe('"person";r=4;t=60')
})

test('who is refused is told when to come back', async () => {
  await statuses(5, () => call(people.analyst, 'listTeams'))
  const { status, headers, body } = await call(people.analyst, 'listTeams')
  expect([status, headers['content-type']]).toEqual([429, 'application/problem+json'])
  expect(body).toMatchObject({ type: 'urn:amends:problem:too_many', detail: expect.stringContaining('seconds') })
  expect(Number(headers['retry-after'])).toBeGreaterThan(50)
  expect(headers.ratelimit).toBe(`"person";r=0;t=${String(headers['retry-after'])}`)
})

test('a made-up key is counted by its address', async () => {
  const guess = () =>
    send({ url: '/api/v1/teams', headers: { authorization: 'Bearer amends_x' }, remoteAddress: '203.0.113.1' })
  expect(await statuses(5, guess)).toEqual([401, 401, 401, 401, 429])
})

test('the command line of this machine is not counted', async () => {
  const local = { headers: { authorization: 'Bearer local-token' } }
  expect(new Set(await statuses(20, () => call(local, 'listTeams')))).toEqual(new Set([200]))
  expect((await call(local, 'listTeams')).headers.ratelimit).toBeUndefined()
})

const signIn = (email: string, remoteAddress: string, password = 'wrong') =>
  send({ method: 'POST', url: '/api/v1/session', payload: { email, password }, remoteAddress })

test('failed sign-ins of one machine are counted whatever account they try; those that succeed are not', async () => {
  const password = 'correct horse battery'
  const email = 'new@example.com'
  await call({ headers: { authorization: 'Bearer local-token' } }, 'addPerson', {
    body: { name: 'New', email, role: 'agent', password },
  })
  expect(await statuses(3, () => signIn(email, '203.0.113.3', password))).toEqual([201, 201, 201])
  expect((await signIn('a@example.com', '203.0.113.2')).status).toBe(401)
  expect((await signIn('b@example.com', '203.0.113.2')).status).toBe(401)
  expect((await signIn(email, '203.0.113.2', password)).status).toBe(429)
  expect((await signIn('c@example.com', '203.0.113.4')).status).toBe(401)
})

test('the public form is counted by address', async () => {
  const tell = (remoteAddress: string) =>
    send({
      method: 'POST',
      url: '/tell-us',
      payload: 'text=Late',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      remoteAddress,
    })
  expect(await statuses(2, () => tell('203.0.113.5'))).toEqual([201, 429])
  expect((await tell('203.0.113.6')).status).toBe(201)
})

test('usually keys are not limited, and everybody else is', () => {
  const limited = Object.entries(usualAllowances).filter(([, { requests }]) => requests > 0)
  expect(limited.map(([policy]) => policy)).toEqual(['person', 'address', 'sign-in', 'form'])
})
