import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { findCustomer, listCustomers } from '../customers/store.ts'
import { customersContract } from './customer-contract.ts'
import { type Database, onlyRow } from '../platform/database/index.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'

/** Adds the route of a customer's page. */
export function customerRoutes(http: FastifyInstance, gate: Gate, { db }: { db: Database }): void {
  implement(http, gate, customersContract, {
    listCustomers: ({ query: { cursor, limit, ...given } }) => listCustomers(db, { cursor, limit, given }),
    readCustomer: async ({ params }) => {
      const customer = await findCustomer(db, params.id)
      if (!customer) throw new Problem('not_found', 'customer_not_found')
      const counted = await sql<{ complaints: number; open: number; first_at: Date | null }>`
        select count(*) as complaints, count(*) filter (where closed_at is null) as open, min(received_at) as first_at
        from complaints where customer_id = ${params.id}`.execute(db)
      const counts = onlyRow(counted)
      return {
        ...customer,
        complaints: counts.complaints,
        open: counts.open,
        firstAt: counts.first_at?.toISOString() ?? null,
      }
    },
  })
}
