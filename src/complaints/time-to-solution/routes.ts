import type { FastifyInstance } from 'fastify'
import { type Gate, implement } from '../../platform/http/server.ts'
import type { ComplaintServices } from '../routes.ts'
import { timeToSolutionContract } from './contract.ts'
import { readTimeToSolution } from './read.ts'

/** Adds the route of the time to solution. */
export function timeToSolutionRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, timeToSolutionContract, {
    timeToSolution: ({ query }, { caller }) => readTimeToSolution(db, query, { viewer: caller, now: clock.now() }),
  })
}
