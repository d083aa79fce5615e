import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Promised } from '../commitments/contract.ts'
import { When, Which, Words } from '../shapes.ts'

export const ReplySent = z.object({
  id: z.uuid().describe('The message'),
  undoUntil: When.describe('Until then it can be taken back'),
})

nameShapes({ ReplySent })

export const repliesContract = contract({
  sendReply: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/replies',
    ifMatch: true,
    summary:
      'Answer the customer by letter (e-mail). It leaves after ten seconds; the same Idempotency-Key gives the same answer',
    params: Which,
    headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
    body: z.strictObject({
      text: Words,
      commitments: z.array(Promised).max(20).default([]).describe('What it says that we will do, and by when'),
      nextUpdateDue: When.optional().describe(
        'When the customer hears from us next; after the usual time when left out',
      ),
    }),
    example: {
      body: {
        text: 'I have asked the depot. I will tell you by Friday 17:00 where your parcel is.',
        commitments: [{ text: 'Tell you where your parcel is', dueAt: '2026-03-06T16:00:00Z' }],
      },
    },
    answer: { status: 201, shape: ReplySent },
  },
  takeBackReply: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/replies/:id',
    summary: 'Take an answer back before it leaves; what it said is then not said, and its commitments are not made',
    params: Which.extend({ id: z.uuid() }),
    answer: { status: 204, shape: null },
  },
})
