import type { FastifyInstance } from 'fastify'
import { type Gate, implement } from '../../platform/http/server.ts'
import { editComplaint } from '../edit.ts'
import { complaintId } from '../read.ts'
import { actorOf, type ComplaintServices, personOf } from '../routes.ts'
import { escalationContract } from './contract.ts'
import { closeIfSettled, managerSpoke, noteFailures } from './manager.ts'
import { listReached, readEscalation } from './read.ts'

/** Adds the routes of escalation. */
export function escalationRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, escalationContract, {
    readEscalation: async ({ params }, { caller }) =>
      readEscalation(db, await complaintId(db, params.reference, caller)),
    recordManagerSpoke: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const now = clock.now()
      const at = body.at ? new Date(body.at) : now
      const speaking = { complaintId: id, how: body.how, words: body.words, at, personId: personOf(caller), now }
      await editComplaint(db, id, ifMatch, async (tx) => {
        await managerSpoke(tx, speaking)
        await closeIfSettled(tx, id, now)
      })
      return readEscalation(db, id)
    },
    noteFailures: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const now = clock.now()
      await editComplaint(db, id, ifMatch, async (tx) => {
        await noteFailures(tx, { complaintId: id, failures: body.failures, actor: actorOf(caller), now })
        await closeIfSettled(tx, id, now)
      })
      return readEscalation(db, id)
    },
    listReached: ({ query }, { caller }) => listReached(db, query.whose === 'all' ? null : caller.id),
  })
}
