import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { verdictsContract } from './contract.ts'
import { readVerdict } from './read.ts'

/** Adds the route of verdicts. */
export function verdictRoutes(http: FastifyInstance, gate: Gate, { db }: { db: Database }): void {
  implement(http, gate, verdictsContract, { readVerdict: ({ params }) => readVerdict(db, params.id) })
}
