import type { Contract } from '../platform/http/contract.ts'
import { groupOf, groups } from './groups.ts'
import { type JsonObject, objectIn } from './json.ts'
import { type Described, describeOperation, shapesOf } from './operations.ts'
import { problemResponses, problemShapes } from './problems.ts'
import { describeShapes } from './shapes.ts'

type Access = Record<string, readonly string[] | 'anyone'>

/**
 * The API as an OpenAPI 3.1 document, made from the contracts that are also the routes, their checks and the web app's client.
 * @param version  of the product
 */
export function describeApi(contracts: Contract, access: Access, version: string): JsonObject {
  const described: Described[] = Object.entries(contracts).map(([operation, route]) => ({
    operation,
    route,
    roles: access[operation] ?? [],
  }))
  const problems = problemShapes.map((shape) => ({ shape, side: 'output' as const }))
  const shapes = describeShapes([...described.flatMap(({ route }) => shapesOf(route)), ...problems])
  const paths: JsonObject = {}
  for (const each of described) {
    const path = each.route.path.replaceAll(/:(\w+)/g, '{$1}')
    const method = each.route.method.toLowerCase()
    paths[path] = { ...objectIn(paths[path]), [method]: describeOperation(each, shapes) }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Amends', version, description: introduction, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'This installation' }],
    security: [{ key: [] }, { session: [] }],
    tags: tagsOf(described),
    paths,
    components: {
      schemas: shapes.components,
      responses: problemResponses(),
      parameters,
      headers,
      securitySchemes,
    },
  }
}

function tagsOf(described: Described[]): JsonObject[] {
  const used = new Set(described.map(({ route }) => groupOf(route.path)))
  const known = groups.filter(({ name }) => used.has(name)).map(({ name, description }) => ({ name, description }))
  const others = [...used].filter((name) => !groups.some((group) => group.name === name))
  return [...known, ...others.map((name) => ({ name }))]
}

const introduction = `Amends takes in every complaint, keeps one person accountable until the customer says it is solved, and finds what in the company caused it. The web app uses this API and no other.

**Calling.** Send an API key as \`Authorization: Bearer amends_…\`. A key has a role, and the role says what it may do. JSON in, JSON out, UTF-8; times are ISO 8601 in UTC.

**Problems** are answered as RFC 9457 problem details; \`errors\` names each field that is wrong, and \`detail\` and \`message\` speak the language of \`Accept-Language\` (English or Russian). Programs go by \`type\`.

**Edits.** Whatever has a \`version\` carries it as \`ETag\` too. Send it as \`If-Match\`, and a stale edit gets 412 and overwrites nothing.

**Versions.** Addresses under \`/api/v1\` keep their meaning: fields, operations, and values of open lists may be added; nothing is removed or changes its type. Read over what you do not know.`

const parameters: JsonObject = {
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description: 'The `version` that the edit is based on, in quotation marks; `*` for any.',
    schema: { type: 'string' },
    example: '"3"',
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'The version you have: if it still is the one there is, the answer is 304 without a body.',
    schema: { type: 'string' },
    example: '"3"',
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Any word of yours for this one thing, at most 200 characters: sent again with it, it is not made again.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    example: 'order-81-late',
  },
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    description:
      'The language of sentences in problems and reports, `en` or `ru`; who is signed in has chosen theirs already.',
    schema: { type: 'string' },
    example: 'en',
  },
}

const headers: JsonObject = {
  ETag: {
    description: 'The `version` of what is answered, in quotation marks.',
    schema: { type: 'string' },
    example: '"3"',
  },
  RateLimit: {
    description:
      'How many requests are left (`r`) and in how many seconds they are as many as before (`t`). Missing where nothing is limited.',
    schema: { type: 'string' },
    example: '"person";r=1198;t=60',
  },
  'RateLimit-Policy': {
    description: 'How many requests (`q`) are taken in how many seconds (`w`). Missing where nothing is limited.',
    schema: { type: 'string' },
    example: '"person";q=1200;w=60',
  },
  'Retry-After': { description: 'Seconds until the next request is taken.', schema: { type: 'integer' }, example: 12 },
}

const securitySchemes: JsonObject = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key, `amends_…`, made by an administrator in Settings or with `amends key create`. Shown once, stored hashed.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'amends_session',
    description:
      'The session of a person who signed in; for the web app. What changes something must come from our own pages.',
  },
}
