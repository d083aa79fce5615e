import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { editComplaint } from '../edit.ts'
import { complaintId } from '../read.ts'
import { actorOf, type ComplaintServices } from '../routes.ts'
import { repliesContract } from './contract.ts'
import { sendReply, takeBackReply } from './reply.ts'

/** Adds the routes of answers by letter. */
export function replyRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, repliesContract, {
    sendReply: async ({ params, body, headers }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const { nextUpdateDue } = body
      const key = headers['idempotency-key']
      const reply = {
        complaintId: id,
        text: body.text,
        commitments: body.commitments.map(({ text, dueAt }) => ({ text, dueAt: new Date(dueAt) })),
        ...(nextUpdateDue && { nextUpdateDue: new Date(nextUpdateDue) }),
        once: key ? { actor: caller.id, key, body } : null,
        actor: actorOf(caller),
        now: clock.now(),
      }
      const sent = await editComplaint(db, id, ifMatch, (tx) => sendReply(tx, reply))
      return { id: sent.id, undoUntil: sent.undoUntil.toISOString() }
    },
    takeBackReply: async ({ params }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      const taking = { complaintId: id, messageId: params.id, actor: actorOf(caller), now: clock.now() }
      await inTransaction(db, (tx) => takeBackReply(tx, taking))
      return undefined
    },
  })
}
