import type { FastifyInstance } from 'fastify'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { stepProductsContract } from './contract.ts'
import { listStepProducts, storeStepProducts } from './store.ts'

/** Adds the routes of which products go through which steps. */
export function stepProductRoutes(http: FastifyInstance, gate: Gate, { db }: { db: Database }): void {
  implement(http, gate, stepProductsContract, {
    readStepProducts: () => listStepProducts(db),
    storeStepProducts: async ({ params, body }) => {
      await inTransaction(db, (tx) => storeStepProducts(tx, { stepId: params.id, ...body }))
      const stored = await listStepProducts(db)
      return stored.find(({ stepId }) => stepId === params.id) ?? { stepId: params.id, productIds: [] }
    },
  })
}
