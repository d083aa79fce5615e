import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { loopContract } from './contract.ts'
import { readLoop } from './read.ts'

/** Adds the route of the loop's scorecard. */
export function loopRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, loopContract, { readLoop: ({ query }) => readLoop(db, query, clock.now()) })
}
