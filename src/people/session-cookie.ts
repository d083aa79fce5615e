import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { sessionCookie } from './gate.ts'
import { sessionDays } from './rules.ts'
import { startSession } from './sessions.ts'

type Visit = { db: Database; clock: Clock; request: FastifyRequest; reply: FastifyReply }

/** Signs a person in: starts a session and gives its token to the browser. @returns the token */
export async function letIn(personId: string, { db, clock, request, reply }: Visit): Promise<string> {
  const token = await startSession(db, personId, clock.now())
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: sessionDays * 86_400,
  })
  return token
}
