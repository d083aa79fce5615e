import { z } from 'zod'
import { contract } from '../platform/http/contract.ts'

export const documentContract = contract({
  readDocument: {
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description of the API, as an OpenAPI 3.1 document',
    answer: { status: 200, shape: 'stream', types: ['application/json'] },
  },
  readDocumentPage: {
    method: 'GET',
    path: '/api/docs',
    summary: 'The same description as a page to read',
    query: z.object({
      q: z.string().trim().max(200).default('').describe('Shows only operations with all of these words'),
      language: z.enum(['en', 'ru']).optional(),
    }),
    answer: { status: 200, shape: 'stream', types: ['text/html'] },
  },
})
