import { z } from 'zod'
import { Named, When, Which } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'

/** What can stop an employee from satisfying a customer. */
export const constraintKinds = ['rule', 'step', 'message', 'partner', 'authority', 'other'] as const
const Kind = z.enum(constraintKinds)

const Given = z.strictObject({
  kind: Kind,
  text: z.string().trim().min(1).max(4000).describe('What stopped them, in their own words'),
  stepId: z.uuid().nullish().describe('The step at which it did; the complaint’s own when left out'),
  promiseId: z.uuid().nullish().describe('The promise to all customers that could not be kept'),
})
export type ConstraintGiven = z.infer<typeof Given>

export const ConstraintNote = z.object({
  id: z.uuid(),
  reference: z.string().describe('The complaint at which it was noted'),
  kind: Kind,
  text: z.string(),
  stepId: z.uuid().nullable(),
  promiseId: z.uuid().nullable(),
  notedAt: When,
  notedBy: Named.nullable().describe('null: a program'),
  pothole: Named.nullable().describe('The pothole that the complaint shows'),
  mayWithdraw: z.boolean(),
})
export type ConstraintNote = z.infer<typeof ConstraintNote>

nameShapes({ ConstraintNote, ConstraintGiven: Given })

const narrowing = {
  kind: Kind.optional(),
  pothole: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('Of the complaints that show it; `none`: of those that show none yet'),
}

export const constraintsContract = contract({
  readConstraints: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/constraints',
    summary: 'What stopped employees from satisfying this customer, the latest first',
    params: Which,
    answer: { status: 200, shape: z.array(ConstraintNote) },
  },
  noteConstraint: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/constraints',
    summary:
      'Say what stopped you from satisfying this customer: a rule, a step, a message, a partner, missing authority',
    params: Which,
    body: Given,
    answer: { status: 201, shape: ConstraintNote },
  },
  withdrawConstraint: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/constraints/:id',
    summary: 'Withdraw such a note: who wrote it, a manager or an administrator. The history keeps its words',
    params: Which.extend({ id: z.uuid() }),
    answer: { status: 204, shape: null },
  },
  listConstraints: {
    method: 'GET',
    path: '/api/v1/constraints',
    summary: 'What stopped employees, of all complaints, the latest first',
    query: z.object({ ...paging(50, 200), ...narrowing }),
    answer: { status: 200, shape: pageShape(ConstraintNote) },
  },
  countConstraints: {
    method: 'GET',
    path: '/api/v1/constraints/count',
    summary: 'How many such notes there are of each kind',
    query: z.object({ pothole: narrowing.pothole }),
    answer: {
      status: 200,
      shape: z.array(z.object({ kind: Kind, n: z.int(), complaints: z.int(), since: When.nullable() })),
    },
  },
})
