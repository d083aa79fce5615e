import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Caller, Gate } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'
import { languageFrom } from '../platform/texts/index.ts'
import type { Role } from './rules.ts'
import { findApiKey } from './api-keys.ts'
import { findSession } from './sessions.ts'

export const sessionCookie = 'amends_session'

/** Which roles may call which operation; 'anyone' needs no sign-in. */
export type AccessTable = Record<string, readonly Role[] | 'anyone'>

/**
 * Who calls: a session's cookie, `Authorization: Bearer amends_…` (an API key), or the command line of this machine with
 * the token that only the owner of the data folder can read.
 */
export function createGate({
  db,
  clock,
  access,
  localToken,
}: {
  db: Database
  clock: Clock
  access: AccessTable
  localToken: string
}): Gate {
  const rolesFor = (operation: string) => (Object.hasOwn(access, operation) ? access[operation] : undefined)

  async function byBearer(request: FastifyRequest, bearer: string): Promise<Caller> {
    const language = languageFrom(request.headers['accept-language'])
    if (isSame(bearer, localToken)) return { kind: 'system', id: nobodysId, role: 'administrator', language }
    const key = await findApiKey(db, bearer)
    if (!key) throw new Problem('unauthenticated', 'key_unknown')
    return { kind: 'key', id: key.id, role: key.role, language }
  }

  async function bySession(request: FastifyRequest, token: string): Promise<Caller | null> {
    const person = await findSession(db, token, clock.now())
    if (!person) return null
    return { kind: 'person', id: person.id, role: person.role, language: person.language }
  }

  return {
    rolesFor,
    async identify(request) {
      const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer) return byBearer(request, bearer)
      // Cookies, and being on this machine, also count for requests that other sites cause; what changes something, signing
      // in and setting up included, must come from our own pages.
      if (!isReading(request) && isForeign(request)) throw new Problem('forbidden', 'cross_site')
      const token = request.cookies[sessionCookie]
      return token ? bySession(request, token) : null
    },
  }
}

/** In place of a person's id where the command line calls: nobody has it. */
const nobodysId = '00000000-0000-0000-0000-000000000000'

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const isReading = (request: FastifyRequest): boolean => request.method === 'GET' || request.method === 'HEAD'

/** Whether a page of another site caused the request. */
export function isForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site) return site !== 'same-origin' && site !== 'none'
  const { origin } = request.headers
  return origin !== undefined && URL.parse(origin)?.host !== request.host
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** What proxies put on requests that they pass on. */
const passedOn = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-original-.*|true-client-ip|cf-.*)$/

/**
 * Whether the request comes from this machine and names it, so that neither a proxy nor a foreign page's DNS trick counts:
 * what a proxy on this machine passes on comes from it too. HTTP/1.0 is what nginx speaks when told nothing; no browser does.
 */
export function isLocal(request: FastifyRequest): boolean {
  if (request.server.isBehindProxy || request.raw.httpVersion === '1.0') return false
  if (Object.keys(request.headers).some((header) => passedOn.test(header))) return false
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  return loopback.has(request.socket.remoteAddress ?? '127.0.0.1') && ['127.0.0.1', 'localhost', '[::1]'].includes(name)
}
