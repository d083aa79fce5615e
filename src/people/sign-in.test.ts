import { createHook } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, type Person, type Product, startProduct } from '../../test/setup/product.ts'
import { contracts } from '../contracts.ts'
import { createApiKey } from './api-keys.ts'
import { startSession } from './sessions.ts'

const product = await startProduct()
const { db, people, nobody, call, send, clock } = product
const { administrator } = people

const problem = (answer: { status: number; body: { type?: string } }) => [
  answer.status,
  answer.body.type?.split(':').at(-1),
]
const signIn = (email: string, password: string, headers = {}) =>
  call(nobody, 'signIn', { body: { email, password }, headers } as never)
const tokenIn = (answer: { headers: Record<string, unknown> }) =>
  /amends_session=([^;]*)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
const as = (token: string) => ({ headers: { cookie: `amends_session=${token}` } })

let number = 0
/** Someone who can sign in with the password "correct horse", and their address. */
async function newcomer(role: Person['role'] = 'agent') {
  const email = `newcomer${(number += 1)}@example.com`
  const body = { name: 'New', email, role, password: 'correct horse' }
  const answer = await call(administrator, 'addPerson', { body })
  return { email, id: answer.body.person.id }
}

test('who gives address and password is signed in until they sign out', async () => {
  const { email } = await newcomer()
  const answer = await signIn(` ${email.toUpperCase()} `, 'correct horse')
  expect(answer.status).toBe(201)
  const token = tokenIn(answer)
  expect((await call(as(token), 'currentSession')).body.name).toBe('New')
  expect((await call(as(token), 'signOut')).status).toBe(204)
  expect(problem(await call(as(token), 'currentSession'))).toEqual([401, 'sign_in_needed'])
})

test('the cookie is out of reach for scripts and not sent along from other sites', async () => {
  const { email } = await newcomer()
  const cookie = String((await signIn(email, 'correct horse')).headers['set-cookie'])
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/Path=\//)
})

test('a session’s token has 256 bits and is stored only as its hash', async () => {
  const token = await startSession(db, administrator.id, clock.now())
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const { rows } = await sql<{ row: string }>`select s::text as row from sessions s`.execute(db)
  const all = rows.map(({ row }) => row).join('\n')
  expect(all).toContain(createHash('sha256').update(token).digest('hex'))
  expect(all).not.toContain(token)
  expect(all).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  expect(all).not.toContain(Buffer.from(token).toString('hex'))
})

test('passwords and keys are stored hashed only, and never answered', async () => {
  const { id } = await newcomer()
  const { key } = await createApiKey(db, { name: 'desk', role: 'agent' }, clock.now())
  const [hash] = await column<string>(db, `select password_hash from people where id = '${id}'`)
  expect(hash).toMatch(/^argon2id\$19456\$2\$/)
  const keys = await column<string>(db, 'select k::text from api_keys k')
  expect(keys.join()).not.toContain(key.slice(7))
  const told = [await call(administrator, 'listPeople'), await call(administrator, 'listKeys')]
    .map((answer) => answer.text)
    .join()
  expect(told).not.toMatch(/argon2|hash/i)
  expect(told).not.toContain(key)
})

test('a session ends after fourteen days', async () => {
  const late = await startSession(db, administrator.id, new Date(clock.now().getTime() - 14 * 86_400_000 + 1))
  expect((await call(as(late), 'currentSession')).status).toBe(200)
  const over = await startSession(db, administrator.id, new Date(clock.now().getTime() - 14 * 86_400_000))
  expect((await call(as(over), 'currentSession')).status).toBe(401)
})

test.each([
  ['a made-up token', 'A'.repeat(43)],
  ['the hash of a token', createHash('sha256').update('x').digest('base64url')],
  ['nothing', ''],
  ['a broken cookie', '%E0%A4%A'],
])('%s is no session', async (_name, token) => {
  expect((await call(as(token), 'currentSession')).status).toBe(401)
})

test('a wrong password, an unknown address, no password and someone who left get the same answer', async () => {
  const [known, left] = [await newcomer(), await newcomer()]
  await call(administrator, 'deactivatePerson', { params: { id: left.id }, body: { successorId: administrator.id } })
  const none = await column<string>(db, `select email from people where id = '${people.agent.id}'`)
  const answers = await Promise.all([
    signIn(known.email, 'wrong horse'),
    signIn('nobody@example.com', 'correct horse'),
    signIn(String(none[0]), 'correct horse'),
    signIn(left.email, 'correct horse'),
  ])
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(401)
  expect(answers.every((answer) => tokenIn(answer) === '')).toBe(true)
})

test('a password is hashed for a stranger as for one of us, so that time tells nothing', async () => {
  const { email } = await newcomer()
  const derived: string[] = []
  const hook = createHook({
    init(_id, type) {
      if (/argon2/i.test(type)) derived.push(type)
    },
  }).enable()
  try {
    await signIn(email, 'wrong horse')
    expect(derived).toHaveLength(1)
    await signIn('stranger@example.com', 'wrong horse')
    expect(derived).toHaveLength(2)
  } finally {
    hook.disable()
  }
})

test('after ten failures an address waits, whatever machine asks and however it is written', async () => {
  const { email } = await newcomer()
  for (let turn = 0; turn < 10; turn++) {
    const headers = {
      'x-forwarded-for': `203.0.113.${turn}`,
      forwarded: `for=203.0.113.${turn}`,
      'x-real-ip': `203.0.113.${turn}`,
    }
    expect((await signIn(turn % 2 ? email : ` ${email.toUpperCase()}`, 'wrong horse', headers)).status).toBe(401)
  }
  const headers = { 'x-forwarded-for': '203.0.113.99' }
  expect(problem(await signIn(email, 'correct horse', headers))).toEqual([429, 'too_many_sign_ins'])
  expect((await signIn((await newcomer()).email, 'correct horse')).status).toBe(201)
  clock.advance(15 * 60_000)
  expect((await signIn(email, 'correct horse')).status).toBe(201)
})

test('forty guesses at once get no further than ten one after another', async () => {
  const { email } = await newcomer()
  const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(email, 'wrong horse')))
  expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(10)
  expect(answers.filter((answer) => answer.status === 429).length).toBeGreaterThanOrEqual(30)
})

test('being made to wait does not make the wait longer, and success forgets the failures', async () => {
  const { email } = await newcomer()
  for (let turn = 0; turn < 10; turn++) await signIn(email, 'wrong horse')
  clock.advance(14 * 60_000)
  expect((await signIn(email, 'correct horse')).status).toBe(429)
  clock.advance(60_000)
  expect((await signIn(email, 'correct horse')).status).toBe(201)
  expect(await column(db, `select count(*) from sign_in_failures where subject = '${email}'`)).toEqual([0])
})

test('who is deactivated is out at once, and comes back without their old sessions', async () => {
  const { email, id } = await newcomer()
  const token = tokenIn(await signIn(email, 'correct horse'))
  await call(administrator, 'deactivatePerson', { params: { id }, body: { successorId: people.agent.id } })
  expect((await call(as(token), 'listComplaints')).status).toBe(401)
  expect((await signIn(email, 'correct horse')).status).toBe(401)
  await call(administrator, 'reactivatePerson', { params: { id } })
  expect((await call(as(token), 'currentSession')).status).toBe(401)
  expect((await signIn(email, 'correct horse')).status).toBe(201)
})

test('a changed password ends every session, and a changed role counts at once', async () => {
  const { email, id } = await newcomer('administrator')
  const [one, two] = [tokenIn(await signIn(email, 'correct horse')), tokenIn(await signIn(email, 'correct horse'))]
  await call(administrator, 'changePerson', { params: { id }, body: { role: 'agent' } })
  expect(problem(await call(as(one), 'listKeys'))).toEqual([403, 'role_not_allowed'])
  await call(administrator, 'changePerson', { params: { id }, body: { password: 'another horse' } })
  expect([(await call(as(one), 'currentSession')).status, (await call(as(two), 'currentSession')).status]).toEqual([
    401, 401,
  ])
  expect((await signIn(email, 'correct horse')).status).toBe(401)
  expect((await signIn(email, 'another horse')).status).toBe(201)
})

test('a key works until it is revoked, and then no more', async () => {
  const { body } = await call(administrator, 'createKey', { body: { name: 'desk', role: 'agent' } })
  const program = { headers: { authorization: `Bearer ${body.key}` } }
  expect((await call(program, 'listComplaints')).status).toBe(200)
  expect(problem(await call(program, 'currentSession'))).toEqual([403, 'person_needed'])
  await call(administrator, 'revokeKey', { params: { id: body.id } })
  expect(problem(await call(program, 'listComplaints'))).toEqual([401, 'key_unknown'])
  expect((await call({ headers: { ...program.headers, ...administrator.headers } }, 'listComplaints')).status).toBe(401)
})

test.each(['amends_made-up', 'local-toke', `${'é'.repeat(11)}`, 'local-token2'])('%s is no key', async (key) => {
  expect(problem(await call({ headers: { authorization: `Bearer ${key}` } }, 'listComplaints'))).toEqual([
    401,
    'key_unknown',
  ])
})

test('what another site causes changes nothing, whatever the operation', async () => {
  const changing = Object.entries(contracts).filter(([, route]) => route.method !== 'GET')
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', host: 'care.example' },
    { origin: 'null' },
  ]
  for (const [name, { path, method }] of changing) {
    for (const headers of foreign) {
      for (const who of [administrator.headers, {}]) {
        const { status, text } = await send({ method, url: path, headers: { ...who, ...headers } })
        expect([status, text.includes('problem:cross_site')], `${name} ${JSON.stringify(headers)}`).toEqual([403, true])
      }
    }
  }
})

test('what our own pages, and programs with a key, cause is carried out', async () => {
  const own: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://care.example', host: 'care.example' },
    {},
  ]
  for (const headers of own) {
    const who = { headers: { ...administrator.headers, ...headers } }
    expect((await call(who, 'changeMyLanguage', { body: { language: 'en' } })).status).toBe(204)
  }
  const { key } = await createApiKey(db, { name: 'shop', role: 'agent' }, clock.now())
  const elsewhere = {
    headers: { authorization: `Bearer ${key}`, 'sec-fetch-site': 'cross-site', origin: 'https://shop.example' },
  }
  expect((await call(elsewhere, 'createComplaint', { body: { text: 'From the shop' } })).status).toBe(201)
})

test('the API reads no forms, which any site could send without asking', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
    const payload =
      type === 'text/plain' ? '{"email":"a@example.com","password":"x"}' : 'email=a@example.com&password=x'
    const { status } = await send({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': type },
      payload,
    })
    expect(status, type).toBe(415)
  }
})

const company = { organization: 'Ours', name: 'Eve', email: 'eve@example.com', password: 'correct horse' }
const elsewhere = { remoteAddress: '203.0.113.7', headers: { host: 'care.example' } }
const setUp = (on: Product, body: object, options: object = {}) =>
  on.send({ method: 'POST', url: '/api/v1/setup', payload: { ...company, ...body }, ...options })

test('nobody registers themselves once the company is set up', async () => {
  for (const options of [{}, elsewhere]) {
    expect((await setUp(product, { code: 'setup-code' }, options)).status).toBe(409)
    expect(
      (await send({ method: 'POST', url: '/api/v1/demonstration', payload: { code: 'setup-code' }, ...options }))
        .status,
    ).toBe(409)
  }
  const local = { headers: { authorization: 'Bearer local-token' } }
  expect((await call(local, 'startDemonstration', { body: {} })).status).toBe(409)
  expect(problem(await call(nobody, 'signInToDemonstration', { body: { personId: administrator.id } }))).toEqual([
    403,
    'not_a_demonstration',
  ])
  expect(await column(db, `select count(*) from people where name = 'Eve'`)).toEqual([0])
})

test('from another machine the setup code is needed, and a proxy’s or a foreign page’s request is from another machine', async () => {
  const empty = await startProduct({ isSetUp: false })
  const far = [
    elsewhere,
    { headers: { host: 'evil.example' } },
    { headers: { host: 'localhost', 'x-forwarded-for': '203.0.113.7' } },
  ]
  for (const options of far) {
    for (const code of [undefined, '', 'wrong']) expect((await setUp(empty, { code }, options)).status).toBe(403)
    expect((await empty.send({ method: 'POST', url: '/api/v1/demonstration', payload: {}, ...options })).status).toBe(
      403,
    )
    expect((await empty.send({ url: '/api/v1/setup', ...options })).text).toContain('"codeNeeded":true')
  }
  expect((await setUp(empty, { code: 'setup-code' }, elsewhere)).status).toBe(201)
})

test('of two who set up at once one becomes administrator, the other nobody', async () => {
  const empty = await startProduct({ isSetUp: false })
  const headers = { host: 'localhost:7300' }
  const answers = await Promise.all(
    [1, 2, 3].map((turn) => setUp(empty, { email: `eve${turn}@example.com` }, { headers })),
  )
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  expect(await column(empty.db, 'select count(*) from people')).toEqual([1])
})

test('the people of a demonstration are shown, and let in, on this machine only', async () => {
  const demonstration = await startProduct()
  await sql`update organization set demonstration = true`.execute(demonstration.db)
  const payload = { personId: demonstration.people.agent.id }
  const enter = (options: object) =>
    demonstration.send({ method: 'POST', url: '/api/v1/session/demonstration', payload, ...options })
  expect((await enter({ headers: { host: '127.0.0.1:7300' } })).status).toBe(201)
  expect((await enter(elsewhere)).status).toBe(403)
  expect((await demonstration.send({ url: '/api/v1/setup', ...elsewhere })).text).toContain('"people":[]')
})
