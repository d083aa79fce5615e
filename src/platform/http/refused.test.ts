import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { InjectOptions } from 'fastify'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'

const { app, people, send } = await startProduct()
const { headers } = people.agent
const url = '/api/v1/complaints'
const json = { ...headers, 'content-type': 'application/json' }

const refused: [what: string, request: InjectOptions, status: number, type: string][] = [
  ['an address that is not there', { url: '/api/v1/nothing', headers }, 404, 'address_unknown'],
  ['an address outside the API', { method: 'POST', url: '/nothing', headers }, 404, 'address_unknown'],
  ['an address that is not well written', { url: `${url}/%ZZ`, headers }, 400, 'address_unreadable'],
  ['an address far too long', { url: `${url}/${'x'.repeat(300)}`, headers }, 404, 'address_unknown'],
  ['a method that the address does not take', { method: 'DELETE', url, headers }, 405, 'method_unknown'],
  ['half of JSON', { method: 'POST', url, headers: json, payload: '{"text":' }, 400, 'json_unreadable'],
  ['no JSON at all', { method: 'POST', url, headers: json, payload: '' }, 400, 'json_unreadable'],
  ['JSON of another shape', { method: 'POST', url, headers: json, payload: '[]' }, 400, 'fields_invalid'],
  ['poisoned JSON', { method: 'POST', url, headers: json, payload: '{"__proto__":{"a":1}}' }, 400, 'json_unreadable'],
  [
    'more than we take',
    { method: 'POST', url, headers: json, payload: `"${'x'.repeat(1_100_000)}"` },
    413,
    'too_large',
  ],
  [
    'XML',
    { method: 'POST', url, headers: { ...headers, 'content-type': 'text/xml' }, payload: '<a/>' },
    415,
    'not_json',
  ],
]

test.each(refused)('%s is answered as a problem, in the caller’s language', async (_what, request, status, type) => {
  const answer = await send(request)
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json'])
  expect(JSON.parse(answer.text)).toMatchObject({ type: `urn:amends:problem:${type}`, status })
  const russian = await send({ ...request, headers: { ...request.headers, cookie: '', 'accept-language': 'ru' } })
  expect(JSON.parse(russian.text).detail).toMatch(/[а-я]/)
})

test('whoever asks for what an address does not do is told what it does', async () => {
  expect((await send({ method: 'DELETE', url, headers })).headers.allow).toBe('GET, HEAD, POST')
  expect((await send({ method: 'PUT', url: `${url}/AM-1`, headers })).headers.allow).toBe('GET, HEAD, PATCH')
})

/** What the server answers to these characters on a connection. */
async function answerTo(characters: string): Promise<string> {
  const { port } = app.http.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(characters)
  return text(socket)
}

test('what is no request, and headers without end, are answered as problems', async () => {
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  const noise = await answerTo('hello\r\n\r\n')
  expect(noise).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*problem:no_http/)
  const long = await answerTo(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`)
  expect(long).toMatch(/^HTTP\/1\.1 431 [\s\S]*application\/problem\+json[\s\S]*problem:headers_too_large/)
})
