import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { listenedBehind } from './behind.ts'
import { insideOutContract } from './contract.ts'
import { readInsideOut } from './read.ts'
import { VoiceDrawer } from './voices.ts'

/** Adds the route of the page "Inside out". */
export function insideOutRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: { db: Database; clock: Clock },
): void {
  const drawer = new VoiceDrawer(db)
  implement(http, gate, insideOutContract, {
    readInsideOut: ({ query }, { caller }) => readInsideOut(db, drawer, query, { viewer: caller, now: clock.now() }),
    listListened: ({ query }, { caller }) => listenedBehind(db, query, { viewer: caller, now: clock.now() }),
  })
}
