import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { CustomerGiven } from '../shapes.ts'
import { Closure } from '../words.ts'

const When = z.iso.datetime()

export const MaybeSame = z.object({
  id: z.uuid(),
  reference: z.string(),
  receivedAt: When,
  excerpt: z.string(),
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
  closedAt: When.nullable(),
  closure: Closure.nullable(),
  sameCustomer: z.boolean(),
  alike: z
    .number()
    .describe('How alike the words are: of longer words in either text, the part that is in both, 0 to 1'),
  sameWords: z.boolean().describe('Whether whole phrases are the same, as in a copied text'),
})
export type MaybeSame = z.infer<typeof MaybeSame>

nameShapes({ MaybeSame })

export const duplicatesContract = contract({
  findDuplicates: {
    method: 'POST',
    path: '/api/v1/complaints/duplicates',
    summary: 'Complaints that look the same as these words of this customer; asked while typing, stores nothing',
    body: z.strictObject({ text: z.string().trim().max(50_000), customer: CustomerGiven.nullish() }),
    answer: { status: 200, shape: z.array(MaybeSame) },
  },
  readDuplicates: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/duplicates',
    summary:
      'Complaints that look the same as this one: of the same customer about the same thing, or in the same words',
    params: z.object({ reference: z.string().min(1).max(60) }),
    answer: { status: 200, shape: z.array(MaybeSame) },
  },
})
