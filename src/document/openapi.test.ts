import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import { type Caller, startProduct } from '../../test/setup/product.ts'
import { access } from '../access.ts'
import { contracts, type Operations } from '../contracts.ts'
import { createApiKey } from '../people/api-keys.ts'
import { type Json, type JsonObject, isObject, objectIn, wordIn } from './json.ts'

const { db, people, nobody, call, send, clock } = await startProduct()
const answer = await send({ method: 'GET', url: '/api/openapi.json' })
const document = JSON.parse(answer.text) as JsonObject
const paths = document.paths as Record<string, Record<string, JsonObject>>

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: 'api:', ...document })

/** What is wrong with `value` by the schema at this place of the document; empty when nothing is. */
function flaws(place: string[], value: unknown): string {
  const pointer = place.map((each) => encodeURIComponent(each.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  return ajv.validate({ $ref: `api:#/${pointer}` }, value) ? '' : ajv.errorsText()
}

type Place = { operation: string; path: string; method: string; described: JsonObject }
const described: Place[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, each]) => ({
    operation: wordIn(each.operationId),
    path,
    method,
    described: each,
  })),
)
const placeOf = (operation: string) => described.find((each) => each.operation === operation) as Place

test('the document is OpenAPI 3.1 by the rules of OpenAPI', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  expect(answer.headers['content-type']).toContain('application/json')
})

test('every operation is in the document, at its address, and the document has no other', () => {
  const found = described.map(({ operation, method, path }) => `${operation} ${method.toUpperCase()} ${path}`)
  const known = Object.entries(contracts).map(
    ([operation, { method, path }]) => `${operation} ${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  )
  expect(found.toSorted()).toEqual(known.toSorted())
})

test('every operation says in words what it does, whose it is and who may call it', () => {
  const names = new Set((document.tags as JsonObject[]).map(({ name }) => name))
  for (const { operation, described: each } of described) {
    expect(wordIn(each.summary).length, operation).toBeGreaterThan(5)
    expect(
      (each.tags as string[]).every((name) => names.has(name)),
      operation,
    ).toBe(true)
    const roles = access[operation as keyof typeof access]
    expect(each['x-roles'], operation).toEqual(roles === 'anyone' ? ['anyone'] : roles)
    expect(each.security, operation).toEqual(roles === 'anyone' ? [] : undefined)
  }
})

test('every noun is explained', () => {
  expect((document.tags as JsonObject[]).filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
})

/** Every object in the document with the way to it. */
function* objectsIn(json: Json, place: string[] = []): Generator<[string[], JsonObject]> {
  if (Array.isArray(json)) for (const [at, each] of json.entries()) yield* objectsIn(each, [...place, wordIn(at)])
  if (!isObject(json)) return
  yield [place, json]
  for (const [key, each] of Object.entries(json)) yield* objectsIn(each, [...place, key])
}

test('every example is what its schema asks for', () => {
  let count = 0
  const wrong: string[] = []
  for (const [place, object] of objectsIn(document)) {
    if (object.example === undefined || !object.schema) continue
    count += 1
    const found = flaws([...place, 'schema'], object.example)
    if (found !== '') wrong.push(`${place.join(' ')}: ${found}`)
  }
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(100)
})

test('what has several fields is described once and referred to by its name', () => {
  const seen = new Map<string, string>()
  const twice: string[] = []
  for (const [place, object] of objectsIn(document)) {
    const isLarge = object.type === 'object' && Object.keys(objectIn(object.properties)).length >= 4
    if (!isLarge || place.includes('example')) continue
    const written = JSON.stringify(object)
    const before = seen.get(written)
    if (before) twice.push(`${before} = ${place.join(' ')}`)
    seen.set(written, place.join(' '))
  }
  expect(twice).toEqual([])
})

test('an edit of a version takes If-Match and answers 412; what is read by its version answers 304', () => {
  const { described: edit } = placeOf('classifyComplaint')
  expect(edit.parameters).toContainEqual({ $ref: '#/components/parameters/If-Match' })
  expect(objectIn(edit.responses)['412']).toEqual({ $ref: '#/components/responses/Stale' })
  const { described: reading } = placeOf('readComplaint')
  expect(reading.parameters).toContainEqual({ $ref: '#/components/parameters/If-None-Match' })
  expect(Object.keys(objectIn(reading.responses))).toContain('304')
  expect(placeOf('createComplaint').described.parameters).toContainEqual({
    $ref: '#/components/parameters/Idempotency-Key',
  })
})

/** Calls operations and holds what really comes back against the document; what is `wrong` gathers. */
function holding() {
  const wrong: string[] = []
  const hold = async <Name extends keyof Operations>(
    who: Caller,
    operation: Name,
    input: object = {},
    status = 200,
  ) => {
    const got = await call(who, operation, input as never)
    const type = wordIn(got.headers['content-type'] as Json).split(';')[0] ?? ''
    const flaw =
      got.status === status ? flaws([...placeOfAnswer(operation, status), type, 'schema'], got.body) : 'status'
    if (flaw !== '') wrong.push(`${operation} ${status}: ${flaw} ${got.text}`)
    return got
  }
  return { hold, wrong }
}

/** Where the document describes the content of an answer with this status. */
function placeOfAnswer(operation: string, status: number): string[] {
  const { path, method, described: each } = placeOf(operation)
  const response = objectIn(objectIn(each.responses)[status])
  if (typeof response.$ref === 'string') return [...response.$ref.split('/').slice(1), 'content']
  return ['paths', path, method, 'responses', `${status}`, 'content']
}

const { agent, administrator, analyst } = people

test('what operations really answer is what the document promises', async () => {
  const { hold, wrong } = holding()
  const { body: created } = await hold(
    agent,
    'createComplaint',
    {
      body: { text: 'My parcel was late', product: 'Parcels', customer: { name: 'Kim', email: 'kim@example.com' } },
    },
    201,
  )
  const params = { reference: created.reference }
  await hold(agent, 'listComplaints')
  await hold(agent, 'countComplaints')
  const { body: complaint } = await hold(agent, 'readComplaint', { params })
  const ifMatch = complaint.version
  await hold(agent, 'readTimeline', { params })
  await hold(agent, 'readCustomer', { params: { id: complaint.customer?.id } })
  await hold(agent, 'classifyComplaint', { params, body: {}, ifMatch })
  await hold(agent, 'addMessage', { params, body: { direction: 'note', channel: 'phone', text: 'Rang' } }, 201)
  await hold(analyst, 'codeComplaint', { params, body: { primary: { asDesigned: 'no' } } }, 201)
  await hold(analyst, 'readCodings', { params })
  for (const operation of ['listPeople', 'listTeams', 'listKeys', 'readRoutingRules', 'currentSession'] as const)
    await hold(administrator, operation)
  for (const operation of [
    'readTaxonomy',
    'listTaxonomyVersions',
    'readAgreement',
    'listTopics',
    'nextToCode',
  ] as const)
    await hold(analyst, operation)
  await hold(analyst, 'reportCauses', { query: { from: '2026-01-01', to: '2026-03-31' } })
  await hold(nobody, 'setupState')
  await hold(administrator, 'createKey', { body: { name: 'till', role: 'agent' } }, 201)
  await hold(administrator, 'verifyEvents')
  expect(wrong).toEqual([])
})

test('refusals are what the document promises', async () => {
  const { hold, wrong } = holding()
  const { body } = await call(agent, 'createComplaint', { body: { text: 'Something' } })
  const params = { reference: body.reference }
  await hold(nobody, 'listComplaints', {}, 401)
  await hold(people.operations, 'listKeys', {}, 403)
  await hold(agent, 'createComplaint', { body: { text: '' } }, 400)
  await hold(agent, 'readComplaint', { params: { reference: 'AM-00000-00000' } }, 404)
  await hold(agent, 'classifyComplaint', { params, body: {}, ifMatch: 7 }, 412)
  await hold(agent, 'reopenComplaint', { params, query: { reason: 'Again' } }, 409)
  await hold(agent, 'classifyComplaint', { params, body: { productId: crypto.randomUUID() } }, 422)
  expect(wrong).toEqual([])
})

test('the example of taking in a complaint works as it stands', async () => {
  const { hold, wrong } = holding()
  const { key } = await createApiKey(db, { name: 'example', role: 'agent' }, clock.now())
  const { requestBody } = placeOf('createComplaint').described
  const example = objectIn(objectIn(objectIn(requestBody).content)['application/json']).example as never
  const program = { headers: { authorization: `Bearer ${key}` } }
  await hold(program, 'createComplaint', { body: example, headers: { 'idempotency-key': 'once' } }, 201)
  expect(wrong).toEqual([])
})
