import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findCustomer } from '../customers/store.ts'
import type { Database } from '../platform/database/index.ts'
import { contract } from '../platform/http/contract.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'

export const customersContract = contract({
  readCustomer: {
    method: 'GET',
    path: '/api/v1/customers/:id',
    summary: 'One customer: who they are and how often they had to come to us. Their complaints: GET /api/v1/complaints?customer=…',
    params: z.object({ id: z.uuid() }),
    answer: {
      status: 200,
      shape: z.object({
        id: z.uuid(),
        name: z.string().nullable(),
        language: z.string().nullable(),
        addresses: z.array(z.object({ kind: z.enum(['email', 'phone', 'external']), address: z.string() })),
        complaints: z.number().int(),
        open: z.number().int(),
        firstAt: z.iso.datetime().nullable(),
      }),
    },
  },
})

/** Adds the route of a customer's page. */
export function customerRoutes(http: FastifyInstance, gate: Gate, { db }: { db: Database }): void {
  implement(http, gate, customersContract, {
    readCustomer: async ({ params }) => {
      const customer = await findCustomer(db, params.id)
      if (!customer) throw new Problem('not_found', 'customer_not_found')
      const { rows } = await sql<{ complaints: number; open: number; first_at: Date | null }>`
        select count(*) as complaints, count(*) filter (where closed_at is null) as open, min(received_at) as first_at
        from complaints where customer_id = ${params.id}`.execute(db)
      const counts = rows[0]!
      return { ...customer, complaints: counts.complaints, open: counts.open, firstAt: counts.first_at?.toISOString() ?? null }
    },
  })
}
