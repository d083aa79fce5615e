import { z } from 'zod'
import { HotSpot } from '../../potholes/hot-spots/contract.ts'
import { CausesQuery, Interval, Share } from '../../causes/contract.ts'
import { CauseClass, Named } from '../../complaints/shapes.ts'
import { roles } from '../../people/rules.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { potholeStates } from '../../potholes/record/rules.ts'
import { Verdict } from '../../potholes/verdicts/contract.ts'
import { sampleStandings } from './rules.ts'

const Count = z.number().int()
const When = z.iso.datetime()

/** What can be said of all complaints, from a random sample and a model. */
const EstimatedShare = z.object({
  share: z.number(),
  interval: Interval.describe('95 %, this share by itself'),
  together: Interval.describe('95 % for all shares of this picture at once (Bonferroni)'),
  method: z
    .enum(['prediction-powered', 'wilson'])
    .describe('wilson: the sample alone, where it knows too little of the model'),
  positives: Count.describe('Complaints of the sample that are of this kind'),
  effectiveN: z.number().describe('How many hand-coded complaints this is worth'),
  tooFew: z.boolean(),
})
export type EstimatedShare = z.infer<typeof EstimatedShare>

const SplitShare = z.object({
  estimate: EstimatedShare.nullable().describe('null: there is no random sample to say it from'),
  model: z
    .number()
    .nullable()
    .describe('What the model alone would claim of complaints with words: not corrected by anything'),
  people: Share.describe('Of the complaints that people chose to code: says nothing of the others'),
})

export const InsideOutSplit = z.object({
  standing: z.enum(sampleStandings),
  sample: z
    .object({
      id: z.uuid(),
      name: z.string(),
      drawnAt: When,
      from: z.iso.date(),
      to: z.iso.date(),
      onlyWithWords: z.boolean(),
      stratifiedBy: z.enum(['none', 'product', 'channel', 'month']),
      weighted: z.boolean(),
      n: Count.describe('Settled complaints of the sample that were received in the days that are covered'),
      withoutClass: Count.describe('Of the whole sample: nobody could code them'),
    })
    .nullable(),
  covered: z
    .object({ from: z.iso.date(), to: z.iso.date(), complaints: Count.describe('With words: others cannot be coded') })
    .nullable()
    .describe('What the shares hold for: days of the period that the sample was drawn from'),
  model: z
    .object({
      version: Count,
      trainedAt: When,
      examples: Count,
      accuracy: Share.describe('Of codings that were held out while it learned'),
      byGuessing: z.number().describe('The accuracy of always saying what is most frequent'),
      meanConfidence: z.number(),
    })
    .nullable(),
  lambda: z
    .object({ classes: z.number(), groups: z.number() })
    .nullable()
    .describe('How far the model is trusted, 0 to 1'),
  classes: z.array(SplitShare.extend({ class: CauseClass })),
  groups: z.array(
    SplitShare.extend({
      group: z.enum(['employees', 'company', 'customers', 'unknown']),
      published: Interval.nullable(),
    }),
  ),
})
export type InsideOutSplit = z.infer<typeof InsideOutSplit>

const Voice = z.object({
  reference: z.string(),
  receivedAt: When,
  language: z.string(),
  title: z.string().nullable(),
  words: z.string().describe('The customer’s own, the first 600 letters'),
  isCut: z.boolean(),
})

export const InsideOut = z.object({
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  complaints: Count,
  coded: Count.describe('By people'),
  split: InsideOutSplit,
  potholes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      statement: z.string(),
      owner: Named,
      openedAt: When,
      state: z.enum(potholeStates),
      complaints: Count.describe('Received in the period'),
      verdict: Verdict.pick({ word: true, reason: true, effect: true, observed: true, canTellFrom: true, asOf: true })
        .nullable()
        .describe('Of the fix that counts; null: none is live'),
    }),
  ),
  hotSpots: z.object({
    rated: z.boolean().describe('Whether exposure is known; else most complaints first'),
    places: z.array(HotSpot),
  }),
  promises: z.object({ kept: Count, keptLate: Count, broken: Count, open: Count, keptInTime: Share }),
  management: z.object({
    reached: Count.describe('Customers who reached management in the period'),
    spokenWith: Count,
    waiting: Count.describe('Reached, not spoken with yet, and not ended otherwise'),
    people: z.array(z.object({ person: Named, role: z.enum(roles), customers: Count })),
  }),
  voices: z.object({ chosenOn: z.iso.date(), among: Count, complaints: z.array(Voice) }),
})
export type InsideOut = z.infer<typeof InsideOut>

export const ListenedQuery = CausesQuery.pick({ from: true, to: true }).extend({
  part: z.enum(['reached', 'spokenWith', 'waiting', 'kept', 'keptLate', 'broken', 'open']),
  person: z.uuid().optional().describe('With `spokenWith`: the customers with whom this one of management spoke'),
})
export type ListenedQuery = z.infer<typeof ListenedQuery>

const ListenedBehind = z.object({
  items: z.array(
    z.object({
      reference: z.string(),
      at: When.describe('When they reached management, or the promise was due'),
      told: z.string().nullable().describe('What we told them we would do'),
      words: z.string().nullable().describe('The customer’s own, shortened'),
    }),
  ),
  more: z.boolean(),
})
export type ListenedBehind = z.infer<typeof ListenedBehind>

nameShapes({ ListenedBehind, InsideOut, InsideOutSplit, EstimatedShare })

export const insideOutContract = contract({
  readInsideOut: {
    method: 'GET',
    path: '/api/v1/reports/inside-out',
    summary:
      'Whether the company makes dissatisfaction from the inside out: shares of causes over all complaints from a random sample and a model, what repeats, promises kept, who of management listened, and voices drawn at random',
    query: CausesQuery.pick({ from: true, to: true }),
    answer: { status: 200, shape: InsideOut },
  },
  listListened: {
    method: 'GET',
    path: '/api/v1/reports/inside-out/listened',
    summary: 'The customers behind what Inside out counts of promises and of management, newest first; at most 100',
    query: ListenedQuery,
    answer: { status: 200, shape: ListenedBehind },
  },
})
