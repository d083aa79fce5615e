import type { FastifyInstance } from 'fastify'
import { type Gate, implement } from '../../platform/http/server.ts'
import { complaintId } from '../read.ts'
import type { ComplaintServices } from '../routes.ts'
import { duplicatesContract } from './contract.ts'
import { duplicatesOf, findDuplicates, knownCustomer } from './find.ts'

/** Adds the routes that tell what may have been said before. */
export function duplicateRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, duplicatesContract, {
    findDuplicates: async ({ body }, { caller }) => {
      const customerId = await knownCustomer(db, body.customer)
      return findDuplicates(db, { id: null, text: body.text, customerId, at: clock.now() }, caller)
    },
    readDuplicates: async ({ params }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      return duplicatesOf(db, id, caller)
    },
  })
}
