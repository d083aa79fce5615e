import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { TagName } from '../tags/contract.ts'

/** More than this at once is an import, not a change by hand. */
export const mostAtOnce = 1000

const Which = z.string().min(1).max(60)

export const BulkChange = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('handover'),
      toId: z.uuid(),
      note: z.string().trim().max(5000).nullish(),
    }),
    z
      .strictObject({
        kind: z.literal('classify'),
        productId: z.uuid().nullish(),
        issueId: z.uuid().nullish(),
        stepId: z.uuid().nullish(),
      })
      .refine(({ productId, issueId, stepId }) => [productId, issueId, stepId].some((id) => id !== undefined), {
        message: 'field.needed',
        path: ['productId'],
      }),
    z.strictObject({ kind: z.literal('next_update'), due: z.iso.datetime() }),
    z
      .strictObject({
        kind: z.literal('tags'),
        add: z.array(TagName).max(50).default([]),
        remove: z.array(TagName).max(50).default([]),
      })
      .refine(({ add, remove }) => add.length + remove.length > 0, { message: 'field.needed', path: ['add'] }),
  ])
  .describe(
    'Offer to somebody; say what it is about; say when the customer hears from us next; put tags on and take them off',
  )
export type BulkChange = z.infer<typeof BulkChange>

export const BulkResult = z.object({
  reference: z.string().describe('As it was given'),
  outcome: z
    .enum(['done', 'unchanged', 'refused'])
    .describe('`unchanged`: it was so already. `refused`: see `problem`; nothing happened to this one'),
  version: z.number().int().nullable().describe('The version it has now; null when refused'),
  problem: z.object({ type: z.string(), detail: z.string() }).nullable(),
})
export type BulkResult = z.infer<typeof BulkResult>

const Outcome = z.object({ id: z.uuid(), results: z.array(BulkResult) })

nameShapes({ BulkChange, BulkResult, BulkOutcome: Outcome })

export const bulkContract = contract({
  changeComplaints: {
    method: 'POST',
    path: '/api/v1/complaints/bulk',
    summary:
      'Change many complaints alike, each by itself: what cannot be done to one is refused for that one. The same Idempotency-Key does nothing twice, and goes on where it was interrupted',
    headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
    body: z.strictObject({
      complaints: z
        .array(
          z.strictObject({
            reference: Which,
            version: z.number().int().min(1).optional().describe('Refused when it is no longer this version'),
          }),
        )
        .min(1)
        .max(mostAtOnce),
      change: BulkChange,
    }),
    answer: { status: 200, shape: Outcome },
  },
  undoChange: {
    method: 'POST',
    path: '/api/v1/complaints/bulk/:id/undo',
    summary:
      'Take back what my change to many complaints did, by new events; refused for those to which something happened since',
    params: z.object({ id: z.uuid() }),
    answer: { status: 200, shape: Outcome },
  },
})
