import { z } from 'zod'
import { ImportStatus } from '../channels/import/contract.ts'
import { contract } from '../platform/http/contract.ts'

export const demonstrationContract = contract({
  startDemonstration: {
    method: 'POST',
    path: '/api/v1/demonstration',
    isGuessable: true,
    summary:
      'Fill an empty installation with the demonstration: real CFPB complaints, invented staff; works once, before setting up',
    body: z.object({ code: z.string().optional(), language: z.enum(['en', 'ru']).default('en') }),
    answer: { status: 202, shape: ImportStatus },
  },
  readDemonstration: {
    method: 'GET',
    path: '/api/v1/demonstration',
    summary: 'How far the demonstration is',
    answer: { status: 200, shape: ImportStatus.nullable() },
  },
})
