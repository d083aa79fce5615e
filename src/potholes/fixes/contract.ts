import { z } from 'zod'
import { Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { RuleFilters } from '../counting/contract.ts'

const When = z.iso.datetime()
const Day = z.iso.date()
const PlannedDay = Day.refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const mostStages = 50
const mostControls = 20

const text = (most: number) => z.string().trim().max(most)
const Cost = z.object({ amount: z.number().min(0).max(1e12), currency: z.string().regex(/^[A-Z]{3}$/) })
const Window = z.object({ from: PlannedDay, to: PlannedDay }).describe('First and last day, both counted')
const ratio = z
  .number()
  .min(0)
  .lt(1)
  .describe('Complaints after, divided by complaints before: 0.6 are 40 % fewer. Below 1')
const releasedAs = text(200).describe('The release it goes live with, as the release notes or the tracker name it')

const StageTerms = z.object({
  place: text(160).default(''),
  filters: RuleFilters.nullable().default(null).describe('What is counted there, beside the target; null: everywhere'),
  plannedOn: PlannedDay.nullable().default(null),
  releasedAs: releasedAs.nullable().default(null),
})
const ControlTerms = z.object({ name: text(160).min(1), filters: RuleFilters })

export const FixTerms = z.object({
  name: text(160).min(1),
  change: text(4000).default('').describe('What is changed'),
  place: text(400).nullable().default(null).describe('Where: which rule, process, page, contract'),
  doneById: z.uuid().nullable().default(null).describe('Who sees to it that it is done'),
  cost: Cost.nullable().default(null),
  target: RuleFilters.nullable()
    .default(null)
    .describe('Which complaints should become fewer; null: those of the pothole'),
  expectedRatio: ratio.nullable().default(null),
  expectedBy: PlannedDay.nullable().default(null).describe('By when the effect should show'),
  baseline: Window.nullable().default(null).describe('What it is compared with'),
  stages: z.array(StageTerms).max(mostStages).default([]),
  controls: z
    .array(ControlTerms)
    .max(mostControls)
    .default([])
    .describe('Categories that moved as the target did and that the fix does not touch'),
})
export type FixTerms = z.infer<typeof FixTerms>

export const FixDraft = z.object({
  id: z.uuid(),
  potholeId: z.uuid(),
  terms: FixTerms,
  changedAt: When,
  changedBy: Named.nullable(),
  version: z.number().int(),
})
export type FixDraft = z.infer<typeof FixDraft>

const Rule = z.object({ id: z.uuid(), filters: RuleFilters })
const FixStage = z.object({
  number: z.number().int(),
  place: z.string(),
  rule: Rule.nullable().describe('What is counted there; null: the target, everywhere'),
  plannedOn: Day,
  releasedAs: z.string().nullable().describe('The release it waits for, or went live with'),
  liveOn: Day.nullable(),
  marked: z
    .object({ at: When, how: z.enum(['person', 'key', 'release']), by: z.string().describe('The name of it') })
    .nullable()
    .describe('Who said so: one of us, a program by its key, or a release that a program told of'),
})
export const fixStates = ['waiting', 'rolling_out', 'live', 'dropped'] as const

export const Fix = z.object({
  id: z.uuid(),
  pothole: Named,
  state: z.enum(fixStates).describe('`rolling_out`: some stages are live, not all'),
  name: z.string(),
  change: z.string(),
  place: z.string().nullable(),
  doneBy: Named,
  cost: Cost.nullable(),
  target: Rule,
  expectedRatio: z.number(),
  expectedBy: Day,
  plannedOn: Day,
  baseline: Window.extend({ complaints: z.number().int().describe('As counted when it was agreed') }),
  stages: z.array(FixStage),
  controls: z.array(z.object({ number: z.number().int(), name: z.string(), rule: Rule })),
  agreedAt: When,
  agreedBy: Named,
  dropped: z.object({ at: When, by: Named, reason: z.string() }).nullable(),
  version: z.number().int(),
})
export type Fix = z.infer<typeof Fix>

const OutlookAsked = z.object({
  target: RuleFilters.nullable().default(null),
  expectedRatio: ratio.nullable().default(null),
  plannedOn: PlannedDay.nullable().default(null),
  baseline: Window.nullable().default(null),
  against: z
    .array(RuleFilters)
    .max(20)
    .default([])
    .describe('What it is to be compared with; nothing: its own rate before'),
  withControls: z.boolean().default(false).describe('Look for categories to compare with, too; takes a moment more'),
})
export type OutlookAsked = z.infer<typeof OutlookAsked>

const BaselineChoice = Window.extend({
  weeks: z.number().int(),
  complaints: z.number().int(),
  perWeek: z.object({ value: z.number(), low: z.number(), high: z.number() }).describe('With the exact 95 % interval'),
  isProposed: z.boolean(),
})
const ControlChoice = z.object({
  name: z.string(),
  filters: RuleFilters,
  complaints: z.number().int(),
  dispersion: z.number().describe('1: its ratio to the target varied as much as chance makes it'),
  p: z.number().describe('Probability of such differences, had the ratio been the same all the time'),
  isAlike: z.boolean(),
})
export const FixOutlook = z.object({
  target: RuleFilters,
  baselines: z.array(BaselineChoice),
  rose: z
    .object({ ratio: z.number(), low: z.number(), high: z.number(), p: z.number(), n: z.number().int() })
    .nullable()
    .describe('The last 13 weeks against the weeks before, when they differ: a high baseline makes any fix look good'),
  window: Window.extend({ weeks: z.number(), complaints: z.number().int() })
    .nullable()
    .describe('The baseline asked for, or the proposed one; null: not a whole week is counted yet'),
  telling: z
    .object({
      dispersion: z.number().describe('How much more the weeks vary than chance makes them; at least 1'),
      compared: z.number().int().nullable().describe('Complaints of the baseline that it is compared with; null: none'),
      complaintsNeeded: z
        .number()
        .int()
        .nullable()
        .describe('In the baseline, to tell within as long a time after; null: no number is enough'),
      days: z
        .number()
        .int()
        .nullable()
        .describe('After it is live, until daily looks will have shown it, with 80 %; null: not within four years'),
      on: Day.nullable(),
    })
    .nullable(),
  controls: z.array(ControlChoice).describe('Best first: what adds least uncertainty'),
})
export type FixOutlook = z.infer<typeof FixOutlook>

nameShapes({ FixTerms, FixDraft, FixStage, Fix, FixOutlook, BaselineChoice, ControlChoice })

const Which = z.object({ id: z.uuid() })
const Stage = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(mostStages) })
const whole = { status: 200, shape: Fix } as const

export const fixesContract = contract({
  listFixes: {
    method: 'GET',
    path: '/api/v1/potholes/:id/fixes',
    summary: 'The fixes of a pothole: those being worked out, then those agreed, the latest first',
    params: Which,
    answer: { status: 200, shape: z.object({ drafts: z.array(FixDraft), fixes: z.array(Fix) }) },
  },
  draftFix: {
    method: 'POST',
    path: '/api/v1/potholes/:id/fixes',
    summary: 'Begin to work out a fix. Only its name is needed for a start; nothing is agreed by it',
    params: Which,
    body: FixTerms,
    answer: { status: 201, shape: FixDraft },
  },
  changeFixDraft: {
    method: 'PUT',
    path: '/api/v1/fix-drafts/:id',
    ifMatch: true,
    summary: 'Change a fix that is not agreed yet. What is left out is emptied',
    params: Which,
    body: FixTerms,
    answer: { status: 200, shape: FixDraft },
  },
  deleteFixDraft: {
    method: 'DELETE',
    path: '/api/v1/fix-drafts/:id',
    summary: 'Throw away a fix that is not agreed yet',
    params: Which,
    answer: { status: 204, shape: null },
  },
  agreeFix: {
    method: 'POST',
    path: '/api/v1/fix-drafts/:id/agreement',
    ifMatch: true,
    summary:
      'Agree a fix before it goes live: its terms, baseline and comparison are locked from now on. Another plan is another fix',
    params: Which,
    answer: { status: 201, shape: Fix },
  },
  readFix: {
    method: 'GET',
    path: '/api/v1/fixes/:id',
    etag: true,
    summary: 'One agreed fix with its stages and comparison categories',
    params: Which,
    answer: whole,
  },
  dropFix: {
    method: 'POST',
    path: '/api/v1/fixes/:id/dropping',
    ifMatch: true,
    summary: 'Drop an agreed fix, with the reason. It stays to be seen',
    params: Which,
    body: z.object({ reason: text(2000).min(1) }),
    answer: whole,
  },
  markStageLive: {
    method: 'POST',
    path: '/api/v1/fixes/:id/stages/:number/live',
    ifMatch: true,
    summary: 'Say that a stage of a fix is live, since when, and with which release. Said again, it stays as it was',
    params: Stage,
    body: z.object({
      on: Day.nullish().describe('Not in the future, and not before it was agreed; today when not given'),
      releasedAs: releasedAs.min(1).nullish(),
    }),
    answer: whole,
  },
  takeBackStage: {
    method: 'POST',
    path: '/api/v1/fixes/:id/stages/:number/taking-back',
    ifMatch: true,
    summary: 'Take back that a stage is live, with the reason: it was marked by mistake, or rolled back',
    params: Stage,
    body: z.object({ reason: text(2000).min(1) }),
    answer: whole,
  },
  readFixOutlook: {
    method: 'POST',
    path: '/api/v1/potholes/:id/fix-outlook',
    summary:
      'What a fix can be compared with: baselines, categories that moved alike, and from when its effect could be told. Stores nothing',
    params: Which,
    body: OutlookAsked,
    answer: { status: 200, shape: FixOutlook },
  },
})
