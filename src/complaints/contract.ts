import { z } from 'zod'
import { contract, nameShapes } from '../platform/http/contract.ts'
import { ComplaintFilters, Sort } from './filter-shapes.ts'
import { Conditions } from './routing/rules.ts'
import { CauseClass, Channel, Closure } from './words.ts'
import { Found, SearchNote } from './search/contract.ts'
import { tagColours } from './tags/rules.ts'

export { CauseClass, Channel, Closure }
const When = z.iso.datetime()
const Words = z.string().trim().min(1).max(50_000)
const Short = z.string().trim().min(1).max(300)
export const Named = z.object({ id: z.uuid(), name: z.string() })
const Bilingual = z.object({ en: z.string(), ru: z.string() })
/** A complaint is addressed by its number, `AM-7Q2M4-K9TX3`, or its id. */
const Which = z.object({ reference: z.string().min(1).max(60) })

export const CustomerGiven = z.strictObject({
  name: z.string().trim().max(200).nullish(),
  email: z.email().nullish(),
  phone: z.string().trim().max(60).nullish(),
  externalId: z.string().trim().max(200).nullish(),
})

/** What a field holds: a text, a number, a date as 2026-03-01, yes or no, the code of an option, or codes of several. */
const FieldValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(300)).max(200)])

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
    .describe('Values of the company’s fields by key; what has another name is kept as text, and named in `unknownFields`'),
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
      how: z.enum(['merged_into', 'merged_in', 'split_from', 'split_off']),
      undoUntil: When.nullable().describe('Until when that can be undone as if it had not been; null: not here, or no more'),
    }),
  ),
  openHandover: z
    .object({ id: z.uuid(), from: Named, to: Named, offeredAt: When, note: z.string().nullable() })
    .nullable(),
  commitments: z.array(
    z.object({ id: z.uuid(), text: z.string(), madeAt: When, dueAt: When, keptAt: When.nullable() }),
  ),
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

const Rule = z
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

const Routing = z.object({
  rules: z.array(Rule),
  lastResortId: z.uuid(),
  updateWithinHours: z.number().int(),
  version: z.string(),
})

nameShapes({ Named, Bilingual, Channel, Closure, CauseClass, CustomerGiven, NewComplaint, ComplaintCreated })
nameShapes({ ComplaintListItem, Complaint, TimelineEntry, Closing, RoutingRule: Rule, Routing })

export const complaintsContract = contract({
  createComplaint: {
    method: 'POST',
    path: '/api/v1/complaints',
    summary: 'Take in a complaint. Success means it is on disk; the same Idempotency-Key gives the same complaint',
    headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
    query: z.object({
      duplicates: z.enum(['true', 'false']).optional().describe('Also tell which complaints look the same'),
    }),
    body: NewComplaint,
    example: {
      body: {
        text: 'My parcel came three days late, and nobody told me.',
        channel: 'email',
        receivedAt: '2026-03-02T09:00:00Z',
        customer: { name: 'Kim Larsen', email: 'kim@example.com' },
        product: 'Parcels',
        source: 'shop',
        externalId: '4711',
      },
    },
    answer: { status: 201, shape: ComplaintCreated },
  },
  listComplaints: {
    method: 'GET',
    path: '/api/v1/complaints',
    summary: 'Complaints, narrowed by filters, in an order, a page at a time',
    query: ComplaintFilters.extend({
      sort: Sort.default('newest').describe('`due`: open ones only, what is due soonest first; `owner`, `product`, `issue`: by name'),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      withFields: z.enum(['true', 'false']).optional().describe('Also what the company’s fields hold'),
    }),
    answer: {
      status: 200,
      shape: z.object({
        items: z.array(ComplaintListItem),
        next: z.string().nullable(),
        notes: z.array(SearchNote).describe('What of `q` was understood otherwise than typed'),
      }),
    },
  },
  countComplaints: {
    method: 'GET',
    path: '/api/v1/complaints/count',
    summary: 'How many complaints the filters find, counted to 10,000 at the most',
    query: ComplaintFilters,
    answer: { status: 200, shape: z.object({ count: z.number().int(), more: z.boolean() }) },
  },
  readComplaint: {
    method: 'GET',
    path: '/api/v1/complaints/:reference',
    etag: true,
    summary: 'One complaint',
    params: Which,
    answer: { status: 200, shape: Complaint },
  },
  readTimeline: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/timeline',
    summary: 'Everything that happened to a complaint, oldest first',
    params: Which,
    answer: { status: 200, shape: z.array(TimelineEntry) },
  },
  classifyComplaint: {
    method: 'PATCH',
    path: '/api/v1/complaints/:reference',
    ifMatch: true,
    etag: true,
    summary: 'Say what the complaint is about, and when the customer hears from us next',
    params: Which,
    body: z.object({
      productId: z.uuid().nullish(),
      issueId: z.uuid().nullish(),
      stepId: z.uuid().nullish(),
      nextUpdateDue: When.optional(),
      fields: z.record(z.string().max(100), FieldValue.nullable()).optional().describe('Values by key; null clears'),
    }),
    answer: { status: 200, shape: Complaint },
  },
  addMessage: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/messages',
    ifMatch: true,
    summary:
      'Record words: of the customer (in), to the customer by another way (out), or a note among us. The same Idempotency-Key ' +
      'gives the same message',
    params: Which,
    headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
    body: z.object({ direction: z.enum(['in', 'out', 'note']), channel: Channel, text: Words, at: When.nullish() }),
    answer: { status: 201, shape: z.object({ id: z.uuid() }) },
  },
  offerHandover: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/handovers',
    ifMatch: true,
    summary: 'Offer a complaint to another person; until accepted the giver stays owner',
    params: Which,
    body: z.object({ toId: z.uuid(), note: z.string().trim().max(5000).nullish() }),
    answer: { status: 201, shape: z.object({ id: z.uuid() }) },
  },
  answerHandover: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/handovers/:id/answer',
    ifMatch: true,
    etag: true,
    summary: 'Accept or decline a handover offered to me (declining needs a reason), or withdraw mine',
    params: Which.extend({ id: z.uuid() }),
    body: z.object({
      answer: z.enum(['accepted', 'declined', 'withdrawn']),
      reason: z.string().trim().max(5000).nullish(),
    }),
    answer: {
      status: 200,
      shape: Complaint.nullable().describe('null when, having declined, I may not see the complaint'),
    },
  },
  closeComplaint: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/closure',
    ifMatch: true,
    etag: true,
    summary: 'Close: solved or withdrawn in the customer’s words, decided with reasons and recourse, or merged',
    params: Which,
    body: Closing,
    answer: { status: 200, shape: Complaint },
  },
  reopenComplaint: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/closure',
    ifMatch: true,
    etag: true,
    summary: 'Reopen a closed complaint',
    params: Which,
    query: z.object({ reason: Words }),
    answer: { status: 200, shape: Complaint },
  },
  undoMerge: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/merge',
    ifMatch: true,
    summary: 'Undo a merge within a day: the complaint is open again as it was',
    params: Which,
    answer: { status: 200, shape: Complaint },
  },
  splitComplaint: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/split',
    ifMatch: true,
    summary: 'Make a second complaint of one in which the customer told us of two things',
    params: Which,
    body: Splitting,
    answer: {
      status: 201,
      shape: z.object({ id: z.uuid(), reference: z.string(), owner: Named, nextUpdateDue: When }),
    },
  },
  undoSplit: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/split',
    ifMatch: true,
    summary: 'Undo a split within a day: the second complaint, named here, is merged into the first again',
    params: Which,
    answer: { status: 200, shape: Complaint },
  },
  escalateComplaint: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/escalation',
    ifMatch: true,
    etag: true,
    summary: 'Record that the complaint reached a manager; closing it then needs a pothole or a signed reason',
    params: Which,
    body: z.object({ managerId: z.uuid(), why: Words }),
    answer: { status: 200, shape: Complaint },
  },
  signNoPothole: {
    method: 'PUT',
    path: '/api/v1/complaints/:reference/no-pothole',
    ifMatch: true,
    etag: true,
    summary: 'A manager’s signed reason why this escalated complaint shows no pothole',
    params: Which,
    body: z.object({ reason: z.string().trim().min(10).max(5000) }),
    answer: { status: 200, shape: Complaint },
  },
  waitingHandovers: {
    method: 'GET',
    path: '/api/v1/handovers',
    summary: 'Handovers that wait for my answer',
    answer: {
      status: 200,
      shape: z.array(
        z.object({
          id: z.uuid(),
          reference: z.string(),
          from: Named,
          offeredAt: When,
          note: z.string().nullable(),
          excerpt: z.string().nullable(),
        }),
      ),
    },
  },
  deactivatePerson: {
    method: 'POST',
    path: '/api/v1/people/:id/deactivation',
    summary: 'Deactivate a person: hands over every open complaint to the successor and ends sessions, all or nothing',
    params: z.object({ id: z.uuid() }),
    body: z.object({ successorId: z.uuid() }),
    answer: { status: 200, shape: z.object({ handedOver: z.number().int() }) },
  },
  readRoutingRules: {
    method: 'GET',
    path: '/api/v1/routing-rules',
    etag: true,
    summary: 'The routing rules in the order in which they are tried, and who is the last resort',
    answer: { status: 200, shape: Routing },
  },
  replaceRoutingRules: {
    method: 'PUT',
    path: '/api/v1/routing-rules',
    ifMatch: true,
    etag: true,
    summary: 'Replace all routing rules, the last resort and the hours until the next update',
    body: z.object({
      rules: z.array(Rule).max(200),
      lastResortId: z.uuid(),
      updateWithinHours: z.number().int().min(1).max(2000),
    }),
    answer: { status: 200, shape: Routing },
  },
  verifyEvents: {
    method: 'POST',
    path: '/api/v1/verification',
    summary: 'Check the hash chain of every complaint’s events',
    answer: {
      status: 200,
      shape: z.object({
        complaints: z.number().int(),
        events: z.number().int(),
        breaks: z.array(
          z.object({
            complaintId: z.uuid(),
            reference: z.string(),
            seq: z.number().int(),
            what: z.enum(['hash', 'link', 'gap', 'head']),
          }),
        ),
      }),
    },
  },
})
