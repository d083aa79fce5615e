import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Channel, Named, When, Which, Words } from '../shapes.ts'
import { answers, customersWords, holdReasons } from './words.ts'

export const Solution = z.object({
  id: z.uuid(),
  words: z.string(),
  proposedAt: When,
  proposedBy: Named.nullable(),
  letter: z.boolean().describe('Whether it went out as a letter; without one nothing closes by silence'),
  remindAfterDays: z.number().int(),
  remindersStated: z.number().int(),
  remindersSent: z.number().int(),
  nextStepAt: When.nullable().describe('When we ask again, or close after the last reminder'),
  closesAt: When.nullable().describe('When it closes as "no answer" if the customer stays silent'),
  answer: z.enum(answers).nullable().describe('`wrote`: they wrote something; a person reads it'),
  answeredAt: When.nullable(),
})
export type Solution = z.infer<typeof Solution>

export const SolutionState = z.object({
  solutions: z.array(Solution).describe('The last one first'),
  waiting: z
    .object({ closure: z.enum(['solved', 'withdrawn']), saidAt: When, words: z.string() })
    .nullable()
    .describe('The customer’s word that closes it once management has done what it owes'),
  reopenUntil: When.nullable().describe('Of a closed complaint: until when the customer’s word reopens it'),
  rating: z
    .object({
      askedAt: When.nullable(),
      satisfaction: z.number().int().nullable().describe('1 (very bad) to 5 (very good)'),
      effort: z.number().int().nullable().describe('1 (very hard) to 7 (very easy)'),
      comment: z.string().nullable(),
      ratedAt: When.nullable(),
      hold: z.object({ why: z.enum(holdReasons), by: Named.nullable() }).nullable(),
    })
    .describe('How it was for the customer; asked once, of those who say that it is solved'),
  lastRecourse: z
    .string()
    .nullable()
    .describe('Where customers were last told they can turn, to begin a decision with'),
})
export type SolutionState = z.infer<typeof SolutionState>

const days = (most: number) => z.number().int().min(1).max(most)
export const CareTimes = z.strictObject({
  remindAfterDays: days(60).describe('Days after which we ask again about a proposed solution, each time'),
  remindersBeforeClosing: days(5).describe('So often we ask again before a closure that says "no answer"'),
  reopenWithinDays: days(3650).describe(
    'So long the customer’s word reopens a closed complaint; later it begins a linked one',
  ),
  managerSpeaksWithinHours: days(720).describe('Hours within which a manager who was asked for speaks to the customer'),
})
export type CareTimes = z.infer<typeof CareTimes>

const CareTimesKept = CareTimes.extend({ version: z.string() })

nameShapes({ Solution, SolutionState, CareTimes, CareTimesKept })

export const solutionContract = contract({
  readSolution: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/solution',
    summary: 'What was proposed to solve it, what the customer said to that, and how it was for them',
    params: Which,
    answer: { status: 200, shape: SolutionState },
  },
  proposeSolution: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/solution',
    ifMatch: true,
    summary: 'Propose a solution and ask the customer whether it solves it; they are asked again as often as is stated',
    params: Which,
    body: z.strictObject({
      words: Words.describe('What we do or did. The letter goes on to ask whether it is solved'),
      channel: Channel.default('email').describe('How the customer hears of it when we cannot write to them'),
    }),
    example: { body: { words: 'Your parcel left again this morning and arrives on Friday.' } },
    answer: { status: 201, shape: SolutionState },
  },
  recordCustomersWord: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/customers-word',
    ifMatch: true,
    summary:
      'Record what the customer said: solved (closes it), not solved, wants someone who can decide, or withdraws',
    params: Which,
    body: z.strictObject({ says: z.enum(customersWords), words: Words, channel: Channel }),
    example: { body: { says: 'not_solved', words: 'Still no parcel.', channel: 'phone' } },
    answer: {
      status: 200,
      shape: z.object({
        reference: z.string().describe('Where it goes on: another one when it closed too long ago to reopen'),
        outcome: z.enum(['closed', 'waits', 'was_closed', 'went_on', 'reopened', 'linked']),
        manager: Named.nullable(),
        speakBy: When.nullable(),
      }),
    },
  },
  holdRating: {
    method: 'PUT',
    path: '/api/v1/complaints/:reference/rating-hold',
    summary: 'Do not ask this customer how it was: the question would insult them',
    params: Which,
    body: z.strictObject({ why: z.enum(holdReasons) }),
    answer: { status: 200, shape: SolutionState },
  },
  releaseRating: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/rating-hold',
    summary: 'Ask this customer how it was after all, when they say that it is solved',
    params: Which,
    answer: { status: 200, shape: SolutionState },
  },
  readCareTimes: {
    method: 'GET',
    path: '/api/v1/care-times',
    etag: true,
    summary: 'What we state about asking again, closing, reopening and reaching a manager',
    answer: { status: 200, shape: CareTimesKept },
  },
  changeCareTimes: {
    method: 'PUT',
    path: '/api/v1/care-times',
    ifMatch: true,
    etag: true,
    summary: 'Change those times; what was stated to a customer before holds for them',
    body: CareTimes,
    answer: { status: 200, shape: CareTimesKept },
  },
})
