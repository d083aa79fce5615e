import { z } from 'zod'
import { contract } from '../platform/http/contract.ts'

export const customersContract = contract({
  readCustomer: {
    method: 'GET',
    path: '/api/v1/customers/:id',
    summary:
      'One customer: who they are and how often they had to come to us. Their complaints: GET /api/v1/complaints?customer=…',
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
