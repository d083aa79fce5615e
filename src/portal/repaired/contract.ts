import { z } from 'zod'
import { contract } from '../../platform/http/contract.ts'

const RepairedPage = z.object({
  isShown: z.boolean().describe('Whether customers see the page'),
  repairs: z.int().describe('Proven repairs that it has: those whose known issue is published as repaired'),
  url: z.string(),
})

export const repairedContract = contract({
  readRepairedPage: {
    method: 'GET',
    path: '/api/v1/repaired-page',
    summary: 'Whether customers see “You said, we repaired”, and how much there is on it',
    answer: { status: 200, shape: RepairedPage },
  },
  showRepairedPage: {
    method: 'PUT',
    path: '/api/v1/repaired-page',
    summary: 'Show “You said, we repaired” to customers, or hide it',
    body: z.strictObject({ isShown: z.boolean() }),
    answer: { status: 200, shape: RepairedPage },
  },
})
