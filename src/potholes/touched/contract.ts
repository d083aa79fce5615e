import { z } from 'zod'
import { When } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'

/** What somebody found who looked at a place: the same fails there, it does not, or the pothole is that place too now. */
export const lookAnswers = ['same_here', 'not_here', 'widened'] as const
const Answer = z.enum(lookAnswers)
const Count = z.int()
const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const Which = z.object({ id: z.uuid() })
const place = { productId: z.uuid().nullable(), stepId: z.uuid().nullable() }

const Look = z.object({
  answer: Answer,
  note: z.string().nullable(),
  at: When,
  by: z.string().nullable().describe('null: a program'),
})

const PlaceToLookAt = z.object({
  ...place,
  because: z
    .array(z.object({ kind: z.enum(['promise', 'step']), id: z.uuid() }))
    .describe('What it has in common with the pothole; empty for a place that is proposed no longer'),
  count: Count.describe('Complaints of the period; 0: nobody complained, which says nothing of how many were hit'),
  units: z.number().nullable().describe('Exposure over the period; null: unknown, not zero'),
  unitName: z.string().nullable(),
  rate: z
    .object({ perThousand: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe(
      'Complaints per thousand units with the exact Poisson interval; null: exposure unknown, or too few to say',
    ),
  tooFew: z.boolean(),
  looks: z.array(Look).describe('Who looked and what they found, the latest first'),
})
export type PlaceToLookAt = z.infer<typeof PlaceToLookAt>

const PotholeTouched = z.object({
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  shown: Count.describe('Complaints that show the pothole or may show it'),
  promises: z
    .array(z.object({ id: z.uuid(), named: z.boolean(), complaints: Count }))
    .describe('Named ones, and those in force that hold for these complaints: of how many'),
  steps: z.array(z.object({ id: z.uuid(), named: z.boolean(), complaints: Count })),
  productIds: z.array(z.uuid()).describe('The products in which it shows'),
  unstatedSteps: z.array(z.uuid()).describe('Touched steps of which it is not stated which products go through them'),
  exposureUnknown: z.enum(['not_whole_months', 'none_stored']).nullable(),
  places: z
    .array(PlaceToLookAt)
    .describe('Where else the same may fail: those nobody has looked at first, then by count'),
})
export type PotholeTouched = z.infer<typeof PotholeTouched>

nameShapes({ PotholeTouched, PlaceToLookAt, PlaceLook: Look })

export const touchedContract = contract({
  readTouched: {
    method: 'GET',
    path: '/api/v1/potholes/:id/touched',
    summary:
      'Which promises and steps a pothole touches, and where else the same may fail: also where nobody complained',
    params: Which,
    query: z.object({ from: Day, to: Day }),
    answer: { status: 200, shape: PotholeTouched },
  },
  nameTouched: {
    method: 'PUT',
    path: '/api/v1/potholes/:id/touched',
    summary: 'Name the promises and steps that a pothole touches',
    params: Which,
    ifMatch: true,
    body: z.strictObject({ promiseIds: z.array(z.uuid()).max(100), stepIds: z.array(z.uuid()).max(100) }),
    answer: { status: 204, shape: null },
  },
  lookAtPlace: {
    method: 'POST',
    path: '/api/v1/potholes/:id/looks',
    summary:
      'Say what you found at a place with the same promise or step. `widened` makes the pothole’s rule count that place too',
    params: Which,
    ifMatch: true,
    body: z
      .strictObject({ ...place, answer: Answer, note: z.string().trim().max(2000).nullish() })
      .refine(({ productId, stepId }) => productId !== null || stepId !== null, {
        message: 'field.needed',
        path: ['productId'],
      }),
    answer: { status: 201, shape: z.object({ rule: z.enum(['widened', 'as_it_was']) }) },
  },
})
