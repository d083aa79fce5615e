import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { ComplaintFilters } from '../filter-shapes.ts'

/** What a period or a part can be narrowed by. Nothing that depends on how it ended: that would leave out who still waits. */
const TimeQuery = ComplaintFilters.pick({
  owner: true,
  team: true,
  product: true,
  issue: true,
  step: true,
  channel: true,
  language: true,
  causeClass: true,
  cause: true,
  tag: true,
  from: true,
  to: true,
  receivedWithin: true,
})

const Days = z.number().describe('In days of 24 hours, to the hour')
const Share = z.object({
  share: z.number(),
  low: z.number().nullable().describe('Of the 95 % interval; null where none of them ended so yet'),
  high: z.number().nullable(),
})

export const TimeToSolution = z.object({
  complaints: z.int(),
  solved: z.int().describe('The customer said so'),
  otherwise: z
    .int()
    .describe('Closed without the customer’s word: decided, no answer, withdrawn, in an earlier system'),
  open: z.int(),
  merged: z.int().describe('Not counted: they go on in another complaint'),
  median: z
    .object({ days: Days.nullable(), low: Days.nullable(), high: Days.nullable() })
    .nullable()
    .describe('Within which time half are solved (Kaplan-Meier); in it null: not reached yet. null: too few to say'),
  mean: z
    .object({ days: Days, low: Days, high: Days, within: Days })
    .nullable()
    .describe('On average, nobody counted for longer than `within`'),
  solvedOnly: Days.nullable().describe('The mean of the solved ones alone, which leaves out who still waits'),
  oldest: Days.nullable().describe('How long the oldest open one waits'),
  seenFor: Days.describe('Up to here at least five were seen: as far as a curve says something'),
  curve: z
    .array(z.object({ days: Days, atRisk: z.int(), notSolved: z.number(), low: z.number(), high: z.number() }))
    .describe(
      'The share that is not solved from these days on, at the most 240 steps; ends where fewer than five are seen',
    ),
  by: z
    .array(z.object({ days: z.int(), solved: Share, otherwise: Share, open: z.number() }))
    .describe('What became of them by so many days, where one end keeps from the other (cumulative incidence)'),
  waiting: z
    .array(
      z.object({
        from: z.int(),
        to: z.int().nullable().describe('The last day of the group; null: without end'),
        complaints: z.int(),
        receivedFrom: z.iso.date().nullable(),
        receivedTo: z.iso.date(),
      }),
    )
    .describe('The open ones by how many days ago they came, in days of UTC as filters have them'),
})

nameShapes({ TimeToSolution })

export const timeToSolutionContract = contract({
  timeToSolution: {
    method: 'GET',
    path: '/api/v1/reports/time-to-solution',
    summary: 'How long it takes until customers say that it is solved; open complaints count as long as they wait',
    query: TimeQuery,
    answer: { status: 200, shape: TimeToSolution },
  },
})
