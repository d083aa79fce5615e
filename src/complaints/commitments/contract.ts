import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Complaint, Named, When, Which } from '../shapes.ts'
import { commitmentStates } from './rules.ts'

const What = z.string().trim().min(1).max(500).describe('What we will do, in the words the customer reads')
export const Promised = z.strictObject({ text: What, dueAt: When })

const Ending = z.union([
  z.strictObject({ kept: z.literal(true), at: When.optional().describe('When, if earlier than now') }),
  z.strictObject({ kept: z.literal(false) }).describe('It was marked as kept by a slip'),
  z
    .strictObject({ released: z.string().trim().min(3).max(500) })
    .describe('Why the customer does not need it any more'),
])

export const CommitmentItem = z.object({
  id: z.uuid(),
  text: z.string(),
  madeAt: When,
  dueAt: When,
  keptAt: When.nullable(),
  state: z.enum(commitmentStates),
  complaint: z.object({ id: z.uuid(), reference: z.string(), customer: z.string().nullable() }),
  owner: Named,
})

nameShapes({ Promised, CommitmentEnding: Ending, CommitmentItem })

export const commitmentsContract = contract({
  addCommitment: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/commitments',
    ifMatch: true,
    summary: 'Record what we told this customer we would do, and by when',
    params: Which,
    body: Promised,
    answer: { status: 201, shape: z.object({ id: z.uuid() }) },
  },
  endCommitment: {
    method: 'PATCH',
    path: '/api/v1/complaints/:reference/commitments/:id',
    ifMatch: true,
    summary: 'Say that a commitment was kept, or that the customer does not need it any more',
    params: Which.extend({ id: z.uuid() }),
    body: Ending,
    answer: { status: 200, shape: Complaint },
  },
  listCommitments: {
    method: 'GET',
    path: '/api/v1/commitments',
    summary: 'Commitments with the customers behind them, what is due first at the top',
    query: z.object({
      state: z.enum(commitmentStates).default('open'),
      owner: z
        .union([z.literal('me'), z.uuid()])
        .optional()
        .describe('Of complaints that this person owns; all when left out'),
      days: z.coerce.number().int().min(1).max(3660).default(90).describe('Due so many days back, at the most'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: { status: 200, shape: z.array(CommitmentItem) },
  },
  countCommitments: {
    method: 'GET',
    path: '/api/v1/commitments/count',
    summary: 'How many commitments are open, kept, kept late and broken',
    query: z.object({
      owner: z.union([z.literal('me'), z.uuid()]).optional(),
      days: z.coerce.number().int().min(1).max(3660).default(90),
    }),
    answer: { status: 200, shape: z.object({ open: z.int(), kept: z.int(), keptLate: z.int(), broken: z.int() }) },
  },
})
