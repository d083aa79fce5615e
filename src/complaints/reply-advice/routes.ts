import type { FastifyInstance } from 'fastify'
import { type Gate, implement } from '../../platform/http/server.ts'
import type { ComplaintServices } from '../routes.ts'
import { replyAdviceContract } from './contract.ts'
import { countAgainstAdvice, listAgainstAdvice } from './list.ts'

/** Adds the routes of what was sent against advice. */
export function replyAdviceRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, replyAdviceContract, {
    listAgainstAdvice: ({ query }, { caller }) => listAgainstAdvice(db, { ...query, viewer: caller, now: clock.now() }),
    countAgainstAdvice: ({ query }, { caller }) =>
      countAgainstAdvice(db, { ...query, viewer: caller, now: clock.now() }),
  })
}
