import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { complaintsBehind } from './behind.ts'
import { barriersContract } from './contract.ts'
import { reportBarriers } from './report.ts'

/** Adds the routes of the barriers report. */
export function barrierRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, barriersContract, {
    readBarriers: ({ query }) => reportBarriers(db, query, clock.now()),
    listBarrierComplaints: ({ query }) => complaintsBehind(db, query),
  })
}
