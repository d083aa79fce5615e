import { expect, test } from 'vitest'
import { access } from '../../src/access.ts'
import { contracts } from '../../src/contracts.ts'
import { type Role, roles } from '../../src/people/rules.ts'
import { createApiKey } from '../../src/people/api-keys.ts'
import { startSession } from '../../src/people/sessions.ts'
import { newId } from '../../src/platform/ids.ts'
import { type Caller, requestOf, startProduct } from '../setup/product.ts'

const { app, db, clock, people, nobody, send } = await startProduct()
const operations = Object.keys(contracts) as (keyof typeof contracts)[]
const anyId = newId()

/** What is answered to an operation that is given nothing but made-up ids: refused at the gate, or whatever comes after. */
async function knock(who: Caller, operation: keyof typeof contracts): Promise<string> {
  const request = requestOf(contracts[operation], who, { params: { id: anyId, reference: anyId } })
  const { status, text } = await send(request)
  const isGate = status >= 400 && /problem:(sign_in_needed|role_not_allowed)"/.test(text)
  return isGate ? String(status) : 'let in'
}

const expected = (operation: keyof typeof contracts, role: Role | null): string => {
  const allowed: readonly Role[] | 'anyone' = access[operation]
  if (allowed === 'anyone') return 'let in'
  if (role === null) return '401'
  return allowed.includes(role) ? 'let in' : '403'
}
const allExpected = (role: Role | null) => Object.fromEntries(operations.map((each) => [each, expected(each, role)]))

async function allFound(knocks: (operation: keyof typeof contracts) => Promise<string>) {
  const found: Record<string, string> = {}
  for (const operation of operations) found[operation] = await knocks(operation)
  return found
}

test('the table of access has exactly the operations of the contracts', () => {
  expect(Object.keys(access).sort()).toEqual([...operations].sort())
})

test('no two operations share an address', () => {
  const addresses = operations.map((each) => `${contracts[each].method} ${contracts[each].path}`)
  expect(new Set(addresses).size).toBe(addresses.length)
})

test('every address under /api is an operation of the contracts', async () => {
  // What is registered with a parser of its own is there a moment later.
  await app.http.ready()
  const tree = app.http.printRoutes({ commonPrefix: false })
  const path: string[] = []
  const found: string[] = []
  for (const line of tree.split('\n')) {
    const match = /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?/.exec(line)
    if (!match) continue
    path.length = (match[1] ?? '').length / 4
    path.push(match[2] ?? '')
    const at = path.join('')
    if (match[3] && at.startsWith('/api')) found.push(...match[3].split(', ').map((method) => `${method} ${at}`))
  }
  const known = operations.map((each) => `${contracts[each].method} ${contracts[each].path}`)
  expect(found.filter((each) => !each.startsWith('HEAD')).sort()).toEqual(known.sort())
})

test('a stranger is asked to sign in, whatever is not for anyone', async () => {
  expect(await allFound((operation) => knock(nobody, operation))).toEqual(allExpected(null))
})

test.each(roles)('a person may call what the table gives to %s, and nothing else', async (role) => {
  // A session each: one of the operations ends it.
  const signedIn = async () => ({
    headers: { cookie: `amends_session=${await startSession(db, people[role].id, clock.now())}` },
  })
  expect(await allFound(async (operation) => knock(await signedIn(), operation))).toEqual(allExpected(role))
})

test.each(roles)('a program with a key may call what the table gives to %s, and nothing else', async (role) => {
  const { key } = await createApiKey(db, { name: role, role }, clock.now())
  const program = { headers: { authorization: `Bearer ${key}` } }
  expect(await allFound((operation) => knock(program, operation))).toEqual(allExpected(role))
})

test('asking only for the head of an answer passes the same gate', async () => {
  for (const operation of operations.filter((each) => contracts[each].method === 'GET')) {
    const request = requestOf(contracts[operation], nobody, { params: { id: anyId, reference: anyId } })
    const { status } = await send({ ...request, method: 'HEAD' })
    expect(status === 401, operation).toBe(expected(operation, null) === '401')
  }
})

test('no operation fails for what a caller of any kind gives it', async () => {
  const local = { headers: { authorization: 'Bearer local-token' } }
  const { key } = await createApiKey(db, { name: 'all', role: 'administrator' }, clock.now())
  for (const who of [people.administrator, local, { headers: { authorization: `Bearer ${key}` } }]) {
    for (const operation of operations.filter((each) => each !== 'signOut')) {
      for (const id of [anyId, 'AM-00000-00000', 'aaaaaaaa-bbbb-not-an-id']) {
        const query = {
          owner: 'me',
          blind: 'true',
          after: id,
          q: 'x',
          cursor: Buffer.from(`["2026-01-01","${'-'.repeat(36)}"]`).toString('base64url'),
        }
        const request = requestOf(contracts[operation], who, { params: { id, reference: id }, query, body: {} })
        const { status, text } = await send({ ...request, ...(request.method === 'GET' && { payload: undefined }) })
        expect(status, `${operation} ${id} ${text}`).toBeLessThan(500)
      }
    }
  }
})

test('an address that is not there is answered as a problem, in the caller’s language', async () => {
  const strange = [
    { method: 'GET', url: '/api/v1/nothing' },
    { method: 'DELETE', url: '/api/v1/complaint' },
    { method: 'GET', url: '/api/v1/complaints/AM-00000-00000/nothing' },
    { method: 'POST', url: '/api/v1/../v1/nothing' },
  ] as const
  for (const request of strange) {
    const { status, text, headers } = await send({ ...request, headers: { 'accept-language': 'ru' } })
    expect([status, headers['content-type']], request.url).toEqual([404, 'application/problem+json'])
    expect(JSON.parse(text), request.url).toMatchObject({
      type: 'urn:amends:problem:address_unknown',
      detail: expect.stringMatching(/[а-я]/),
    })
  }
})
