import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import type { ComplaintServices } from '../routes.ts'
import { savedRepliesContract } from './contract.ts'
import * as store from './store.ts'

const writerOf = ({ id, role, kind }: Caller): store.Writer => ({ id, role, isPerson: kind === 'person' })

/** Adds the routes of saved replies. */
export function savedReplyRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, savedRepliesContract, {
    listSavedReplies: (_input, { caller }) => store.listSavedReplies(db, writerOf(caller)),
    addSavedReply: ({ body }, { caller }) =>
      inTransaction(db, (tx) => store.addSavedReply(tx, writerOf(caller), body, clock.now())),
    changeSavedReply: ({ params, body }, { caller, ifMatch }) => {
      const change = { id: params.id, change: body, ifMatch, now: clock.now() }
      return inTransaction(db, (tx) => store.changeSavedReply(tx, writerOf(caller), change))
    },
    deleteSavedReply: async ({ params }, { caller, ifMatch }) => {
      const deletion = { id: params.id, ifMatch, now: clock.now() }
      await inTransaction(db, (tx) => store.deleteSavedReply(tx, writerOf(caller), deletion))
      return undefined
    },
    restoreSavedReply: ({ params }, { caller }) =>
      inTransaction(db, (tx) => store.restoreSavedReply(tx, writerOf(caller), params.id)),
  })
}
