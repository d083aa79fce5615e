import { z } from 'zod'
import { contract, nameShapes } from '../platform/http/contract.ts'
import { pageShape, paging } from '../platform/http/pages.ts'

const Customer = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  language: z.string().nullable(),
  addresses: z.array(z.object({ kind: z.enum(['email', 'phone', 'external']), address: z.string() })),
})

nameShapes({ Customer })

export const customersContract = contract({
  listCustomers: {
    method: 'GET',
    path: '/api/v1/customers',
    summary: 'Customers, the newest first, a page at a time; or the one with this address',
    query: z.object({
      ...paging(50, 200),
      email: z.email().optional().describe('Only who has this e-mail address, in large or small letters'),
      phone: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .optional()
        .describe('Only who has this number, written with or without spaces'),
      externalId: z.string().trim().min(1).max(200).optional().describe('Only who has this number in your own system'),
    }),
    answer: { status: 200, shape: pageShape(Customer) },
  },
  readCustomer: {
    method: 'GET',
    path: '/api/v1/customers/:id',
    summary:
      'One customer: who they are and how often they had to come to us. Their complaints: GET /api/v1/complaints?customer=…',
    params: z.object({ id: z.uuid() }),
    answer: {
      status: 200,
      shape: Customer.extend({
        complaints: z.number().int(),
        open: z.number().int(),
        firstAt: z.iso.datetime().nullable(),
      }),
    },
  },
})
