import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import { storableThroughout } from '../storable.ts'
import type { Answer, Contract, Input, Route } from './contract.ts'
import { type IfMatch, names, readTags } from './etag.ts'
import { type Allowances, Limits, subjectOf, usualAllowances } from './limits.ts'
import { answerProblem } from './problem-details.ts'
import { isTrusted, type TrustProxy } from './proxy.ts'
import { answerClientError } from './refused.ts'

/** Whoever calls: what the platform must know of them. */
export type Caller = {
  kind: 'person' | 'key' | 'system'
  id: string
  role: string
  language: 'en' | 'ru'
}

/** What a handler receives besides the checked input. */
export type Context = { caller: Caller; request: FastifyRequest; reply: FastifyReply; ifMatch: IfMatch }
export type PublicContext = Omit<Context, 'caller'> & { caller: Caller | null }

/** Who may call what: the access table, asked for every request. */
export type Gate = {
  /** Who is calling; null when nobody we know. Throws when the credentials are wrong. */
  identify(request: FastifyRequest): Promise<Caller | null>
  /** Roles that may call an operation, or 'anyone'. Undefined: the operation is not in the table. */
  rolesFor(operation: string): readonly string[] | 'anyone' | undefined
}

export type Handlers<C extends Contract> = {
  [Name in keyof C]: (
    input: Input<C[Name]>,
    context: PublicContext & { caller: Caller },
  ) => Promise<Answer<C[Name]> | FastifyReply> | Answer<C[Name]>
}

/** The web server without any route: checks, errors, security headers. */
export async function createHttp({
  trustProxy = false,
  allowances = usualAllowances,
}: {
  trustProxy?: TrustProxy
  allowances?: Allowances
} = {}): Promise<FastifyInstance> {
  const trusted = isTrusted(trustProxy)
  const http = Fastify({
    logger: false,
    trustProxy: trusted,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
    // What is refused before any route is known, too.
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    clientErrorHandler: answerClientError,
  })
  // Text is no JSON: another site's page may send it without asking.
  http.removeContentTypeParser('text/plain')
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  http.setErrorHandler<Error>((error, request, reply) => answerProblem(error, request, reply))
  await http.register(cookie)
  await http.register(multipart, { limits: { files: 1, fileSize: 4 * 1024 ** 3, fields: 20 } })
  http.decorate('limits', new Limits(allowances))
  http.decorate('isBehindProxy', trustProxy !== false)
  await http.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  return http
}

/**
 * Adds the routes of a contract. A route that the access table does not name is refused at start, so that nothing is
 * reachable by oversight.
 * @throws Error at start for a route without an entry in the access table
 */
export function implement<const C extends Contract>(
  http: FastifyInstance,
  gate: Gate,
  routes: C,
  handlers: Handlers<C>,
): void {
  for (const [operation, route] of Object.entries(routes) as [keyof C & string, Route][]) {
    const roles = gate.rolesFor(operation)
    if (roles === undefined) throw new Error(`No entry for "${operation}" in the access table (src/access.ts).`)
    const handle = handlers[operation] as (input: object, context: PublicContext) => Promise<unknown>
    http.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(operation, route, roles),
      attachValidation: false,
      // Before the body is read: a stranger costs nothing and learns nothing about shapes.
      onRequest: async (request, reply) => {
        if (route.isGuessable) http.limits.take('sign-in', subjectOf(request), reply)
        const caller = await identify(http, gate, request, reply)
        request.caller = caller
        if (roles === 'anyone') return
        if (!caller) throw new Problem('unauthenticated', 'sign_in_needed')
        if (caller.kind !== 'system' && !roles.includes(caller.role))
          throw new Problem('forbidden', 'role_not_allowed', { role: caller.role })
      },
      ...(route.isGuessable && {
        onResponse: async (request, reply) => {
          if (reply.statusCode < 400) http.limits.giveBack('sign-in', subjectOf(request))
        },
      }),
      preValidation: async (request) => {
        request.body = storableThroughout(request.body)
        request.query = storableThroughout(request.query)
      },
      handler: async (request, reply) => {
        const { params, query, headers, body, caller } = request
        const ifMatch = ifMatchOf(request, route)
        const result = await handle({ params, query, headers, body }, { caller, request, reply, ifMatch })
        if (reply.sent || result === reply) return reply
        reply.code(route.answer.status)
        if (route.etag && isUnchanged(request, reply, result)) return reply.code(304).send()
        return route.answer.shape === null ? reply.send() : result
      },
    })
  }
}

/** Who calls, counted: a person, a key, or an address without either. This machine's command line is not counted. */
async function identify(
  http: FastifyInstance,
  gate: Gate,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const byAddress = () => http.limits.take('address', subjectOf(request), reply)
  const caller = await gate.identify(request).catch((error: unknown) => {
    byAddress()
    throw error
  })
  if (caller === null) byAddress()
  else if (caller.kind !== 'system') http.limits.take(caller.kind, caller.id, reply)
  return caller
}

/** Whoever says what an edit is based on must not be read over: where we cannot hold to it, we refuse. */
function ifMatchOf({ method, headers }: FastifyRequest, { ifMatch }: Route): IfMatch {
  const given = headers['if-match']
  if (ifMatch) return readTags('if-match', given)
  if (given !== undefined && method !== 'GET' && method !== 'HEAD') {
    const fields = [{ field: 'if-match', message: 'if_match_unfit' }]
    throw new Problem('invalid', 'if_match_unfit', {}, { fields })
  }
  return null
}

/** Marks the answer with its version, and tells whether the reader has that one already. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply, answer: unknown): boolean {
  const { version } = (answer ?? {}) as { version?: string | number }
  if (version === undefined) return false
  reply.header('etag', `"${version}"`)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  return isReading && names(readTags('if-none-match', request.headers['if-none-match']), version)
}

function schemaOf(operation: string, route: Route, roles: readonly string[] | 'anyone') {
  const { status, shape } = route.answer
  return {
    operationId: operation,
    summary: route.summary,
    description: roles === 'anyone' ? 'Open to anyone.' : `Roles: ${roles.join(', ')}.`,
    ...(route.params && { params: route.params }),
    ...(route.query && { querystring: route.query }),
    ...(route.headers && { headers: route.headers }),
    ...(route.body && route.accepts !== 'file' && { body: route.body }),
    ...(shape instanceof z.ZodType && { response: { [status]: shape } }),
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
  interface FastifyInstance {
    limits: Limits
    /** Whether requests come through a proxy, so that none can be taken for one from this machine. */
    isBehindProxy: boolean
  }
}
