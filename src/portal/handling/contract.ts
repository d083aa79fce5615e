import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { handlingParts } from './parts.ts'

const Words = z.string().trim().min(1).max(10_000)
const parts = <Shape extends z.ZodType>(shape: Shape) =>
  z.object(
    Object.fromEntries(handlingParts.map((part) => [part, shape])) as Record<(typeof handlingParts)[number], Shape>,
  )

const HandlingWords = z.object({
  own: z.string().nullable().describe('What the company says; null: what the product says'),
  usual: z.string().describe('What the product says'),
})
export const HandlingPage = z.object({
  parts: parts(z.object({ en: HandlingWords, ru: HandlingWords })),
  address: z.string().describe('Where customers reach the pages'),
  version: z.string().describe('Changes with whatever can be edited here'),
})
export type HandlingPage = z.infer<typeof HandlingPage>

nameShapes({ HandlingWords, HandlingPage })

export const handlingContract = contract({
  readHandlingPage: {
    method: 'GET',
    path: '/api/v1/handling-page',
    etag: true,
    summary: 'What customers read on “How we handle complaints”',
    answer: { status: 200, shape: HandlingPage },
  },
  saveHandlingPage: {
    method: 'PUT',
    path: '/api/v1/handling-page',
    ifMatch: true,
    etag: true,
    summary: 'Say it in the company’s own words',
    description:
      'An empty line begins a paragraph, a line that begins with “- ” is an item of a list, and addresses (https://…) become links. Null gives a part back its usual words.',
    body: z.object({ parts: parts(z.object({ en: Words.nullable(), ru: Words.nullable() })) }),
    answer: { status: 200, shape: HandlingPage },
  },
})
