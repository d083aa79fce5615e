import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProduct, unlimited } from '../../test/setup/product.ts'
import { contracts } from '../contracts.ts'
import { createApiKey } from '../people/api-keys.ts'
import { methodsOf } from '../platform/http/addresses.ts'
import { usualAllowances } from '../platform/http/limits.ts'
import { productFolder } from '../platform/root.ts'

const guide = readFileSync(join(productFolder, 'docs', 'api.md'), 'utf8')
const { db, send, clock } = await startProduct({ allowances: unlimited })
const { key } = await createApiKey(db, { name: 'guide', role: 'agent' }, clock.now())

type Call = { method: 'GET' | 'POST' | 'PATCH'; url: string; headers: Record<string, string>; payload: string }

/** The calls of curl in the guide, as they would be sent. */
const calls: Call[] = [...guide.matchAll(/^curl[\s\S]*?(?=\n\n|\n```)/gm)].map(([call]) => ({
  method: (/-X (\w+)/.exec(call)?.[1] ?? 'GET') as Call['method'],
  url: /"\$AMENDS([^"]+)"/.exec(call)?.[1] ?? '',
  headers: Object.fromEntries(
    [...call.matchAll(/-H ["'](.+?): (.+?)["'](?= |\n|$)/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.replace('$AMENDS_KEY', key),
    ]),
  ),
  payload: /-d '([\s\S]+)'$/.exec(call)?.[1] ?? '',
}))

test('the calls in the guide work as they stand', async () => {
  const [create, edit] = calls
  if (!create || !edit) throw new Error('the guide has lost its calls')
  const created = await send(create)
  expect([created.status, JSON.parse(created.text).repeated]).toEqual([201, false])
  expect(JSON.parse((await send(create)).text).repeated).toBe(true)
  const { reference } = JSON.parse(created.text) as { reference: string }
  const address = `/api/v1/complaints/${reference}`
  const { version } = JSON.parse((await send({ ...edit, method: 'GET', url: address, payload: '' })).text)
  const headers = { ...edit.headers, 'if-match': `"${version}"` }
  expect((await send({ ...edit, url: address, headers })).status).toBe(200)
  expect((await send({ ...edit, url: address, headers })).status).toBe(412)
})

test('every address in the guide is one', () => {
  const methodsAt = methodsOf(contracts)
  const addresses = [...guide.matchAll(/\/api\/[\w./-]*\w/g)].map(([address]) => address)
  const known = addresses.filter((address) => !/^\/api\/v\d$/.test(address))
  expect(known.length).toBeGreaterThan(4)
  expect(known.filter((address) => methodsAt(address).length === 0)).toEqual([])
})

test('the refusal in the guide is what is answered', async () => {
  const shown = JSON.parse(/```json\n([\s\S]+?)```/.exec(guide)?.[1] ?? '')
  const payload = { text: 'Late', customer: { email: 'kim@' } }
  const headers = { authorization: `Bearer ${key}` }
  const answer = await send({ method: 'POST', url: '/api/v1/complaints', payload, headers })
  expect(JSON.parse(answer.text)).toEqual(shown)
})

test('the limits in the guide are the usual ones', () => {
  const number = (policy: keyof typeof usualAllowances) => usualAllowances[policy].requests.toLocaleString('en')
  expect(guide).toContain(
    `people have ${number('person')} requests a minute, addresses where nobody is signed in ${number('address')}`,
  )
  expect(number('key')).toBe('0')
})
