import { z } from 'zod'
import { nameShapes } from '../platform/http/contract.ts'
import { StageKind } from './clocks/rules.ts'
import { Conditions, FieldCondition } from './routing/rules.ts'
import { decisions } from './decisions.ts'
import { CauseClass, Channel, Closure } from './words.ts'
import { Found } from './search/contract.ts'
import { tagColours } from './tags/rules.ts'

export { CauseClass, Channel, Closure }
export const When = z.iso.datetime()
export const Words = z.string().trim().min(1).max(50_000)
const Short = z.string().trim().min(1).max(300)
export const Named = z.object({ id: z.uuid(), name: z.string() })
const Bilingual = z.object({ en: z.string(), ru: z.string() })
/** A complaint is addressed by its number, `AM-7Q2M4-K9TX3`, or its id. */
export const Which = z.object({ reference: z.string().min(1).max(60) })

export const CustomerGiven = z.strictObject({
  name: z.string().trim().max(200).nullish(),
  email: z.email().nullish(),
  phone: z.string().trim().max(60).nullish(),
  externalId: z.string().trim().max(200).nullish(),
})

/** What a field holds: a text, a number, a date as 2026-03-01, yes or no, the code of an option, or codes of several. */
export const FieldValue = z.union([
  z.string().max(10_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(300)).max(200),
])

/** Strict, because a field with a slip in its name would be lost without a word. */
export const NewComplaint = z.strictObject({
  text: Words.describe('What the customer said, verbatim. The only thing required.'),
  title: Short.nullish(),
  channel: Channel.default('api'),
  language: z.string().min(2).max(35).nullish().describe('BCP 47; recognised from the words when left out'),
  receivedAt: When.refine((at) => at >= '1970', 'field.since_1970')
    .nullish()
    .describe('When it reached us, if earlier than now'),
  customer: CustomerGiven.nullish(),
  productId: z.uuid().nullish(),
  product: Short.nullish().describe('Name of a product, instead of productId; made when new'),
  issueId: z.uuid().nullish(),
  issue: Short.nullish().describe('Name of an issue, instead of issueId; made when new'),
  stepId: z.uuid().nullish(),
  externalId: Short.nullish().describe(
    'The number it has in the system it comes from; the same source and number give one complaint',
  ),
  source: Short.default('api'),
  fields: z
    .record(z.string().max(100), FieldValue)
    .optional()
    .describe(
      'Values of the company’s fields by key; what has another name is kept as text, and named in `unknownFields`',
    ),
})
export type NewComplaint = z.infer<typeof NewComplaint>

export const ComplaintCreated = z.object({
  id: z.uuid(),
  reference: z.string(),
  owner: Named,
  nextUpdateDue: When.nullable(),
  repeated: z.boolean().describe('True when this was already known by its Idempotency-Key or external number'),
  duplicates: z
    .array(z.object({ reference: z.string(), sameCustomer: z.boolean(), sameWords: z.boolean() }))
    .optional()
    .describe('Complaints that look the same as this one, when asked for'),
  unknownFields: z.array(z.string()).describe('Names given in `fields` that no field has: kept, and not looked into'),
})

export const ComplaintListItem = z.object({
  id: z.uuid(),
  reference: z.string(),
  receivedAt: When,
  channel: Channel,
  language: z.string(),
  title: z.string().nullable(),
  excerpt: z.string().nullable(),
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  product: Named.nullable(),
  issue: Named.nullable(),
  step: z.object({ id: z.uuid(), name: Bilingual }).nullable(),
  team: Named.nullable(),
  owner: Named,
  loggedBy: Named.nullable(),
  nextUpdateDue: When.nullable(),
  clock: z
    .object({ kind: StageKind, regime: z.string(), dueAt: When })
    .nullable()
    .describe('The earliest time limit of a regime that is still to be met'),
  closedAt: When.nullable(),
  closure: Closure.nullable(),
  reachedManagementAt: When.nullable(),
  changedAt: When.describe('When anything last happened to it here'),
  causeClass: CauseClass.nullable(),
  causeLocus: z.string().nullable(),
  cause: z.object({ id: z.uuid(), name: Bilingual }).nullable(),
  version: z.number().int().describe('Grows with every event'),
  tags: z.array(z.object({ id: z.uuid(), name: z.string(), colour: z.enum(tagColours) })),
  fields: z.record(z.string(), FieldValue).optional().describe('What the company’s fields hold, when asked for'),
  found: Found.optional().describe('Where the words of `q` were found, when words were asked for'),
})
export type ComplaintListItem = z.infer<typeof ComplaintListItem>

export const TimelineEntry = z.object({
  seq: z.number().int(),
  at: When,
  kind: z.string(),
  actor: z.object({ kind: z.enum(['customer', 'person', 'key', 'system', 'import']), name: z.string().nullable() }),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  words: z.string().nullable().describe('Message, note or reason that belongs to the event'),
  names: z.record(z.string(), z.string()).describe('Names for the ids in detail'),
  of: z.string().optional().describe('The complaint that was merged into this one and whose event it is'),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const Complaint = ComplaintListItem.omit({ excerpt: true, changedAt: true, found: true }).extend({
  text: z.string().nullable(),
  recordedAt: When,
  fields: z.record(z.string(), FieldValue),
  imported: z.boolean(),
  related: z.array(
    z.object({
      reference: z.string(),
      how: z.enum(['merged_into', 'merged_in', 'split_from', 'split_off', 'follows_up', 'followed_up']),
      undoUntil: When.nullable().describe(
        'Until when that can be undone as if it had not been; null: not here, or no more',
      ),
    }),
  ),
  openHandover: z
    .object({ id: z.uuid(), from: Named, to: Named, offeredAt: When, note: z.string().nullable() })
    .nullable(),
  commitments: z.array(
    z.object({
      id: z.uuid(),
      text: z.string(),
      madeAt: When,
      dueAt: When,
      keptAt: When.nullable(),
      released: z.string().nullable().describe('Why it is not owed any more'),
    }),
  ),
  pothole: Named.nullable().describe('The pothole it shows'),
  hasEmail: z.boolean().describe('Whether an answer can go to the customer by letter (e-mail)'),
  customerWaitsSince: When.nullable().describe('Since when the customer’s words wait for an answer'),
  timesCustomerRepeated: z
    .number()
    .int()
    .describe('How often the customer was asked for something again, or said that they had told us already'),
})
export type Complaint = z.infer<typeof Complaint>

export const Closing = z.discriminatedUnion('closure', [
  z.object({
    closure: z.literal('solved'),
    customerWords: Words.describe('What the customer said when confirming'),
    channel: Channel,
  }),
  z.object({ closure: z.literal('withdrawn'), customerWords: Words, channel: Channel }),
  z.object({
    closure: z.literal('decided'),
    decision: z
      .enum(decisions)
      .describe(
        'In the customer’s favour is none of these: propose that as a solution, and the customer says if it is',
      ),
    findings: z.string().trim().min(10).max(10_000).describe('What we found to be so, on each fact that matters'),
    reasons: z.string().trim().min(10).max(10_000),
    recourse: z.string().trim().min(10).max(5000).describe('Where the customer can turn outside'),
  }),
  z.object({
    closure: z.literal('merged'),
    into: z.string().min(1).max(60).describe('Where it goes on; one that was merged itself is followed to its end'),
    evenIfOtherCustomer: z.boolean().optional().describe('Needed when the two are of different customers'),
  }),
])
export type Closing = z.infer<typeof Closing>

export type Channel = z.infer<typeof Channel>

export const Splitting = z.strictObject({
  text: Words.describe('What of the customer’s words is about the second thing'),
  title: Short.nullish(),
  productId: z.uuid().nullish(),
  issueId: z.uuid().nullish(),
  messageIds: z.array(z.uuid()).max(200).default([]).describe('Messages to have in the second complaint too'),
})
export type Splitting = z.infer<typeof Splitting>

export const RoutingRuleGiven = z
  .object({
    name: Short,
    active: z.boolean(),
    conditions: Conditions,
    toPersonId: z.uuid().nullable(),
    toTeamId: z.uuid().nullable(),
  })
  .refine(({ toPersonId, toTeamId }) => (toPersonId === null) !== (toTeamId === null), {
    message: 'field.target',
    path: ['toPersonId'],
  })

export const Routing = z.object({
  rules: z.array(RoutingRuleGiven),
  lastResortId: z.uuid(),
  updateWithinHours: z.number().int(),
  version: z.string(),
})

nameShapes({ Named, Bilingual, Channel, Closure, CauseClass, CustomerGiven, NewComplaint, ComplaintCreated })
nameShapes({
  ComplaintListItem,
  Complaint,
  TimelineEntry,
  Closing,
  RoutingRule: RoutingRuleGiven,
  FieldCondition,
  Routing,
})
