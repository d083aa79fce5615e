import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import { isTextKey } from '../texts/index.ts'
import { argumentsOf } from '../texts/placeholders.ts'
import english from '../../../texts/en.json' with { type: 'json' }
import { contract } from './contract.ts'
import { createHttp, type Gate, implement } from './server.ts'

type Thrown = { where: string; key: string; values: string[] | null; messages: string[] }

/** Every `new Problem('kind', 'key', { values }, { fields })` of the server, as it is written. */
const thrown = globSync('src/**/*.{ts,tsx}')
  .filter((file) => !file.includes('.test.'))
  .flatMap((file) => {
    const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const found: Thrown[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Problem')
        found.push(...readProblem(file, tree, node))
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return found
  })

function readProblem(file: string, tree: ts.SourceFile, node: ts.NewExpression): Thrown[] {
  const [, key, values, rest] = node.arguments ?? []
  const where = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
  const given =
    values && ts.isObjectLiteralExpression(values) ? values.properties.map((each) => each.name?.getText() ?? '') : []
  const messages = [...(rest?.getText() ?? '').matchAll(/message: '([^']+)'/g)].map((match) => match[1] ?? '')
  const keys = [...(key?.getText() ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '')
  const isWritten = values === undefined || ts.isObjectLiteralExpression(values)
  return keys
    .filter((each) => /^[a-z_]+$/.test(each))
    .map((each) => ({ where, key: each, values: isWritten ? given : null, messages }))
}

test('every problem has a sentence in every language', () => {
  expect(thrown.length).toBeGreaterThan(60)
  const silent = thrown.filter(({ key }) => !isTextKey('en', `problem.${key}`) || !isTextKey('ru', `problem.${key}`))
  expect(silent.map(({ where, key }) => `${where} ${key}`)).toEqual([])
})

test('every problem gives its sentence the values it asks for', () => {
  const sentences: Record<string, string> = english
  const wrong = thrown.filter(({ key, values }) => {
    const asked = argumentsOf('en', sentences[`problem.${key}`] ?? '').map(({ name }) => name)
    return values !== null && asked.some((name) => !values.includes(name))
  })
  expect(wrong.map(({ where, key }) => `${where} ${key}`)).toEqual([])
})

test('what is wrong with a field is said in every language', () => {
  const written = globSync('src/**/*.{ts,tsx}')
    .filter((file) => !file.includes('.test.') && !file.startsWith('src/document/'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\{ field(?::[^,]+)?, message: '([^']+)'/g)])
    .map((match) => match[1] ?? '')
  expect(written.length).toBeGreaterThan(20)
  expect(written.filter((key) => !isTextKey('en', `problem.${key}`) || !isTextKey('ru', `problem.${key}`))).toEqual([])
})

const Answer = z.object({ name: z.string() })
const routes = contract({
  fail: { method: 'GET', path: '/fail', summary: '', answer: { status: 200, shape: Answer } },
  lie: { method: 'GET', path: '/lie', summary: '', answer: { status: 200, shape: Answer } },
  tell: { method: 'GET', path: '/tell', summary: '', answer: { status: 200, shape: Answer } },
  refuse: { method: 'GET', path: '/refuse', summary: '', answer: { status: 200, shape: Answer } },
  check: {
    method: 'POST',
    path: '/check',
    summary: '',
    body: z.strictObject({ name: z.string().min(1), inner: z.object({ n: z.number() }).optional() }),
    answer: { status: 200, shape: Answer },
  },
})
const gate: Gate = { identify: async () => null, rolesFor: () => 'anyone' }
const http = await createHttp()
implement(http, gate, routes, {
  fail: () => {
    throw new Error('select secret from people')
  },
  lie: () => ({ name: 42 }) as never,
  tell: () => ({ name: 'Ann', password: 'secret' }) as never,
  refuse: () => {
    throw new Problem(
      'forbidden',
      'role_not_allowed',
      { role: 'agent' },
      { fields: [{ field: 'role', message: 'sign_in_needed' }], cause: new Error('secret') },
    )
  },
  check: ({ body }) => ({ name: body.name }),
})

test('what goes wrong inside is answered without a word of what it was', async () => {
  for (const url of ['/fail', '/lie']) {
    const answer = await http.inject(url)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([500, 'application/problem+json'])
    expect(answer.body).not.toMatch(/secret|select|\.ts\b|stack|42/)
    expect(Object.keys(answer.json()).toSorted()).toEqual(['detail', 'status', 'title', 'type'])
  }
})

test('a field that the contract does not promise is not sent', async () => {
  expect((await http.inject('/tell')).json()).toEqual({ name: 'Ann' })
})

test('a refusal says what, in the caller’s language, and of each field what to do; its cause stays inside', async () => {
  const answer = await http.inject({ url: '/refuse', headers: { 'accept-language': 'ru' } })
  expect(answer.json()).toEqual({
    type: 'urn:amends:problem:role_not_allowed',
    title: 'Нет доступа',
    status: 403,
    detail: expect.stringContaining('agent'),
    errors: [{ field: 'role', message: expect.stringMatching(/[а-я]/) }],
  })
  expect(answer.body).not.toContain('secret')
})

test('fields that are wrong are named, nested and misspelt ones too', async () => {
  const answer = await http.inject({
    method: 'POST',
    url: '/check',
    payload: { name: '', inner: { n: 'x' }, nmae: 'Ann' },
  })
  expect(answer.statusCode).toBe(400)
  const fields = (answer.json() as { errors: { field: string }[] }).errors.map((each) => each.field)
  expect(fields.toSorted()).toEqual(['inner.n', 'name', 'nmae'])
})

test('a route that the access table does not know stops the start', async () => {
  const closed: Gate = { identify: async () => null, rolesFor: () => undefined }
  const other = await createHttp()
  expect(() => implement(other, closed, routes, {} as never)).toThrow('No entry for "fail" in the access table')
})

test('an answer tells browsers not to guess, frame or leak', async () => {
  const { headers } = await http.inject('/tell')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toContain("default-src 'self'")
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-powered-by']).toBeUndefined()
})
