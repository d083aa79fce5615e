import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp } from './server.ts'

const shape = z.object({
  name: z.string().trim().min(1),
  email: z.email(),
  password: z.string().min(10).max(20),
  role: z.enum(['agent', 'manager']),
  teamId: z.uuid(),
  hours: z.number().int().min(1).max(2000),
  units: z.number().positive(),
  rows: z.array(z.string()).min(2).max(3),
  code: z.string().regex(/^[a-z]+$/, 'field.code'),
})
const right = {
  name: 'Ann',
  email: 'ann@example.org',
  password: 'a-long-password',
  role: 'agent',
  hours: 1,
  units: 1,
  rows: ['', ''],
  code: 'a',
  teamId: '01a2010e-c9cf-73bc-be48-03fae0815e89',
}

const http = await createHttp()
http.post('/form', { schema: { body: shape } }, () => null)

async function wrong(change: object, language = 'en'): Promise<unknown> {
  const payload = { ...right, ...change }
  const answer = await http.inject({ method: 'POST', url: '/form', payload, headers: { 'accept-language': language } })
  return answer.json()?.errors
}

test('the schema takes what is right', async () => {
  expect(await wrong({})).toBeUndefined()
})

test.each([
  { change: { name: '  ' }, field: 'name', says: 'Fill this in.' },
  { change: { name: undefined }, field: 'name', says: 'Fill this in.' },
  { change: { email: 'ann@' }, field: 'email', says: 'This does not look like an e-mail address: name@company.com.' },
  { change: { password: 'short' }, field: 'password', says: 'At least 10 characters.' },
  { change: { password: 'x'.repeat(21) }, field: 'password', says: 'At most 20 characters.' },
  { change: { role: 'king' }, field: 'role', says: 'Choose one of those offered.' },
  { change: { teamId: 'x' }, field: 'teamId', says: 'Choose one of those offered.' },
  { change: { hours: 0 }, field: 'hours', says: 'At least 1.' },
  { change: { hours: 3000 }, field: 'hours', says: 'At most 2,000.' },
  { change: { units: 0 }, field: 'units', says: 'More than 0.' },
  { change: { rows: ['', '', '', ''] }, field: 'rows', says: 'At most 3 entries.' },
  { change: { rows: [''] }, field: 'rows', says: 'At least 2 entries.' },
  { change: { code: 'A B' }, field: 'code', says: 'Small Latin letters, digits and dashes, at least two of them.' },
  { change: { hours: 'x' }, field: 'hours', says: 'This is not written as expected.' },
])('$change makes the field $field say "$says"', async ({ change, field, says }) => {
  expect(await wrong(change)).toEqual([{ field, message: says }])
})

test('the reader’s language is spoken', async () => {
  expect(await wrong({ password: 'short' }, 'ru')).toEqual([{ field: 'password', message: 'Не меньше 10 знаков.' }])
})
