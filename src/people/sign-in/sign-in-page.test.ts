import { expect, test } from 'vitest'
import { startProduct, unlimited } from '../../../test/setup/product.ts'
import { hashPassword } from '../passwords.ts'
import { insertPerson } from '../store.ts'
import { ownAddress } from './routes.ts'

const { db, clock, send } = await startProduct()
const password = 'rowan kettle violin'
const boris = await insertPerson(
  db,
  {
    name: 'Boris',
    email: 'boris@example.org',
    role: 'agent',
    language: 'ru',
    passwordHash: await hashPassword(password),
  },
  clock.now(),
)

const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  send({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
const cookiesOf = ({ headers }: { headers: Record<string, unknown> }) =>
  [headers['set-cookie'] ?? []].flat().map(String)

test('the page speaks the language of its reader, and the one asked for', async () => {
  const page = async (url: string, headers = {}) => (await send({ method: 'GET', url, headers })).text
  expect(await page('/sign-in', { 'accept-language': 'ru' })).toContain('<html lang="ru">')
  expect(await page('/sign-in', { cookie: 'amends_language=ru' })).toContain('<h1>Вход</h1>')
  expect(await page('/sign-in?language=en', { cookie: 'amends_language=ru' })).toContain('<h1>Sign in</h1>')
})

test('who signs in is led where they were going, in their own language, and is known from then on', async () => {
  const answer = await post({ email: 'Boris@example.org ', password, to: '/causes?from=2026-01-01' })
  expect([answer.status, answer.headers.location]).toEqual([303, '/causes?from=2026-01-01'])
  const cookies = cookiesOf(answer)
  expect(cookies.find((each) => each.startsWith('amends_language='))).toContain('amends_language=ru;')
  const session = cookies.find((each) => each.startsWith('amends_session='))
  expect(session).toMatch(/HttpOnly; SameSite=Lax/)
  const headers = { cookie: session?.split(';')[0] ?? '' }
  const me = await send({ method: 'GET', url: '/api/v1/session', headers })
  expect(JSON.parse(me.text)).toMatchObject({ id: boris, language: 'ru' })
  const again = await send({ method: 'GET', url: '/sign-in?to=/coding', headers })
  expect([again.status, again.headers.location]).toEqual([303, '/coding'])
})

test('a language chosen on the page is kept for the person', async () => {
  const answer = await post({ email: 'boris@example.org', password, language: 'en' })
  expect(cookiesOf(answer).join()).toContain('amends_language=en;')
  await post({ email: 'boris@example.org', password, language: 'ru' })
})

test.each<{ given: Record<string, string>; status: number }>([
  { given: { email: 'boris@example.org', password: 'wrong' }, status: 401 },
  { given: { email: 'nobody@example.org', password }, status: 401 },
  { given: { email: 'boris@example.org' }, status: 401 },
  { given: { person: boris }, status: 403 },
  { given: { person: 'nobody' }, status: 403 },
])('$given does not get in, and is told why with the address kept', async ({ given, status }) => {
  const answer = await post(given)
  expect(answer.status).toBe(status)
  expect(cookiesOf(answer)).toEqual([])
  expect(answer.text).toContain('role="alert"')
  expect(answer.text).toContain(`value="${given.email ?? ''}"`)
  expect(answer.text).not.toContain(password)
})

test('a form of another site signs nobody in', async () => {
  const answer = await post({ email: 'boris@example.org', password }, { 'sec-fetch-site': 'cross-site' })
  expect([answer.status, cookiesOf(answer)]).toEqual([403, []])
})

test('who guesses for long must wait, whatever form the guesses come in', async () => {
  const few = { requests: 2, seconds: 900 }
  const limited = await startProduct({ allowances: { ...unlimited, 'sign-in': few } })
  const payload = 'email=guess%40example.org&password=x'
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const guess = async () => (await limited.send({ method: 'POST', url: '/sign-in', headers, payload })).status
  expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429])
  const { status } = await limited.send({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'guess@example.org', password: 'x' },
  })
  expect(status).toBe(429)
})

test.each([
  ['/complaints?q=a b', '/complaints?q=a b'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in?to=/sign-in', '/'],
  ['/api/v1/session', '/'],
  ['/a\r\nset-cookie: x=y', '/'],
  [undefined, '/'],
])('after signing in, %j leads to %j', (to, leads) => {
  expect(ownAddress(to)).toBe(leads)
})

test('before there is a company, signing in leads to the start', async () => {
  const { send: sendNew } = await startProduct({ isSetUp: false })
  const { status, headers } = await sendNew({ method: 'GET', url: '/sign-in' })
  expect([status, headers.location]).toEqual([303, '/start'])
})
