import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'

const StepProducts = z.object({
  stepId: z.uuid(),
  productIds: z
    .array(z.uuid())
    .describe('Which products, with those below them, go through it; none: that is not stated'),
})
export type StepProducts = z.infer<typeof StepProducts>

nameShapes({ StepProducts })

export const stepProductsContract = contract({
  readStepProducts: {
    method: 'GET',
    path: '/api/v1/steps/products',
    summary: 'Which products go through each step of a journey, where that is stated',
    answer: { status: 200, shape: z.array(StepProducts) },
  },
  storeStepProducts: {
    method: 'PUT',
    path: '/api/v1/steps/:id/products',
    summary: 'Say which products go through a step; none: that is not stated',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ productIds: z.array(z.uuid()).max(500) }),
    answer: { status: 200, shape: StepProducts },
  },
})
