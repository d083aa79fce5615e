import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Channel, Named, When, Which } from '../shapes.ts'
import { whys } from './rules.ts'

const CareReason = z.object({ why: z.enum(whys), at: When.describe('Since when, or by when') })
const CareComplaint = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string().nullable(),
  about: z.string().nullable().describe('Product and issue'),
  excerpt: z.string().nullable().describe('What the customer said last'),
  channel: Channel.describe('How they said it'),
  language: z.string(),
  receivedAt: When,
  nextUpdateDue: When,
  reasons: z.array(CareReason).min(1).describe('The most urgent first'),
  timesCustomerRepeated: z.number().int(),
  snoozedUntil: When.nullable(),
})
const CareCustomer = z.object({
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  complaints: z.array(CareComplaint).min(1),
})
const Story = z.object({
  asked: z
    .array(
      z.object({
        question: z.string(),
        at: When,
        by: z.string().nullable(),
        answer: z.object({ text: z.string(), at: When, channel: Channel }).nullable().describe('What they said next'),
      }),
    )
    .describe('What we asked the customer, and what they said after it'),
  held: z
    .array(z.object({ names: z.array(z.string()), value: z.string() }))
    .describe('What we hold of the customer and the complaint, so that nobody asks for it'),
  others: z
    .array(
      z.object({
        reference: z.string(),
        receivedAt: When,
        channel: Channel,
        closedAt: When.nullable(),
        excerpt: z.string().nullable(),
      }),
    )
    .describe('What else this customer told us'),
  snoozedUntil: When.nullable().describe('Until when I put it aside'),
})

nameShapes({ CareReason, CareComplaint, CareCustomer, Story })

export const careContract = contract({
  readCare: {
    method: 'GET',
    path: '/api/v1/care',
    summary: 'My customers in the order in which they need me, and why',
    query: z.object({
      owner: z
        .union([z.literal('me'), z.uuid()])
        .default('me')
        .describe('Whose customers'),
      limit: z.coerce.number().int().min(1).max(100).default(40),
    }),
    answer: {
      status: 200,
      shape: z.object({
        owner: Named,
        customers: z.array(CareCustomer),
        more: z.boolean().describe('There are more than these, and they are less urgent'),
        aside: z.array(CareCustomer).describe('Put aside for now'),
      }),
    },
  },
  readStory: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/story',
    summary: 'What we asked and were answered, what we hold, and what else this customer told us: nobody asks twice',
    params: Which,
    answer: { status: 200, shape: Story },
  },
  snooze: {
    method: 'PUT',
    path: '/api/v1/complaints/:reference/snooze',
    summary: 'Put a complaint aside for me until a time, which is not later than the next update',
    params: Which,
    body: z.strictObject({ until: When }),
    answer: { status: 200, shape: z.object({ until: When }) },
  },
  endSnooze: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/snooze',
    summary: 'Take a complaint up again that I put aside',
    params: Which,
    answer: { status: 204, shape: null },
  },
})
export type Story = z.infer<typeof Story>
export type CareCustomer = z.infer<typeof CareCustomer>
