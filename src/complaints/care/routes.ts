import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { complaintId } from '../read.ts'
import { type ComplaintServices, personOf } from '../routes.ts'
import { careContract } from './contract.ts'
import { readCare } from './list.ts'
import { endSnooze, snooze } from './snooze.ts'
import { readStory } from './story.ts'

/** Adds the routes of the workspace for those who look after customers. */
export function careRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, careContract, {
    readCare: ({ query }, { caller }) => readCare(db, { ...query, viewer: caller, now: clock.now() }),
    readStory: async ({ params }, { caller }) =>
      readStory(db, await complaintId(db, params.reference, caller), caller, clock.now()),
    snooze: async ({ params, body }, { caller }) => {
      const aside = {
        complaintId: await complaintId(db, params.reference, caller),
        personId: personOf(caller),
        until: new Date(body.until),
        now: clock.now(),
      }
      await inTransaction(db, (tx) => snooze(tx, aside))
      return { until: body.until }
    },
    endSnooze: async ({ params }, { caller }) => {
      const aside = { complaintId: await complaintId(db, params.reference, caller), personId: personOf(caller) }
      await inTransaction(db, (tx) => endSnooze(tx, aside))
      return undefined
    },
  })
}
