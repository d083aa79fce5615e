import type { FastifyInstance } from 'fastify'
import { type Gate, implement } from '../../platform/http/server.ts'
import { editComplaint } from '../edit.ts'
import { complaintId, readComplaint } from '../read.ts'
import { actorOf, type ComplaintServices } from '../routes.ts'
import { commitmentsContract } from './contract.ts'
import { countCommitments, listCommitments } from './list.ts'
import { addCommitment, endCommitment, type Outcome } from './store.ts'

/** Adds the routes of commitments. */
export function commitmentRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, commitmentsContract, {
    addCommitment: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const commitment = { text: body.text, dueAt: new Date(body.dueAt), actor: actorOf(caller), now: clock.now() }
      return { id: await editComplaint(db, id, ifMatch, (tx) => addCommitment(tx, { complaintId: id, ...commitment })) }
    },
    endCommitment: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const outcome: Outcome =
        'kept' in body && body.kept ? { kept: true, ...(body.at && { at: new Date(body.at) }) } : (body as Outcome)
      const end = { complaintId: id, id: params.id, outcome, actor: actorOf(caller), now: clock.now() }
      await editComplaint(db, id, ifMatch, (tx) => endCommitment(tx, end))
      return readComplaint(db, id)
    },
    listCommitments: ({ query }, { caller }) =>
      listCommitments(db, { ...query, owner: query.owner, viewer: caller, now: clock.now() }),
    countCommitments: ({ query }, { caller }) =>
      countCommitments(db, { ...query, owner: query.owner, viewer: caller, now: clock.now() }),
  })
}
