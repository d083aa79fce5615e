import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { scoresContract } from './contract.ts'
import { listRatings, readScores } from './read.ts'

/** Adds the routes of scores. */
export function scoreRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, scoresContract, {
    readScores: ({ query }) => readScores(db, query, clock.now()),
    listRatings: ({ query }) => listRatings(db, query, clock.now()),
  })
}
