import { z } from 'zod'
import { CauseClass as Class, Channel, Named, When } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { CodingGiven, Day, Interval, Share } from '../contract.ts'
import { allocations, sampleStates, stratifications, uncodableReasons } from './rules.ts'

const Count = z.number().int()
const Stratification = z.enum(stratifications)
const Allocation = z.enum(allocations)
const Uncodable = z.enum(uncodableReasons)
const Size = z.coerce.number().int().min(1).max(5000)

const Frame = {
  from: Day.describe('First day, UTC'),
  to: Day.describe('Last day, UTC'),
  stratifiedBy: Stratification.default('none'),
  allocation: Allocation.default('proportional').describe('Strata as complaints are spread, or as many from each'),
}
const Precision = z.object({ halfWidth: z.number(), low: z.number(), high: z.number(), effective: z.number() })
const Stratum = z.object({
  stratum: z.string().describe('Id of the topmost product, channel, or first day of the month; empty: not stated'),
  name: z.string().nullable().describe('Of the product; null: the stratum says it itself'),
  frame: Count,
  drawn: Count,
})

export const PlanQuery = z.object({
  ...Frame,
  size: Size,
  onlyWithWords: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
})

const Plan = z.object({
  received: Count.describe('Complaints received in the period, with or without words'),
  frame: Count.describe('Those the sample is drawn from'),
  strata: z.array(Stratum),
  precision: Precision.nullable().describe('The 95 % interval of a share near one half that this size gives'),
  sizes: z.array(z.object({ size: Count, halfWidth: z.number() })).describe('The same of other sizes'),
})

export const SampleGiven = z.strictObject({
  ...Frame,
  name: z.string().trim().min(1).max(200),
  onlyWithWords: z.boolean().default(true),
  size: Size,
  shared: Count.min(0)
    .max(5000)
    .default(0)
    .describe('How many of them are coded by several people, to see whether they agree'),
  coders: Count.min(2).max(5).default(2).describe('By how many people those are coded'),
  seed: Count.min(0)
    .max(2_147_483_647)
    .optional()
    .describe('The same seed on the same complaints draws the same sample'),
})
export type SampleGiven = z.infer<typeof SampleGiven>

const Sample = z.object({
  id: z.uuid(),
  name: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  onlyWithWords: z.boolean(),
  stratifiedBy: Stratification,
  allocation: Allocation,
  size: Count,
  shared: Count,
  coders: Count,
  seed: Count,
  taxonomyVersion: Count,
  outdated: z.boolean().describe('The taxonomy has a newer version: it is coded no further, draw a new sample'),
  createdAt: When,
  createdBy: Named.nullable(),
  drawnAt: When.nullable(),
  state: z.enum(sampleStates),
  units: Count.describe('Complaints drawn'),
  withoutWords: Count,
  codingsWanted: Count,
  codings: Count,
  differing: Count.nullable().describe('null while it is coded: nobody is led by whether others agree'),
  settled: Count.nullable(),
})
export type Sample = z.infer<typeof Sample>

const SampleWhole = Sample.extend({
  framePrint: z.string().nullable().describe('Tells whether the complaints drawn from are still the same'),
  strata: z.array(Stratum.extend({ probability: z.number().describe('The chance each complaint of it had') })),
  precision: Precision.nullable(),
  people: z.array(z.object({ coder: Named, codings: Count })),
  mine: z.object({ codings: Count, left: Count }).describe('What I coded, and what I could code yet'),
})

const Unit = z.object({
  position: Count,
  title: z.string().nullable(),
  text: z.string().nullable(),
  language: z.string(),
  channel: Channel,
  receivedAt: When,
  product: z.string().nullable(),
  issue: z.string().nullable(),
  messages: z.array(z.object({ direction: z.enum(['in', 'out']), text: z.string(), at: When })),
})

const Bilingual = z.object({ en: z.string(), ru: z.string() })
const SampleAnswer = z.object({
  asDesigned: z.enum(['yes', 'no', 'unknown']).nullable(),
  expected: z.enum(['yes', 'no', 'unknown']).nullable(),
  class: Class.nullable(),
  locus: z.string().nullable(),
  cause: z.object({ id: z.uuid(), name: Bilingual }).nullable(),
  uncodable: Uncodable.nullable(),
})

const AnswerGiven = z
  .strictObject({
    coding: CodingGiven.optional(),
    uncodable: Uncodable.optional().describe('Why it has no class'),
  })
  .refine(({ coding, uncodable }) => (coding === undefined) !== (uncodable === undefined), {
    message: 'field.needed',
    path: ['coding'],
  })
export type AnswerGiven = z.infer<typeof AnswerGiven>

const Difference = z.object({
  position: Count,
  reference: z.string(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  answers: z.array(SampleAnswer.extend({ coder: Named })),
  settlement: SampleAnswer.extend({ by: Named, at: When, reason: z.string() }).nullable(),
})
export type Difference = z.infer<typeof Difference>

const Coefficient = Interval.extend({ value: z.number() })
const ClassShare = Share.extend({ class: Class })
const Agreement = z.object({
  shared: Count.describe('Complaints that several people coded; those without a class by one of them are gaps'),
  classes: z.array(Class),
  observed: Share.describe('Complaints to which all who coded them gave one class'),
  alpha: Coefficient.nullable().describe('Krippendorff, nominal, gaps left out; interval by drawing complaints anew'),
  reliability: z.enum(['reliable', 'tentative', 'unreliable']).nullable(),
  ac1: Coefficient.nullable(),
  fleiss: Coefficient.nullable().describe('With three coders or more, over complaints all of them coded'),
  byClass: z.array(
    z.object({
      class: Class,
      given: Count,
      share: z.number().nullable(),
      interval: Interval.nullable(),
      tooFew: z.boolean(),
    }),
  ),
  pairs: z.array(
    z.object({
      first: Named,
      second: Named,
      n: Count,
      matrix: z.array(z.array(Count)).describe('The first’s class in rows, the second’s in columns'),
      observed: Share,
      kappa: Coefficient.nullable(),
      ac1: Coefficient.nullable(),
    }),
  ),
  prevalence: z.array(z.object({ coder: Named, shares: z.array(ClassShare) })),
  gold: z
    .array(ClassShare)
    .nullable()
    .describe('Shares of what people settled on, each complaint weighted by its stratum; null until all is settled'),
})
export type Agreement = z.infer<typeof Agreement>

nameShapes({
  Sample,
  SampleUnit: Unit,
  SampleAnswer,
  SampleDifference: Difference,
  SampleAgreement: Agreement,
  ClassShare,
})
nameShapes({ SampleStratum: Stratum, SamplePrecision: Precision, Coefficient })

const One = z.object({ id: z.uuid() })
const Place = One.extend({ position: z.coerce.number().int().min(1).max(5000) })

export const samplingContract = contract({
  planSample: {
    method: 'GET',
    path: '/api/v1/samples/plan',
    summary: 'What a sample would be drawn from, and how exactly it would tell a share',
    query: PlanQuery,
    answer: { status: 200, shape: Plan },
  },
  listSamples: {
    method: 'GET',
    path: '/api/v1/samples',
    summary: 'The random samples, newest first, each with what is still to be done in it',
    answer: { status: 200, shape: z.array(Sample) },
  },
  drawSample: {
    method: 'POST',
    path: '/api/v1/samples',
    summary:
      'Draw a random sample of the complaints of a period. It is drawn within moments; until then its state is drawing',
    body: SampleGiven,
    answer: { status: 201, shape: Sample },
  },
  readSample: {
    method: 'GET',
    path: '/api/v1/samples/:id',
    summary: 'A sample: its frame, strata with their chances, and who coded how many',
    params: One,
    answer: { status: 200, shape: SampleWhole },
  },
  verifySample: {
    method: 'GET',
    path: '/api/v1/samples/:id/verification',
    summary: 'Draw the sample once more with its seed, and say whether the same complaints come out',
    params: One,
    answer: { status: 200, shape: z.object({ sameFrame: z.boolean(), sameUnits: z.boolean() }) },
  },
  nextSampleUnit: {
    method: 'GET',
    path: '/api/v1/samples/:id/next',
    summary: 'The next complaint of a sample for me to code, in the words of the customer and nobody’s coding',
    params: One,
    query: z.object({ after: z.coerce.number().int().min(0).max(5000).default(0) }),
    answer: { status: 200, shape: z.object({ unit: Unit.nullable(), left: Count }) },
  },
  readSampleUnit: {
    method: 'GET',
    path: '/api/v1/samples/:id/units/:position',
    summary: 'A complaint of a sample with my own answer to it, and nobody else’s',
    params: Place,
    answer: { status: 200, shape: Unit.extend({ mine: SampleAnswer.nullable() }) },
  },
  codeSampleUnit: {
    method: 'PUT',
    path: '/api/v1/samples/:id/units/:position/coding',
    summary: 'Code a complaint of a sample, or say why it has no class. My own answer can be changed until all are in',
    params: Place,
    body: AnswerGiven,
    answer: { status: 200, shape: Sample },
  },
  readSampleAgreement: {
    method: 'GET',
    path: '/api/v1/samples/:id/agreement',
    summary: 'How far the coders of a sample agree. Refused until every coding is in, so that nobody is led',
    params: One,
    answer: { status: 200, shape: Agreement },
  },
  listSampleDifferences: {
    method: 'GET',
    path: '/api/v1/samples/:id/differences',
    summary: 'Complaints whose coders named another class or place, up to 50 after a position',
    params: One,
    query: z.object({ after: z.coerce.number().int().min(0).max(5000).default(0) }),
    answer: { status: 200, shape: z.object({ differences: z.array(Difference), more: z.boolean() }) },
  },
  settleSampleUnit: {
    method: 'PUT',
    path: '/api/v1/samples/:id/units/:position/settlement',
    summary: 'Settle what holds of a complaint whose coders differ, with the reason. Settled anew, the former is kept',
    params: Place,
    body: z
      .strictObject({ ...AnswerGiven.shape, reason: z.string().trim().min(1).max(1000) })
      .refine(({ coding, uncodable }) => (coding === undefined) !== (uncodable === undefined), {
        message: 'field.needed',
        path: ['coding'],
      }),
    answer: { status: 200, shape: Sample },
  },
})
