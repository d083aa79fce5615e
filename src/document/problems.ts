import { z } from 'zod'
import type { Route } from '../platform/http/contract.ts'
import type { JsonObject } from './json.ts'

const FieldProblem = z
  .object({
    field: z
      .string()
      .describe('Where: a field of the body with dots between (`customer.email`), a query parameter or a header'),
    message: z.string().describe('What to do, as a sentence in the language of Accept-Language'),
  })
  .meta({ id: 'FieldProblem' })

const Problem = z
  .looseObject({
    type: z.string().describe('What went wrong, for programs: `urn:amends:problem:` and a word that stays the same'),
    title: z.string().describe('The kind of problem, for people'),
    status: z.number().int(),
    detail: z.string().describe('What happened and what to do, for people, in the language of Accept-Language'),
    errors: z.array(FieldProblem).optional().describe('What is wrong with which field'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' })

const StaleProblem = Problem.extend({
  version: z.union([z.number().int(), z.string()]).describe('The version that there is now'),
}).meta({ id: 'StaleProblem', description: 'Problem details of an edit that was based on another version' })

export const problemShapes = [Problem, StaleProblem]

type Refusal = {
  name: string
  status: number
  description: string
  example: [type: string, title: string, detail: string]
}

const refusals: Refusal[] = [
  {
    name: 'Invalid',
    status: 400,
    description: 'A field is wrong; `errors` names each and says what to do.',
    example: ['fields_invalid', 'Not valid', 'Some fields are not valid: text: Fill this in.'],
  },
  {
    name: 'Unauthenticated',
    status: 401,
    description: 'Nobody is signed in, or the key is unknown or revoked.',
    example: ['sign_in_needed', 'Sign in first', 'Sign in, or send an API key.'],
  },
  {
    name: 'Forbidden',
    status: 403,
    description: 'Who calls may not do this.',
    example: ['role_not_allowed', 'Not allowed', 'This is not open to your role.'],
  },
  {
    name: 'NotFound',
    status: 404,
    description: 'It is not there, or who calls may not see it: the two are not told apart.',
    example: ['complaint_not_found', 'Not found', 'There is no such complaint, or you may not see it.'],
  },
  {
    name: 'Conflict',
    status: 409,
    description: 'It does not fit what is there: closed already, a name that is taken …',
    example: ['complaint_closed', 'Does not fit what is there', 'The complaint is closed.'],
  },
  {
    name: 'Stale',
    status: 412,
    description:
      'The edit is based on another version (If-Match); nothing was stored. `version` is the one there is now.',
    example: ['stale', 'Changed meanwhile', 'It was changed meanwhile; nothing of yours was stored.'],
  },
  {
    name: 'TooLarge',
    status: 413,
    description: 'The body or the file is larger than we take.',
    example: ['too_large', 'Too large', 'This is larger than we take.'],
  },
  {
    name: 'Unsupported',
    status: 415,
    description: 'The body is of another type than this operation takes.',
    example: ['not_json', 'Not a type we take', 'Send it as application/json.'],
  },
  {
    name: 'Unprocessable',
    status: 422,
    description: 'Well written, but it cannot be done: it names something that is not there, or breaks a rule.',
    example: ['person_inactive', 'Cannot be done as asked', 'That person does not work here any more.'],
  },
  {
    name: 'TooMany',
    status: 429,
    description: 'Too many requests; `Retry-After` says after how many seconds the next one is taken.',
    example: ['too_many', 'Too many attempts', 'Too many requests. Try again in a minute.'],
  },
  {
    name: 'Internal',
    status: 500,
    description: 'Our mistake. Asking again may help; with an Idempotency-Key nothing is made twice.',
    example: ['internal', 'Our mistake', 'Something went wrong on our side.'],
  },
  {
    name: 'Unavailable',
    status: 503,
    description: 'Not ready: not set up yet, or the database does not answer. Ask again later.',
    example: ['not_set_up', 'Not ready yet', 'This installation is not set up yet.'],
  },
]

/** The refusals as responses of the document, by name. */
export function problemResponses(): JsonObject {
  return Object.fromEntries(refusals.map((refusal) => [refusal.name, responseOf(refusal)]))
}

function responseOf({ name, status, description, example: [type, title, detail] }: Refusal): JsonObject {
  const shape = name === 'Stale' ? 'StaleProblem' : 'Problem'
  const example: JsonObject = { type: `urn:amends:problem:${type}`, title, status, detail }
  if (name === 'Stale') example.version = 4
  if (name === 'Invalid') example.errors = [{ field: 'text', message: 'Fill this in.' }]
  return {
    description,
    ...(name === 'TooMany' && { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }),
    content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${shape}` }, example } },
  }
}

/** Which refusals an operation may answer with, by status. */
export function refusalsOf(route: Route, isOpen: boolean): JsonObject {
  const isWriting = route.method !== 'GET'
  const isGiven = Boolean(route.body) || route.accepts === 'file'
  const may: Record<string, boolean> = {
    Invalid: Boolean(route.params || route.query || route.headers || route.ifMatch || isGiven),
    Unauthenticated: true,
    Forbidden: !isOpen || isWriting,
    NotFound: Boolean(route.params),
    Conflict: isWriting,
    Stale: Boolean(route.ifMatch),
    TooLarge: isGiven,
    Unsupported: isGiven,
    Unprocessable: isWriting && isGiven,
    TooMany: true,
    Internal: true,
    Unavailable: true,
  }
  const given = refusals.filter(({ name }) => may[name])
  return Object.fromEntries(given.map(({ name, status }) => [status, { $ref: `#/components/responses/${name}` }]))
}
