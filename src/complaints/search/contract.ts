import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'

/** A piece of a text; pieces one after another are the text. Plain words, never markup. */
export const Segment = z.object({ text: z.string(), isMatch: z.boolean() })
export type Segment = z.infer<typeof Segment>

/** Where words were found, and how they stand there. */
export const Found = z.object({
  title: z.array(Segment).nullable().describe('The title, when something was found in it'),
  words: z.array(Segment).nullable().describe('The words around the first match'),
  where: z
    .enum(['text', 'in', 'out', 'note'])
    .nullable()
    .describe('Whose words: the complaint’s own, or of a later message or note'),
  customer: z.array(Segment).nullable().describe('The customer’s name, when it was found'),
})
export type Found = z.infer<typeof Found>

export const SearchNote = z
  .object({
    kind: z.enum(['unknown_field', 'unknown_value', 'meant']),
    typed: z.string(),
    meant: z.string().nullable(),
  })
  .describe(
    'What was understood otherwise than typed: `unknown_field` was taken as words, `unknown_value` is nowhere, `meant` was taken for something like it',
  )
export type SearchNote = z.infer<typeof SearchNote>

/** As much as is typed into a box; no person types more. */
const Typed = z.string().trim().max(300)

export const SearchAnswer = z.object({
  complaints: z.array(
    z.object({
      reference: z.string(),
      receivedAt: z.iso.datetime(),
      closedAt: z.iso.datetime().nullable(),
      title: z.string().nullable(),
      excerpt: z.string().nullable(),
      customer: z.string().nullable().describe('The customer’s name'),
      found: Found.nullable(),
    }),
  ),
  more: z.boolean().describe('Whether there are more complaints than these'),
  customers: z.array(
    z.object({ id: z.uuid(), name: z.string().nullable(), open: z.number().int(), complaints: z.number().int() }),
  ),
  people: z.array(z.object({ id: z.uuid(), name: z.string(), team: z.string().nullable() })),
  notes: z.array(SearchNote),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

nameShapes({ Segment, Found, SearchNote, SearchAnswer })

export const searchContract = contract({
  search: {
    method: 'GET',
    path: '/api/v1/search',
    summary: 'The best complaints, customers and people for what is being typed; its last word may be a beginning',
    query: z.object({ q: Typed, limit: z.coerce.number().int().min(1).max(10).default(5) }),
    answer: { status: 200, shape: SearchAnswer },
  },
  readMatches: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/matches',
    summary: 'The words of a search as they stand in what was said about a complaint, to mark them there',
    params: z.object({ reference: z.string().min(1).max(60) }),
    query: z.object({ q: Typed }),
    answer: { status: 200, shape: z.object({ forms: z.array(z.string()) }) },
  },
})
