import { z } from 'zod'
import { Interval, Share } from '../../causes/contract.ts'
import { Channel } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { layers, measures } from './log.ts'

const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const PlaceKey = z.string().regex(/^([0-9a-f-]{36}|management|none)$/, 'field.choose')
const Layer = z.enum(layers)

export const BarriersQuery = z.object({
  from: Day.describe('Received on this day or later, UTC'),
  to: Day.describe('Received on this day or before, UTC'),
  product: z.uuid().optional().describe('A product and those below it'),
  channel: Channel.optional(),
  team: PlaceKey.optional().describe('Who had it first: a team, `management`, or `none`'),
})
export type BarriersQuery = z.infer<typeof BarriersQuery>

const Counted = { complaints: z.int(), n: z.int().describe('How often; a complaint may count several times') }
const Seconds = z.number().describe('Seconds')
const Mean = z.object({ mean: z.number(), interval: Interval.nullable(), n: z.int() })
const At = z.object({ place: z.string(), ...Counted })
const Between = z.object({ from: z.string(), to: z.string(), ...Counted })
const AtLayer = z.object({ place: z.string(), layer: Layer, complaints: z.int() })

const BarrierPlace = z.object({
  place: z.string().describe('A team’s id, `management`, or `none`'),
  name: z.string().nullable().describe('Of the team; null for management and where no team is known'),
  began: z.int().describe('Complaints it had first'),
  complaints: z.int().describe('Complaints it ever held'),
  open: z.int().describe('Complaints it holds now'),
  heldSeconds: Seconds,
})

const BarrierScore = z.object({
  place: z.string(),
  stuck: z.int().describe('Ended unsolved without having been passed on'),
  returned: z.int().describe('The customer came again by another channel within 14 days'),
  raw: Share.describe('Either of the two, of the complaints that it had first and of which we know how they ended'),
  shrunk: Interval.extend({ mean: z.number() })
    .nullable()
    .describe('Drawn towards what teams have in common (beta-binomial); null: fewer than five ended'),
})

const BarrierWait = z.object({
  place: z.string(),
  n: z.int(),
  seconds: Seconds,
  byCustomer: z.int().describe('Ended by a word of the customer'),
  byUs: z.int().describe('Ended by something of our own'),
  byClosing: z.int(),
  lasting: z.int().describe('Not ended yet'),
  unasked: z.int().describe('Began with words that ask the customer nothing, and ended by something of our own'),
})

export const barrierKinds = [
  'pingpong',
  'back',
  'stuck',
  'dead',
  'escalated',
  'promise',
  'rework',
  'wait_unasked',
] as const
const Barrier = z.object({
  kind: z.enum(barrierKinds),
  place: z.string(),
  other: z.string().describe('The other team; for promises what happened to them; for rework the activity'),
  share: Share.describe('Of all complaints'),
  voices: z
    .array(z.object({ reference: z.string(), words: z.string() }))
    .describe('The newest two, in their own words'),
})

export const BarriersReport = z.object({
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  complaints: z.int().describe('Without those merged into another'),
  ended: z.object({ open: z.int(), solved: z.int(), unsolved: z.int(), unknown: z.int() }),
  uncounted: z.int().describe('Changes that are not counted yet, at the most 10,000'),
  places: z.array(BarrierPlace),
  flows: z.array(Between).describe('Handoffs, most first'),
  handoffs: z.object({
    total: z.int(),
    perComplaint: Mean.nullable(),
    passed: Share,
    spread: z.array(z.object({ handoffs: z.string(), complaints: z.int() })),
  }),
  thereAndBack: Share,
  pingPong: Share,
  between: z.object({ thereAndBack: z.array(Between), pingPong: z.array(Between) }),
  rework: z.object({
    share: Share,
    activities: z.array(z.object({ place: z.string(), activity: z.string(), ...Counted })),
  }),
  deadEnds: z.object({
    share: Share.describe('Of those that ended and of which we know how'),
    at: z.array(AtLayer),
    how: z.array(z.object({ closure: z.string(), complaints: z.int() })),
  }),
  contacts: z.object({
    solved: Mean.nullable().describe('How often customers came to us until they said that it is solved'),
    atOnce: Share.describe('Solved at the first contact, of all that are solved'),
    spread: z.array(z.object({ ended: z.string(), contacts: z.string(), complaints: z.int() })),
  }),
  escalations: z.object({ share: Share, from: z.array(AtLayer) }),
  promises: z.object({
    moved: Share,
    broken: Share,
    putOff: Share,
    at: z.array(At.extend({ what: z.string() })),
  }),
  returns: Share.describe('Came again by another channel within 14 days, of those that ended and of which we know how'),
  scores: z.array(BarrierScore).describe('The most doubtful team first'),
  waits: z.object({ unasked: Share, at: z.array(BarrierWait) }),
  barriers: z.array(Barrier).describe('What most customers met, first'),
})
export type BarriersReport = z.infer<typeof BarriersReport>

export const BehindQuery = BarriersQuery.extend({
  what: z.enum(measures).describe('What happened to it'),
  place: PlaceKey.optional(),
  other: z.string().max(60).optional(),
})
export type BehindQuery = z.infer<typeof BehindQuery>

const BarrierComplaint = z.object({
  reference: z.string(),
  receivedAt: z.iso.datetime(),
  product: z.string().nullable(),
  closure: z.string().nullable().describe('null: open'),
  words: z.string().nullable(),
  handoffs: z.int(),
})

nameShapes({ BarrierPlace, BarrierScore, BarrierWait, Barrier, BarriersReport, BarrierComplaint })
nameShapes({ BarrierArrow: Between, BarrierAtLayer: AtLayer, MeanWithInterval: Mean })

export const barriersContract = contract({
  readBarriers: {
    method: 'GET',
    path: '/api/v1/reports/barriers',
    summary:
      'What stands between customers and a solution: handoffs, there and back, ping-pong, rework, dead ends, who held them how long; teams and rules, never persons',
    query: BarriersQuery,
    answer: { status: 200, shape: BarriersReport },
  },
  listBarrierComplaints: {
    method: 'GET',
    path: '/api/v1/reports/barriers/behind',
    summary: 'The complaints behind a number of the barriers report, newest first, at the most fifty',
    query: BehindQuery,
    answer: { status: 200, shape: z.object({ items: z.array(BarrierComplaint), more: z.boolean() }) },
  },
})
