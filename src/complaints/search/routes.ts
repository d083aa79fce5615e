import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { complaintId } from '../read.ts'
import { searchAll } from './best.ts'
import { searchContract } from './contract.ts'
import { formsIn } from './found.ts'
import { sourceOf } from './source.ts'

/** Adds the routes of the search box. */
export function searchRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, searchContract, {
    search: ({ query }, { caller }) => searchAll(db, query, caller, clock.now()),
    readMatches: async ({ params, query }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      const { parts, readings } = await sourceOf(query.q, { db, viewer: caller, now: clock.now() })
      return { forms: await formsIn(db, id, parts, readings) }
    },
  })
}
