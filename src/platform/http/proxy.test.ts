import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct, unlimited } from '../../../test/setup/product.ts'
import { readConfig } from '../config.ts'

test.each([
  [undefined, false],
  ['0', false],
  ['none', false],
  ['2', 2],
  ['10.0.0.5', ['10.0.0.5']],
  ['10.0.0.5, 10.1.0.0/16,2001:db8::/32, loopback', ['10.0.0.5', '10.1.0.0/16', '2001:db8::/32', 'loopback']],
])('TRUST_PROXY=%s', (given, setting) => {
  expect(readConfig({ TRUST_PROXY: given }).trustProxy).toEqual(setting)
})

test.each(['true', '*', '10', '-1', '1.5', '10.0.0', '10.0.0.0/40', '0.0.0.0/0', '::/0', 'proxy.example', '10.0.0.5,'])(
  'TRUST_PROXY=%s is refused with what it may be',
  (given) => {
    expect(() => readConfig({ TRUST_PROXY: given })).toThrow(/TRUST_PROXY.*how many proxies/)
  },
)

/** A demonstration that listens on this machine, where being local opens doors. */
async function listening(services: Parameters<typeof startProduct>[0] = {}) {
  const product = await startProduct(services)
  await sql`update organization set demonstration = true`.execute(product.db)
  await product.app.http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = product.app.http.server.address() as AddressInfo
  const enter = async (headers: Record<string, string> = {}) => {
    const payload = { personId: product.people.agent.id }
    return fetch(`http://127.0.0.1:${port}/api/v1/session/demonstration`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(payload),
    })
  }
  return { product, port, enter }
}

const direct = await listening()

test('a real request from this machine is local', async () => {
  expect((await direct.enter()).status).toBe(201)
})

test.each([
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-anything',
  'forwarded',
  'x-real-ip',
  'via',
  'cf-connecting-ip',
])('a request with %s came through a proxy and is never local', async (header) => {
  expect((await direct.enter({ [header]: '127.0.0.1' })).status).toBe(403)
})

test('what a proxy passes on that was told nothing (HTTP/1.0) is not local', async () => {
  const socket = connect(direct.port, '127.0.0.1')
  socket.write(`GET /api/v1/setup HTTP/1.0\r\nHost: 127.0.0.1:${direct.port}\r\nConnection: close\r\n\r\n`)
  expect(await text(socket)).toContain('"codeNeeded":true')
})

test('whoever is not trusted can say of themselves what they like', async () => {
  const allowances = { ...unlimited, address: { requests: 2, seconds: 60 } }
  const { port } = await listening({ allowances })
  const ask = (from: string) =>
    fetch(`http://127.0.0.1:${port}/api/v1/demonstration`, { headers: { 'x-forwarded-for': from } })
  expect([(await ask('203.0.113.1')).status, (await ask('203.0.113.2')).status]).toEqual([200, 200])
  expect((await ask('203.0.113.3')).status).toBe(429)
})

test('behind a trusted proxy callers are told apart by what it says, and by its word alone', async () => {
  const allowances = { ...unlimited, address: { requests: 2, seconds: 60 } }
  for (const trustProxy of [1, ['loopback']]) {
    const { port } = await listening({ allowances, trustProxy })
    const ask = async (chain: string) =>
      (await fetch(`http://127.0.0.1:${port}/api/v1/demonstration`, { headers: { 'x-forwarded-for': chain } })).status
    expect([await ask('203.0.113.1'), await ask('203.0.113.1'), await ask('203.0.113.1')]).toEqual([200, 200, 429])
    expect(await ask('203.0.113.2')).toBe(200)
    // The caller wrote the first entry, the proxy the last.
    expect(await ask('203.0.113.77, 203.0.113.1')).toBe(429)
  }
})

test('behind a proxy nothing is local, and the session’s cookie is for HTTPS where the caller came by it', async () => {
  const behind = await listening({ trustProxy: ['loopback'] })
  expect((await behind.enter()).status).toBe(403)
  const local = { headers: { authorization: 'Bearer local-token' } }
  const account = { email: 'cookie@example.com', password: 'correct horse battery' }
  await behind.product.call(local, 'addPerson', { body: { name: 'Cookie', role: 'agent', ...account } })
  const cookieBy = async (headers: Record<string, string>) => {
    const answer = await fetch(`http://127.0.0.1:${behind.port}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(account),
    })
    return [answer.status, /;\s*secure/i.test(answer.headers.get('set-cookie') ?? '')]
  }
  expect(await cookieBy({ 'x-forwarded-proto': 'https' })).toEqual([201, true])
  expect(await cookieBy({ 'x-forwarded-proto': 'http' })).toEqual([201, false])
})

test('our own pages behind a proxy are known by the host that the proxy tells', async () => {
  const behind = await listening({ trustProxy: ['loopback'] })
  const signIn = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${behind.port}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': '', ...headers },
      body: JSON.stringify({ email: 'x@example.com', password: 'x' }),
    })
  const origin = 'https://care.example'
  expect((await signIn({ origin, 'x-forwarded-host': 'care.example' })).status).toBe(401)
  expect((await signIn({ origin, 'x-forwarded-host': 'other.example' })).status).toBe(403)
})
