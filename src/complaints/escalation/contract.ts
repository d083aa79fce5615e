import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Named, When, Which, Words } from '../shapes.ts'
import { failureKinds, owedKinds, stageKinds, waysToSpeak } from './words.ts'

export const Failing = z.strictObject({
  stageSeq: z.number().int().min(1).describe('The number of the event the stage began with'),
  what: z.enum(failureKinds).describe('`nothing`: all was well here, the customer just wanted someone who can decide'),
  note: z.string().trim().min(1).max(5000).nullish(),
})
export type Failing = z.infer<typeof Failing>

export const EarlierStage = z.object({
  seq: z.number().int(),
  kind: z.enum(stageKinds),
  at: When,
  until: When.describe('When the next stage began, or the manager had it'),
  person: Named.nullable().describe('Who had it'),
  answers: z.number().int().describe('How often the customer heard from a person meanwhile'),
  failure: z
    .object({ what: z.enum(failureKinds), note: z.string().nullable(), notedBy: Named.nullable(), notedAt: When })
    .nullable(),
})
export type EarlierStage = z.infer<typeof EarlierStage>

export const Escalation = z.object({
  id: z.uuid(),
  at: When,
  askedBy: z.enum(['customer', 'person', 'key']),
  why: z.string().describe('In the customer’s words, or ours'),
  from: Named,
  manager: Named,
  speakBy: When,
  spoke: z.object({ at: When, how: z.enum(waysToSpeak), words: z.string() }).nullable(),
  ended: z
    .object({ at: When, as: z.enum(['customer', 'passed', 'merged']) })
    .nullable()
    .describe('Ended before the manager spoke: the customer said so, it passed to another manager, or it was merged'),
})
export type Escalation = z.infer<typeof Escalation>

export const EscalationState = z.object({
  escalations: z.array(Escalation).describe('The last one first'),
  stages: z.array(EarlierStage).describe('What came before the manager had it'),
  owed: z.array(z.enum(owedKinds)).describe('What is missing before it can close'),
})
export type EscalationState = z.infer<typeof EscalationState>

export const ReachedCustomer = z.object({
  id: z.uuid(),
  reference: z.string(),
  customer: z
    .object({ id: z.uuid(), name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
    .nullable(),
  manager: Named,
  askedBy: z.enum(['customer', 'person', 'key']),
  why: z.string(),
  at: When,
  speakBy: When,
  spokeAt: When.nullable(),
  saidSolvedAt: When.nullable().describe(
    'The customer says that it is solved or withdrew it; it waits for what is owed',
  ),
  owed: z.array(z.enum(owedKinds)),
})
export type ReachedCustomer = z.infer<typeof ReachedCustomer>

nameShapes({ Failing, EarlierStage, Escalation, EscalationState, ReachedCustomer })

export const escalationContract = contract({
  readEscalation: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/escalation',
    summary:
      'To whom the complaint was taken, whether they spoke, what failed before, and what is missing before it can close',
    params: Which,
    answer: { status: 200, shape: EscalationState },
  },
  recordManagerSpoke: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/escalation/word',
    ifMatch: true,
    summary: 'The named manager records that they spoke to the customer in person, or sends their own letter',
    params: Which,
    body: z.strictObject({
      how: z.enum(waysToSpeak),
      words: Words.describe('What was said; of a letter its words, which are sent'),
      at: When.nullish(),
    }),
    example: {
      body: { how: 'call', words: 'I called Kim. The refund is on its way; Kim is glad that somebody called.' },
    },
    answer: { status: 200, shape: EscalationState },
  },
  noteFailures: {
    method: 'PUT',
    path: '/api/v1/complaints/:reference/escalation/failures',
    ifMatch: true,
    summary: 'Note what failed at earlier stages; a stage that was noted before is noted anew',
    params: Which,
    body: z.strictObject({ failures: z.array(Failing).min(1).max(100) }),
    answer: { status: 200, shape: EscalationState },
  },
  listReached: {
    method: 'GET',
    path: '/api/v1/reached',
    summary: 'Customers who reached a manager and are not done: those who wait for a word first, by when it is due',
    query: z.object({ whose: z.enum(['mine', 'all']).default('mine') }),
    answer: { status: 200, shape: z.array(ReachedCustomer) },
  },
})
