import { z } from 'zod'
import type { Route } from '../platform/http/contract.ts'
import { exampleOf } from './examples.ts'
import { groupOf } from './groups.ts'
import { type Json, type JsonObject, objectIn } from './json.ts'
import { refusalsOf } from './problems.ts'
import { resolve, type Shapes } from './shapes.ts'

export type Described = { operation: string; route: Route; roles: readonly string[] | 'anyone' }

/** One operation as the document has it. */
export function describeOperation({ operation, route, roles }: Described, shapes: Shapes): JsonObject {
  const isOpen = roles === 'anyone'
  const { summary, description } = wordsOf(route, roles)
  return {
    operationId: operation,
    summary,
    description,
    tags: [groupOf(route.path)],
    'x-roles': isOpen ? ['anyone'] : [...roles],
    ...(isOpen && { security: [] }),
    parameters: parametersOf(route, shapes),
    ...bodyOf(route, shapes),
    responses: { ...successOf(route, shapes), ...refusalsOf(route, isOpen) },
  }
}

/** A short summary and the rest: what a contract says in one line may be longer than a heading. */
function wordsOf(route: Route, roles: Described['roles']): { summary: string; description: string } {
  const cut = /^(.{12,90}?)(?:\. |: |; )/.exec(route.summary)?.[1]
  const isLong = cut !== undefined && route.summary.length > 60
  const said = [
    isLong ? `${route.summary}.`.replace(/\.\.$/, '.') : '',
    route.description ?? '',
    'headers' in route && route.headers?.shape['idempotency-key'] ? idempotency : '',
    route.query?.shape.cursor ? paging : '',
    route.ifMatch ? precondition : '',
    roles === 'anyone' ? 'Open to anyone.' : `For ${listOf(roles)}.`,
  ]
  return { summary: isLong ? cut : route.summary, description: said.filter(Boolean).join('\n\n') }
}

const idempotency =
  'Safe to send again: the same `Idempotency-Key` of the same caller gives the same answer and makes nothing twice.'
const paging = 'A page at a time: give `next` of an answer as `cursor` to get the page after it, until `next` is null.'
const precondition =
  'With `If-Match: "VERSION"` it is done only if that is still the version there is; otherwise 412, and nothing is overwritten.'

const listOf = (roles: readonly string[]): string =>
  roles.length < 2 ? roles.join('') : `${roles.slice(0, -1).join(', ')} and ${roles.at(-1)}`

function parametersOf(route: Route, shapes: Shapes): JsonObject[] {
  const { params, query, headers } = route
  const given = [
    ...namedParameters(params, 'path', shapes),
    ...namedParameters(query, 'query', shapes),
    ...namedParameters(headers, 'header', shapes),
  ]
  if (route.ifMatch) given.push({ $ref: '#/components/parameters/If-Match' })
  if (route.etag && route.method === 'GET') given.push({ $ref: '#/components/parameters/If-None-Match' })
  return [...given, { $ref: '#/components/parameters/Accept-Language' }]
}

function namedParameters(
  shape: z.ZodObject | undefined,
  place: 'path' | 'query' | 'header',
  shapes: Shapes,
): JsonObject[] {
  if (!shape) return []
  const { properties, required = [] } = shapes.schemaOf(shape, 'input')
  return Object.entries(objectIn(properties)).map(([name, property]): JsonObject => {
    if (name === 'idempotency-key') return { $ref: '#/components/parameters/Idempotency-Key' }
    const { description, ...schema } = objectIn(property)
    const isRequired = place === 'path' || (required as Json[]).includes(name)
    return {
      name: place === 'header' ? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()) : name,
      in: place,
      ...(isRequired && { required: true }),
      ...(description !== undefined && { description }),
      schema,
      ...(isRequired && { example: exampleOf(schema, shapes.components, name) }),
    }
  })
}

function bodyOf(route: Route, shapes: Shapes): JsonObject {
  if (route.accepts === 'file') {
    const description = 'A part with a file name. Where several files are taken, send several such parts'
    const file = { type: 'string', contentMediaType: 'application/octet-stream', description }
    const schema = { type: 'object', properties: { file }, required: ['file'] }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (!route.body) return {}
  const schema = shapes.schemaOf(route.body, 'input')
  const example = (route.example?.body as Json | undefined) ?? exampleOf(schema, shapes.components)
  return { requestBody: { required: isNeeded(schema, shapes), content: { 'application/json': { schema, example } } } }
}

/** Whether a body must be sent: a body all of whose fields may be missing still is one. */
const isNeeded = (schema: JsonObject, { components }: Shapes): boolean => resolve(schema, components).type !== 'null'

function successOf(route: Route, shapes: Shapes): JsonObject {
  const { status, shape, types } = route.answer
  const headers: JsonObject = {
    ...(route.etag && { ETag: { $ref: '#/components/headers/ETag' } }),
    RateLimit: { $ref: '#/components/headers/RateLimit' },
    'RateLimit-Policy': { $ref: '#/components/headers/RateLimit-Policy' },
  }
  const notModified = { description: 'You have this version already (If-None-Match).', headers }
  return {
    [status]: { description: successWords[status], headers, ...contentOf(shape, types, route, shapes) },
    ...(route.answer.isRanged && { 206: { description: 'The part of it that `Range` asks for.', headers } }),
    ...(route.etag && route.method === 'GET' && { 304: notModified }),
  }
}

const successWords = {
  200: 'Done.',
  201: 'Made, and on disk.',
  202: 'Begun; ask for its progress.',
  204: 'Done; there is nothing to say.',
}

function contentOf(
  shape: Route['answer']['shape'],
  types: readonly string[] | undefined,
  route: Route,
  shapes: Shapes,
): JsonObject {
  if (shape === null) return {}
  if (shape === 'stream') {
    const media = types ?? ['application/octet-stream']
    return { content: Object.fromEntries(media.map((type) => [type, { schema: { type: 'string' } }])) }
  }
  const schema = shapes.schemaOf(shape, 'output')
  const example = (route.example?.answer as Json | undefined) ?? exampleOf(schema, shapes.components)
  return { content: { 'application/json': { schema, example } } }
}

/** Every shape of a route, with the side it is on. */
export function shapesOf({
  params,
  query,
  headers,
  body,
  answer,
}: Route): { shape: z.ZodType; side: 'input' | 'output' }[] {
  const given = [params, query, headers, body].filter((shape): shape is z.ZodObject => shape !== undefined)
  const input = given.map((shape) => ({ shape: shape as z.ZodType, side: 'input' as const }))
  return answer.shape instanceof z.ZodType ? [...input, { shape: answer.shape, side: 'output' }] : input
}
