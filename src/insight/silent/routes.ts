import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { silentContract } from './contract.ts'
import { saveInputs, saveRepairCost } from './inputs.ts'
import { readSilentCustomers } from './read.ts'

/** Adds the routes of silent customers and of what they cost. */
export function silentRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const by = (caller: Caller) => ({ by: caller.kind === 'person' ? caller.id : null, now: clock.now() })
  implement(http, gate, silentContract, {
    readSilentCustomers: ({ query }) => readSilentCustomers(db, query, clock.now()),
    saveMarketInputs: async ({ body }, { caller }) => {
      await saveInputs(db, body, by(caller))
      return undefined
    },
    saveRepairCost: async ({ params, body }, { caller }) => {
      await saveRepairCost(db, params.causeId, body.cost, by(caller))
      return undefined
    },
  })
}
