import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { storeCapacity } from './capacity.ts'
import { workloadContract } from './contract.ts'
import { readWorkload } from './read.ts'

/** Adds the routes of the workload: the report, and what each team can do. */
export function workloadRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, workloadContract, {
    readWorkload: ({ query }) => readWorkload(db, query, clock.now()),
    storeTeamCapacity: ({ params, body }, { caller, ifMatch }) => {
      const byId = caller.kind === 'person' ? caller.id : null
      return inTransaction(db, (tx) => storeCapacity(tx, params.id, body, { byId, now: clock.now(), ifMatch }))
    },
  })
}
