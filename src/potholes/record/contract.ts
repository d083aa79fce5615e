import { z } from 'zod'
import { Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { RuleFilters, RuleName } from '../counting/contract.ts'
import { potholeStates } from './rules.ts'

const When = z.iso.datetime()
const Day = z.iso.date()

export const origins = ['hot_spot', 'alarm', 'theme', 'escalation', 'constraint', 'selection', 'split', 'hand'] as const
const Origin = z.enum(origins)
const Harm = z.enum(['money', 'time', 'safety', 'distress'])
const PotholeState = z.enum(potholeStates)

const name = z.string().trim().min(1).max(160).describe('What it is called among us')
const statement = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .describe('What in the service keeps hurting customers; no person’s name')
const dueOn = Day.refine((day) => day >= '1900' && day < '2200', 'field.since_1900').describe(
  'By when its owner means to have it repaired',
)
const harm = z.array(Harm).max(4).describe('What it does to customers')
const harmNote = z.string().trim().max(2000).nullable()
const loss = z
  .object({ each: z.number().min(0).max(1e9), currency: z.string().regex(/^[A-Z]{3}$/) })
  .nullable()
  .describe('What it costs a customer who is hit, on average; null: not known')

export const Pothole = z.object({
  id: z.uuid(),
  name: z.string(),
  statement: z.string(),
  state: PotholeState,
  owner: Named,
  dueOn: Day,
  openedAt: When,
  openedBy: Named.nullable(),
  origin: Origin,
  originRef: z.string().nullable(),
  rule: z
    .object({ id: z.uuid(), filters: RuleFilters })
    .nullable()
    .describe('Which complaints are counted as showing it; null: those that were picked, and no others'),
  harm,
  harmNote: z.string().nullable(),
  loss,
  complaints: z.number().int().describe('Complaints that were accepted as evidence'),
  proposed: z.number().int().describe('Complaints that may show it and wait for an answer'),
  understoodAt: When.nullable(),
  agreedAt: When.nullable(),
  liveAt: When.nullable(),
  provenAt: When.nullable(),
  toldAt: When.nullable(),
  reopenedAt: When.nullable(),
  closedAt: When.nullable(),
  closing: z.enum(['repaired', 'not_repaired', 'merged']).nullable(),
  closingReason: z
    .string()
    .nullable()
    .describe('Of one that is not repaired: the signed reason; all of us can read it'),
  closedBy: Named.nullable(),
  mergedInto: Named.nullable(),
  version: z.number().int(),
})
export type Pothole = z.infer<typeof Pothole>

export const PotholeGiven = z.object({
  name,
  statement,
  ownerId: z.uuid().describe('A manager or an executive'),
  dueOn,
  rule: RuleFilters.nullish(),
  harm: harm.optional(),
  harmNote: harmNote.optional(),
  loss: loss.optional(),
  origin: Origin.optional(),
  originRef: z.string().max(200).nullish().describe('What it was opened from: the id of the alarm, complaint or note'),
  complaints: z.array(z.string().max(40)).max(500).optional().describe('References of complaints that show it'),
  nobodyNamed: z
    .boolean()
    .optional()
    .describe('Whoever writes says that a word of the statement that looks like a name of one of us is none here'),
})
export type PotholeGiven = z.infer<typeof PotholeGiven>

const Ratio = z.object({ perThousand: z.number(), low: z.number(), high: z.number() })

export const PotholeNumbers = z.object({
  period: z.object({ from: Day, to: Day }).describe('The last twelve whole months'),
  counts: z.array(RuleName).describe('What is counted, by names; empty: those that were accepted as evidence'),
  complaints: z.number().int().nullable().describe('null: the past of a new rule is still being counted'),
  months: z.array(z.object({ month: Day, n: z.number().int() })),
  tooFew: z.boolean().describe('Fewer than five complaints: too few to say'),
  exposure: z
    .object({
      units: z.number(),
      unitName: z.string(),
      of: z.enum(['all', 'product', 'issue', 'step', 'cause']).describe('Whose exposure it is'),
    })
    .nullable()
    .describe('How often it could have happened; null: unknown, not zero'),
  rate: Ratio.nullable().describe('Complaints per thousand units with the exact Poisson interval'),
  money: z
    .object({ value: z.number(), low: z.number(), high: z.number(), currency: z.string() })
    .nullable()
    .describe('What it cost the customers who complained: the loss of each times their number; null: not known'),
})
export type PotholeNumbers = z.infer<typeof PotholeNumbers>

export const PotholeEvent = z.object({
  seq: z.number().int(),
  at: When,
  kind: z.string(),
  actor: z.object({ kind: z.enum(['person', 'key', 'system']), name: z.string().nullable() }),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  names: z.record(z.string(), z.string()).describe('Names for the ids of the detail'),
})
export type PotholeEvent = z.infer<typeof PotholeEvent>

export const PotholeCounts = z.object({
  states: z.record(PotholeState, z.number().int()),
  open: z.number().int(),
  mine: z.number().int().describe('Open ones that are mine'),
  late: z.number().int().describe('Open ones that are past their date'),
  waiting: z.number().int().describe('Complaints that may show an open pothole of mine and wait for an answer'),
})
export type PotholeCounts = z.infer<typeof PotholeCounts>

nameShapes({ Pothole, PotholeGiven, PotholeState, PotholeNumbers, PotholeEvent, PotholeCounts })

const Which = z.object({ id: z.uuid() })
const whole = { status: 200, shape: Pothole } as const

export const potholesContract = contract({
  listPotholes: {
    method: 'GET',
    path: '/api/v1/potholes',
    summary: 'Potholes: open ones by when they are due, then closed ones, the latest first',
    query: z.object({
      ...paging(50, 200),
      state: z
        .enum(['open', 'closed', ...potholeStates.filter((state) => state !== 'open')])
        .optional()
        .describe('`open`: not closed, however far it has come; `closed`: repaired, not repaired or merged'),
      owner: z.union([z.uuid(), z.literal('me')]).optional(),
      q: z.string().trim().max(200).optional().describe('Words of its name or statement'),
    }),
    answer: { status: 200, shape: pageShape(Pothole) },
  },
  countPotholes: {
    method: 'GET',
    path: '/api/v1/potholes/counts',
    summary: 'How many potholes there are in each state, and how many wait for me',
    answer: { status: 200, shape: PotholeCounts },
  },
  openPothole: {
    method: 'POST',
    path: '/api/v1/potholes',
    summary: 'Open a pothole: what keeps hurting customers, and the manager who answers for its repair',
    body: PotholeGiven,
    answer: { status: 201, shape: Pothole },
  },
  readPothole: {
    method: 'GET',
    path: '/api/v1/potholes/:id',
    etag: true,
    summary: 'One pothole',
    params: Which,
    answer: whole,
  },
  readPotholeNumbers: {
    method: 'GET',
    path: '/api/v1/potholes/:id/numbers',
    summary:
      'How many complaints of the last twelve months a pothole explains, per what could have failed, and what they cost',
    params: Which,
    answer: { status: 200, shape: PotholeNumbers },
  },
  readPotholeEvents: {
    method: 'GET',
    path: '/api/v1/potholes/:id/events',
    summary: 'What happened to a pothole, the latest first',
    params: Which,
    answer: { status: 200, shape: z.array(PotholeEvent) },
  },
  changePothole: {
    method: 'PATCH',
    path: '/api/v1/potholes/:id',
    ifMatch: true,
    summary: 'Change what is said of a pothole, whose it is, until when, or which complaints are counted',
    params: Which,
    body: PotholeGiven.omit({ origin: true, originRef: true, complaints: true }).partial(),
    answer: whole,
  },
  closePothole: {
    method: 'POST',
    path: '/api/v1/potholes/:id/closing',
    ifMatch: true,
    summary:
      'Close a pothole: as repaired, once a fix is proven and everyone affected was told; or not to be repaired, with a manager’s signed reason',
    params: Which,
    body: z.discriminatedUnion('closing', [
      z.object({ closing: z.literal('repaired') }),
      z.object({ closing: z.literal('not_repaired'), reason: z.string().trim().min(10).max(4000) }),
    ]),
    answer: whole,
  },
  reopenPothole: {
    method: 'POST',
    path: '/api/v1/potholes/:id/reopening',
    ifMatch: true,
    summary: 'Open a closed pothole again',
    params: Which,
    body: z.object({ reason: z.string().trim().min(1).max(2000) }),
    answer: whole,
  },
})
