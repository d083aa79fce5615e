import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../complaints/events.ts'
import { complaintId } from '../../complaints/read.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problem.ts'
import { constraintsContract } from './contract.ts'
import { constraintsOf, countConstraints, listConstraints, noteConstraint, withdrawConstraint } from './store.ts'

const actorOf = ({ kind, id }: Caller): Actor => ({ kind, id })

/** Adds the routes of what stopped employees from satisfying a customer. */
export function constraintRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: { db: Database; clock: Clock },
): void {
  implement(http, gate, constraintsContract, {
    readConstraints: async ({ params }, { caller }) =>
      constraintsOf(db, await complaintId(db, params.reference, caller), caller),
    noteConstraint: async ({ params, body }, { caller }) => {
      const at = await complaintId(db, params.reference, caller)
      const noting = { complaintId: at, actor: actorOf(caller), now: clock.now() }
      const id = await inTransaction(db, (tx) => noteConstraint(tx, body, noting))
      const note = (await constraintsOf(db, at, caller)).find((each) => each.id === id)
      if (!note) throw new Problem('not_found', 'constraint_not_found')
      return note
    },
    withdrawConstraint: async ({ params }, { caller }) => {
      const at = await complaintId(db, params.reference, caller)
      const withdrawal = { complaintId: at, id: params.id, viewer: caller, actor: actorOf(caller), now: clock.now() }
      await inTransaction(db, (tx) => withdrawConstraint(tx, withdrawal))
      return undefined
    },
    listConstraints: ({ query }, { caller }) => listConstraints(db, query, caller),
    countConstraints: ({ query }) => countConstraints(db, query),
  })
}
