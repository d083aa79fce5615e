import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { hotSpotsContract } from './contract.ts'
import { readHotSpots } from './report.ts'

/** Adds the route of hot spots. */
export function hotSpotRoutes(http: FastifyInstance, gate: Gate, { db }: { db: Database }): void {
  implement(http, gate, hotSpotsContract, { readHotSpots: ({ query }) => readHotSpots(db, query) })
}
