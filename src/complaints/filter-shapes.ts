import { z } from 'zod'
import { CauseClass, Channel, Closure } from './words.ts'

/** Values of one filter: complaints with any of the first, and with none of the second. At least one value in all. */
export type Several<Value extends string = string> = { any: Value[]; none: Value[] }

/** As many values as a filter may have: the address of a list must stay an address. */
const mostValues = 100

/**
 * One or several values of a filter, written as in an address: `email,phone` is any of them, `-email,-phone` neither of
 * them, `CARDS,-DEBIT` the first without the second.
 */
function several<Value extends string>(one: z.ZodType<Value>, what: string) {
  return z
    .string()
    .max(4000)
    .transform((given, context): Several<Value> => {
      const found: Several<Value> = { any: [], none: [] }
      const words = [...new Set(given.split(',').map((word) => word.trim()))].filter((word) => word !== '')
      for (const word of words) {
        const isExcluded = word.startsWith('-')
        const value = one.safeParse(isExcluded ? word.slice(1) : word)
        if (value.success) (isExcluded ? found.none : found.any).push(value.data)
        else context.addIssue({ code: 'custom', message: 'field.choose' })
      }
      if (words.length === 0) context.addIssue({ code: 'custom', message: 'field.needed' })
      if (words.length > mostValues) context.addIssue({ code: 'custom', message: 'field.too_many_values' })
      return found
    })
    .describe(`${what} Several with commas between: any of them; one with a minus before it: not that`)
}

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const Id = z.uuid()
const IdOrMe = z.union([Id, z.literal('me')])
/** An id, or those of which it was never stated. */
const IdOrNone = z.union([Id, z.literal('none')])
const IdMeOrNone = z.union([Id, z.literal('me'), z.literal('none')])
const Day = z.iso.date().optional()
const Days = z.coerce.number().int().min(1).max(36_600).optional()

export const dues = ['overdue', 'today', 'tomorrow', 'week'] as const
export type Due = (typeof dues)[number]
export const handoverStates = ['open', 'to_me', 'from_me'] as const
export type HandoverState = (typeof handoverStates)[number]

/**
 * What a list of complaints can be narrowed by. Days are UTC, both included. A further filter is a line here, a condition in
 * `conditionsOf` (filters.ts), and a choice in web/complaints/list/choices.
 */
export const ComplaintFilters = z.object({
  q: z.string().trim().max(300).optional().describe('Words to find; "a phrase", -without'),
  state: z.enum(['open', 'closed']).optional(),
  closure: several(Closure, 'How it closed.').optional(),
  owner: several(IdOrMe, 'A person, or `me`.').optional(),
  team: several(IdOrNone, 'Its team; where none is stated, the team of its owner. `none`: neither.').optional(),
  product: several(IdOrNone, 'A product and those below it; `none`: not stated.').optional(),
  issue: several(IdOrNone, 'An issue and those below it; `none`: not stated.').optional(),
  itself: z.enum(['product', 'issue']).optional().describe('That product (issue) alone, without those below it'),
  step: several(IdOrNone, 'A step of a journey; `none`: not stated.').optional(),
  channel: several(Channel, 'How it came.').optional(),
  language: several(z.string().max(35), 'The language of the words, as BCP 47; `und`: not known.').optional(),
  causeClass: several(CauseClass, 'What the first question and the second say.').optional(),
  causeLocus: several(z.string().max(40), 'Where the cause lies; `none`: not stated.').optional(),
  cause: several(IdOrNone, 'A cause of the taxonomy; `none`: not stated.').optional(),
  coded: flag.optional().describe('Whether anybody has coded its cause'),
  customer: several(IdOrNone, 'A customer; `none`: nobody knows who.').optional(),
  loggedBy: several(IdMeOrNone, 'Who passed it on, or `me`; `none`: it came by itself.').optional(),
  from: Day.describe('Received on this day or later'),
  to: Day.describe('Received on this day or before'),
  receivedWithin: Days.describe('Received in the last so many days, counted from now'),
  closedFrom: Day,
  closedTo: Day,
  closedWithin: Days.describe('Closed in the last so many days, counted from now'),
  changedFrom: Day.describe('Last changed on this day or later'),
  changedTo: Day,
  dueFrom: Day.describe('Open, and the customer hears from us on this day or later'),
  dueTo: Day,
  due: several(
    z.enum(dues),
    'Open, and the customer hears from us next: too late, later today, tomorrow, later this week.',
  ).optional(),
  overdue: flag.optional().describe('Open and past the time when the customer should have heard from us'),
  reachedManagement: flag.optional(),
  pothole: several(IdOrNone, 'The pothole it shows; `none`: none.').optional(),
  import: several(IdOrNone, 'The import it came with; `none`: it was not imported.').optional(),
  handover: several(
    z.enum(handoverStates),
    'A handover waits for an answer: anybody’s, mine, or I offered it.',
  ).optional(),
  tag: several(IdOrNone, 'A tag; `none`: no tag at all.').optional(),
  field: z
    .string()
    .max(4000)
    .optional()
    .describe(
      'Fields of the company, written as the query of an address: `wish=refund&wish=exchange` either of them, `wish!=refund` ' +
        'not that, `amount>=10&amount<=20` between, both included; the value `none`: nothing filled in',
    ),
  withWords: flag.optional().describe('Only those whose words we have'),
  attachments: flag.optional().describe('Only those with attached files, or without'),
})
export type ComplaintFilters = z.infer<typeof ComplaintFilters>

export const sorts = ['newest', 'oldest', 'due', 'changed', 'owner', 'product', 'issue'] as const
export const Sort = z.enum(sorts)
export type Sort = z.infer<typeof Sort>
