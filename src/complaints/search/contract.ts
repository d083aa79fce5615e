import { z } from 'zod'

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
