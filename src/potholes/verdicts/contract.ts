import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { RuleFilters } from '../counting/contract.ts'
import { bases } from './facts.ts'
import { verdictReasons, verdictWords } from './rules.ts'

const Day = z.iso.date()
const Range = z.object({ value: z.number(), low: z.number(), high: z.number().nullable() })
const Ratio = z
  .object({ ratio: z.number().nullable(), low: z.number(), high: z.number().nullable(), p: z.number() })
  .describe('After / before with its 95 % interval; null: without end')

export const VerdictCautions = ['bursts', 'shrunk', 'not_shrunk', 'together', 'recounted', 'frozen_late'] as const

const VerdictWeek = z.object({
  from: Day,
  days: z.number().int(),
  isAfter: z.boolean(),
  isBaseline: z.boolean().describe('Within the window that was agreed for comparing'),
  n: z.number().int(),
  controls: z.number().int(),
  expected: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
})

export const Verdict = z.object({
  fix: z.object({ id: z.uuid(), name: z.string() }),
  potholeId: z.uuid(),
  target: RuleFilters.describe('Which complaints are counted'),
  word: z.enum(verdictWords),
  reason: z.enum(verdictReasons).nullable().describe('Why nothing can be told, or what else belongs to the word'),
  settledOn: Day.nullable().describe('Since when it is shown'),
  asOf: Day.describe('Complaints before this day are counted'),
  liveSince: Day.describe('The first whole day with the fix'),
  days: z.number().int().describe('Whole days with the fix'),
  baseline: z.object({ from: Day, to: Day, days: z.number().int(), complaints: z.number().int() }),
  basis: z.enum(bases).describe('What it is judged against: agreed controls, its own rate, or nothing'),
  observed: z.number().int().nullable().describe('Complaints since the fix'),
  expected: Range.nullable().describe('What would have been without it'),
  effect: Range.nullable().describe(
    'Complaints since / what would have been, with an interval that holds on all days at once; high null: without end',
  ),
  prevented: Range.nullable().describe('What would have been less what was; high null: without end'),
  expectedRatio: z.number().describe('What was agreed: after / before'),
  evidence: z
    .object({
      fall: z.number().describe('ln E for fewer complaints'),
      rise: z.number().describe('ln E for more'),
      needed: z.number().describe('ln 40: at it or above it is shown'),
    })
    .nullable(),
  canTellFrom: Day.nullable().describe(
    'From when daily looks will have shown what was agreed, with 80 %; null: not within four years',
  ),
  cautions: z.array(z.enum(VerdictCautions)),
  together: z.array(z.string()).describe('Other fixes of this pothole that went live in these days'),
  phi: z.number().describe('How many times more the counts spread than chance makes them'),
  shrink: z.number().nullable().describe('The rate to be expected again / the rate as counted'),
  controlNames: z.array(z.string()),
  beside: z
    .object({
      target: Ratio.nullable().describe('Rate ratio, exact'),
      controls: Ratio.nullable().describe('The same of the controls'),
      relative: Ratio.nullable().describe('Ratio of rate ratios'),
      exact: Ratio.nullable().describe('Fisher'),
      course: z
        .object({
          immediate: Range,
          overall: Range,
          prevented: Range,
          trend: Ratio,
          phi: z.number(),
          durbinWatson: z.number(),
          periods: z.number().int(),
        })
        .nullable()
        .describe('Interrupted time series: against its own course before'),
    })
    .describe('By methods for one look only; they do not decide'),
  weeks: z.array(VerdictWeek),
})
export type Verdict = z.infer<typeof Verdict>

const VerdictDay = z.object({
  asOf: Day,
  word: z.enum(verdictWords),
  evidence: z.number().nullable().describe('ln E for fewer complaints'),
  needed: z.number().nullable(),
})

export const PotholeVerdicts = z.object({
  leading: Verdict.nullable().describe('The one that counts: a fix that worked, else the fix that went live last'),
  others: z.array(Verdict).describe('Of the other fixes, the latest first'),
  days: z.array(VerdictDay).describe('What was said of the leading one, day by day'),
})
export type PotholeVerdicts = z.infer<typeof PotholeVerdicts>

nameShapes({ Verdict, VerdictWeek, PotholeVerdicts, RatioOfRates: Ratio })

export const verdictsContract = contract({
  readVerdict: {
    method: 'GET',
    path: '/api/v1/potholes/:id/verdict',
    summary:
      'Whether the fixes of a pothole worked: worked, no effect shown yet, worse, or cannot tell and why. Judged daily, valid on every day one looks',
    params: z.object({ id: z.uuid() }),
    answer: { status: 200, shape: PotholeVerdicts },
  },
})
