import { z } from 'zod'
import { CausesQuery, ParetoRow } from '../../causes/contract.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { bases, unratedReasons } from './rules.ts'

export const HotSpotDimension = z.enum(['product', 'issue', 'step', 'cause'])
export type HotSpotDimension = z.infer<typeof HotSpotDimension>

export const HotSpotsQuery = CausesQuery.extend({
  dimension: HotSpotDimension.describe('What the places are: products, issues, steps of a journey or causes'),
})
export type HotSpotsQuery = z.infer<typeof HotSpotsQuery>

const RatePerThousand = z.object({
  perThousand: z.number(),
  low: z.number().describe('Lower end of the 95 % interval'),
  high: z.number().describe('Upper end of the 95 % interval'),
})

export const HotSpot = z.object({
  id: z.uuid(),
  name: ParetoRow.shape.name,
  class: ParetoRow.shape.class,
  count: z.number().int(),
  before: z.number().int().describe('Complaints in the period before, which is as long'),
  units: z.number().nullable().describe('Exposure over the period; null: unknown, not zero'),
  unitName: z.string().nullable(),
  raw: RatePerThousand.nullable().describe('Complaints per thousand units with the exact Poisson interval'),
  expected: RatePerThousand.extend({
    atLeast: z.number().describe('Lower 5 % quantile: the rate is above it with 95 %. Places are ranked by it'),
    doubleProbability: z.number().describe('Probability that the rate is more than twice the pooled one'),
  })
    .nullable()
    .describe('The rate after borrowing from all places (empirical Bayes): what to expect next time with no fix'),
  excess: z
    .object({ cases: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Complaints above what the pooled rate would have given here'),
  tooFew: z.boolean().describe('Fewer than five complaints: too few to say'),
  unratedBecause: z.enum(unratedReasons).nullable(),
})
export type HotSpot = z.infer<typeof HotSpot>

export const HotSpotsReport = z.object({
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  dimension: HotSpotDimension,
  total: z.number().int().describe('Complaints of the period, all places and those that state none'),
  notStated: z.number().int(),
  basis: z
    .enum(bases)
    .describe(
      'Whose exposure the rates are of: each place’s own, that of the chosen product, that of the whole company, or unknown',
    ),
  unknownBecause: z.enum(['not_whole_months', 'none_stored', 'months_missing']).nullable(),
  stored: z
    .object({ first: z.iso.date(), last: z.iso.date() })
    .nullable()
    .describe('The months, from the first to the last, for which any exposure of these places is stored'),
  unitName: z.string().nullable(),
  pooled: RatePerThousand.extend({ count: z.number().int(), units: z.number() })
    .nullable()
    .describe(
      'The rate of all rated places. Where they share one exposure (of the product or the company), units are that one, and the rate is what one place has on average',
    ),
  prior: z
    .object({
      a: z.number().nullable(),
      b: z.number().nullable().describe('In thousands of units'),
      places: z.number().int(),
      isAlike: z.boolean().describe('The places differ no more than chance makes them: one rate for all'),
    })
    .nullable()
    .describe('The gamma distribution of rates between places, learnt from them'),
  rated: z.array(HotSpot).describe('Highest lower 5 % quantile first'),
  unrated: z.array(HotSpot).describe('Most complaints first. Not rates: their exposure is unknown'),
})
export type HotSpotsReport = z.infer<typeof HotSpotsReport>

nameShapes({ HotSpot, HotSpotsReport, RatePerThousand })

export const hotSpotsContract = contract({
  readHotSpots: {
    method: 'GET',
    path: '/api/v1/reports/hot-spots',
    summary:
      'Where the rate of complaints is high beyond chance: places ranked by their shrunk rate and by excess complaints, never by raw count',
    query: HotSpotsQuery,
    answer: { status: 200, shape: HotSpotsReport },
  },
})
