import { z } from 'zod'
import { Interval, Share } from '../../causes/contract.ts'
import { CauseClass } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Survey } from '../surveys/contract.ts'
import { endings, silences, toldWhom } from '../surveys/rules.ts'
import { inputNames } from './rules.ts'

const Amount = z.number().min(0).max(1e15)
const inOrder = ({ low, likely, high }: { low: number; likely: number; high: number }) =>
  low <= likely && likely <= high
const RangeGiven = z
  .strictObject({
    low: Amount,
    likely: Amount,
    high: Amount,
    source: z.string().trim().min(1).max(500).describe('Where the company knows it from'),
  })
  .refine(inOrder, 'field.range_order')
const Range = z
  .object({ low: z.number(), likely: z.number(), high: z.number() })
  .describe('The value at the likely inputs, and between which values 95 % of the simulated runs lie')
const Known = z.object({ low: z.number(), likely: z.number(), high: z.number(), source: z.string() })

const Estimate = Share.extend({
  weighted: z
    .object({ share: z.number(), interval: Interval, effective: z.number(), unseen: z.number() })
    .nullable()
    .describe(
      'Weighted for non-response by segment and language; null where the frame has one part only, or nobody answered',
    ),
})
const Keyed = <Key extends readonly [string, ...string[]]>(keys: Key) => Share.extend({ key: z.enum(keys) })

const SilentEstimates = z.object({
  problemRate: Estimate,
  complained: Estimate,
  silentSufferers: Estimate,
  silentLeavers: Estimate.describe('Of all who answered: had a problem, said nothing, and will leave'),
  multiplier: Interval.extend({ multiplier: z.number() })
    .nullable()
    .describe('Customers with a problem for each who complained'),
  reasons: z.array(Keyed(silences)).describe('Of the silent ones who said why'),
  told: z.array(Keyed(toldWhom)),
  endings: z.array(Keyed(endings).extend({ leaving: Share })),
  projected: z
    .object({ complainants: z.int(), problems: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Customers who complained in those days, each once, times the multiplier'),
  leaversMoney: z
    .object({ amount: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Customers × silent leavers × annual value, at the likely inputs; the interval is that of the share'),
})
export type SilentEstimates = z.infer<typeof SilentEstimates>

const MarketInput = z.object({
  name: z.enum(inputNames),
  typed: Known.nullable(),
  surveyed: Share.nullable().describe(
    'What the survey says; used where nothing is typed and it rests on five answers or more',
  ),
  used: z.enum(['typed', 'survey']).nullable(),
})
export type MarketInput = z.infer<typeof MarketInput>

const damageNames = [
  'problems',
  'complaints',
  'silent',
  'lostSatisfied',
  'lostMollified',
  'lostDissatisfied',
  'lostSilent',
  'lost',
  'gross',
  'attributable',
  'money',
  'wordOfMouth',
  'wordOfMouthMoney',
] as const
const MarketDamage = z.object({
  inputs: z.array(MarketInput),
  currency: z.string().nullable(),
  missing: z
    .array(z.enum(inputNames))
    .describe('Without these nothing is computed; no published figure takes their place'),
  damage: z.record(z.enum(damageNames), Range).nullable(),
  levers: z
    .object({
      handling: z.object({
        complaintRate: z.number(),
        satisfied: z.number(),
        mollified: z.number(),
        dissatisfied: z.number(),
        saved: Range,
      }),
      prevention: z.object({ problemRate: z.number(), saved: Range }),
    })
    .nullable(),
})
export type MarketDamage = z.infer<typeof MarketDamage>

const CauseAtRisk = z.object({
  causeId: z.uuid(),
  name: z.object({ en: z.string(), ru: z.string() }),
  class: CauseClass,
  complaints: z.int().describe('Coded to it in those days'),
  propensity: Share.nullable().describe('Who of those with this problem complained, from the survey'),
  isOwn: z.boolean().describe('Whether that propensity is used; else that of all problems together'),
  share: Range.describe('Of all problems'),
  money: Range.nullable(),
  repair: Known.nullable(),
})
const CausesAtRisk = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  isRanked: z
    .boolean()
    .describe(
      'False: who complains of which problem is not known, so the causes stand in the order of the taxonomy; counts of complaints rank nothing',
    ),
  rows: z.array(CauseAtRisk),
})
export type CausesAtRisk = z.infer<typeof CausesAtRisk>

export const SilentCustomers = z.object({
  surveys: z.array(Survey.pick({ id: true, name: true, state: true, from: true, to: true })),
  survey: Survey.extend({ response: Share.describe('Answered, of all who were drawn') }).nullable(),
  estimates: SilentEstimates.nullable(),
  market: MarketDamage,
  causes: CausesAtRisk,
})
export type SilentCustomers = z.infer<typeof SilentCustomers>

nameShapes({
  SilentCustomers,
  SilentEstimates,
  SilentEstimate: Estimate,
  MarketInput,
  MarketDamage,
  CauseAtRisk,
  KnownRange: Known,
  SimulatedRange: Range,
  RangeGiven,
})

const Points = z.coerce.number().min(0).max(1)
export const SilentQuery = z.object({
  survey: z.uuid().optional().describe('The newest with answers when left out'),
  prevented: Points.default(0.25).describe('Lever B: the share of problems that is prevented'),
  telling: Points.default(0.15).describe('Lever A: so much more of those with a problem complain'),
  better: Points.default(0.15).describe(
    'Lever A: so much more of complainants are satisfied; two thirds of them were dissatisfied before',
  ),
})
export type SilentQuery = z.infer<typeof SilentQuery>

export const silentContract = contract({
  readSilentCustomers: {
    method: 'GET',
    path: '/api/v1/silent-customers',
    summary:
      'Customers who had a problem and said nothing: estimates of a survey, what problems cost, and money at risk by cause',
    query: SilentQuery,
    answer: { status: 200, shape: SilentCustomers },
  },
  saveMarketInputs: {
    method: 'PUT',
    path: '/api/v1/market-damage',
    summary:
      'Say what the company knows of its market: outermost values, the likely one and the source; null takes one back',
    body: z.strictObject({
      inputs: z.partialRecord(z.enum(inputNames), RangeGiven.nullable()),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional()
        .describe('ISO 4217; needed with the annual value'),
    }),
    answer: { status: 204, shape: null },
  },
  saveRepairCost: {
    method: 'PUT',
    path: '/api/v1/repair-costs/:causeId',
    summary: 'Say what repairing a cause would cost, in the currency of the annual value; null takes it back',
    params: z.object({ causeId: z.uuid() }),
    body: z.strictObject({ cost: RangeGiven.nullable() }),
    answer: { status: 204, shape: null },
  },
})
