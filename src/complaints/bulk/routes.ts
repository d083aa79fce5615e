import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { actorOf } from '../routes.ts'
import { changeComplaints, undoChange } from './change.ts'
import { type BulkChange, bulkContract } from './contract.ts'

/** What a change to many is when made to one: whoever may not do that may not do this. */
const operationOf = {
  handover: 'offerHandover',
  classify: 'classifyComplaint',
  next_update: 'classifyComplaint',
  tags: 'tagComplaint',
} as const satisfies Record<BulkChange['kind'], string>

/** Adds the routes of changes to many complaints at once. */
export function bulkRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const whoIs = (caller: Caller) => ({
    viewer: caller,
    actor: actorOf(caller),
    language: caller.language,
    now: clock.now(),
  })
  implement(http, gate, bulkContract, {
    changeComplaints: ({ body, headers }, { caller }) => {
      const roles = gate.rolesFor(operationOf[body.change.kind])
      if (caller.kind !== 'system' && !roles?.includes(caller.role))
        throw new Problem('forbidden', 'role_not_allowed', { role: caller.role })
      return changeComplaints(db, { ...body, key: headers['idempotency-key'] ?? newId() }, whoIs(caller))
    },
    undoChange: ({ params }, { caller }) => undoChange(db, params.id, whoIs(caller)),
  })
}
