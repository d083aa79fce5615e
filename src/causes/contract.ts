import { z } from 'zod'
import { ComplaintFilters } from '../complaints/filter-shapes.ts'
import { CauseClass as Class, Channel, Named } from '../complaints/shapes.ts'
import { contract, nameShapes } from '../platform/http/contract.ts'
import { causeClasses, loci } from './rules.ts'

const When = z.iso.datetime()
const Bilingual = z.object({ en: z.string().trim().min(1).max(300), ru: z.string().trim().min(1).max(300) })
const Explained = z.object({ en: z.string().trim().max(2000), ru: z.string().trim().max(2000) })
const Locus = z.enum(loci as [string, ...string[]])
const Answer = z.enum(['yes', 'no', 'unknown'])

export const Cause = z.object({
  id: z.uuid(),
  code: z.string(),
  class: Class.exclude(['unknown']),
  locus: Locus,
  name: Bilingual,
  definition: Explained.partial(),
  examples: z.record(z.string(), Explained.partial()),
  retired: z.boolean(),
})
export type Cause = z.infer<typeof Cause>

const CauseGiven = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'field.code'),
  class: Class.exclude(['unknown']),
  locus: Locus,
  name: Bilingual,
  definition: Explained.partial().default({}),
  examples: z.partialRecord(z.enum(['positive', 'negative', 'border']), Explained.partial()).default({}),
  retired: z.boolean().default(false),
})
export type CauseGiven = z.infer<typeof CauseGiven>

export const CodingGiven = z.object({
  asDesigned: Answer.describe('Did it go the way we designed it to go, this time?'),
  expected: Answer.nullish().describe(
    'Would a reasonable customer, knowing what we had clearly told them, have expected it?',
  ),
  locus: Locus.nullish(),
  causeId: z.uuid().nullish(),
})
export type CodingGiven = z.infer<typeof CodingGiven>

export const Coding = z.object({
  id: z.uuid(),
  pass: z.number().int(),
  standing: z.enum(['primary', 'contributing']),
  asDesigned: Answer,
  expected: Answer.nullable(),
  class: Class,
  locus: z.string().nullable(),
  cause: z.object({ id: z.uuid(), name: Bilingual }).nullable(),
  coder: Named,
  codedAt: When,
  current: z.boolean(),
})
export type Coding = z.infer<typeof Coding>

/** Years for which calendars, and the database's, have no surprises. */
export const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')

export const CausesQuery = z.object({
  from: Day.describe('First day, UTC'),
  to: Day.describe('Last day, UTC'),
  product: z.uuid().optional(),
  issue: z.uuid().optional(),
  step: z.uuid().optional(),
  channel: Channel.optional(),
  language: z.string().max(35).optional(),
  tag: ComplaintFilters.shape.tag,
  field: ComplaintFilters.shape.field,
})
export type CausesQuery = z.infer<typeof CausesQuery>

export const Interval = z.object({ low: z.number(), high: z.number() })
/** A share of `n`, with its 95 % interval (Wilson); null where n is 0: unknown, not zero. */
export const Share = z.object({
  count: z.number().int(),
  n: z.number().int(),
  share: z.number().nullable(),
  interval: Interval.nullable(),
  tooFew: z.boolean(),
})
const Compared = Share.extend({
  before: Share,
  change: Interval.extend({ difference: z.number() }).nullable().describe('Newcombe’s 95 % interval of the difference'),
})
const ByClass = z.record(z.enum([...causeClasses, 'uncoded']), z.number().int())
export const ParetoRow = z.object({
  id: z.uuid().nullable().describe('null: not stated'),
  name: z.union([z.string(), Bilingual]).nullable(),
  class: Class.nullable(),
  count: z.number().int(),
  before: z.number().int(),
  share: z.number(),
  cumulative: z.number(),
  byClass: ByClass,
  rate: z
    .object({ perThousand: z.number(), low: z.number(), high: z.number(), units: z.number(), unitName: z.string() })
    .nullable()
    .describe('Complaints per thousand units of exposure with the exact 95 % interval; null where exposure is unknown'),
})
export type ParetoRow = z.infer<typeof ParetoRow>

export const CausesReport = z.object({
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  before: z.object({ from: z.iso.date(), to: z.iso.date() }),
  total: z.object({ count: z.number().int(), before: z.number().int() }),
  coded: z.object({ count: z.number().int(), before: z.number().int() }),
  classes: z.array(
    Compared.extend({
      class: Class,
      loci: z.array(z.object({ locus: z.string().nullable(), count: z.number().int() })),
    }),
  ),
  groups: z.array(Compared.extend({ group: z.enum(['employees', 'company', 'customers']), published: Interval })),
  asPlanned: Compared,
  pareto: z.object({
    product: z.array(ParetoRow),
    issue: z.array(ParetoRow),
    step: z.array(ParetoRow),
    cause: z.array(ParetoRow),
  }),
  months: z.array(z.object({ month: z.iso.date(), count: z.number().int(), byClass: ByClass })),
})
export type CausesReport = z.infer<typeof CausesReport>

const Which = z.object({ reference: z.string().min(1).max(60) })
const Taxonomy = z.object({ version: z.number().int(), note: z.string(), createdAt: When, causes: z.array(Cause) })

nameShapes({
  Cause,
  CauseGiven,
  CauseName: Bilingual,
  CauseText: Explained,
  Locus,
  Answer,
  CodingGiven,
  Coding,
  Taxonomy,
})
nameShapes({ Interval, Share, ComparedShare: Compared, CountsByClass: ByClass, ParetoRow, CausesReport })

export const causesContract = contract({
  readTaxonomy: {
    method: 'GET',
    path: '/api/v1/taxonomy',
    etag: true,
    summary: 'The causes as they stand',
    answer: { status: 200, shape: Taxonomy },
  },
  listTaxonomyVersions: {
    method: 'GET',
    path: '/api/v1/taxonomy/versions',
    summary: 'Every version of the taxonomy, newest first',
    answer: {
      status: 200,
      shape: z.array(
        z.object({
          version: z.number().int(),
          createdAt: When,
          createdBy: z.string().nullable(),
          note: z.string(),
          causes: z.number().int(),
        }),
      ),
    },
  },
  replaceTaxonomy: {
    method: 'PUT',
    path: '/api/v1/taxonomy',
    ifMatch: true,
    etag: true,
    summary:
      'Make a new version of the taxonomy. Causes left out are retired, never deleted; class and locus of a known cause stay',
    body: z.object({
      basedOn: z.number().int(),
      note: z.string().trim().min(1).max(500),
      causes: z.array(CauseGiven).max(500),
    }),
    answer: { status: 200, shape: Taxonomy },
  },
  codeComplaint: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/codings',
    ifMatch: true,
    summary: 'Code a complaint by the two questions: one primary cause, any number of contributing ones',
    params: Which,
    body: z.object({
      pass: z.union([z.literal(1), z.literal(2)]).default(1),
      primary: CodingGiven,
      contributing: z.array(CodingGiven).max(10).default([]),
    }),
    answer: { status: 201, shape: z.array(Coding) },
  },
  readCodings: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/codings',
    summary: 'Codings of a complaint; blind shows only my own, so that a second coder is not led',
    params: Which,
    query: z.object({ blind: z.enum(['true', 'false']).default('false') }),
    answer: { status: 200, shape: z.array(Coding) },
  },
  nextToCode: {
    method: 'GET',
    path: '/api/v1/codings/next',
    summary:
      'The next complaint to code: uncoded with words, newest first; for the second pass one that another person coded',
    query: z.object({ pass: z.coerce.number().int().min(1).max(2).default(1), after: z.string().max(60).optional() }),
    answer: {
      status: 200,
      shape: z.object({ reference: z.string().nullable(), left: z.number().int(), more: z.boolean() }),
    },
  },
  readAgreement: {
    method: 'GET',
    path: '/api/v1/codings/agreement',
    summary: 'How far first and second coders agree on the class: matrix, Cohen’s kappa, Gwet’s AC1, 95 % intervals',
    answer: {
      status: 200,
      shape: z.object({
        n: z.number().int(),
        classes: z.array(Class),
        matrix: z.array(z.array(z.number().int())),
        observed: z.number().nullable(),
        kappa: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
        ac1: z.number().nullable(),
      }),
    },
  },
  reportCauses: {
    method: 'GET',
    path: '/api/v1/reports/causes',
    summary:
      'Shares of delivery, surprise, mismatch and unknown with intervals, and where complaints gather, beside the period before',
    query: CausesQuery,
    answer: { status: 200, shape: CausesReport },
  },
  exportCauses: {
    method: 'GET',
    path: '/api/v1/reports/causes/export',
    summary: 'The causes report as a CSV or XLSX file',
    query: CausesQuery.extend({ format: z.enum(['csv', 'xlsx']) }),
    answer: {
      status: 200,
      shape: 'stream',
      types: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
  },
  listTopics: {
    method: 'GET',
    path: '/api/v1/topics',
    summary: 'Products, issues and journey steps',
    answer: {
      status: 200,
      shape: z.object({
        products: z.array(Named.extend({ parentId: z.uuid().nullable() })),
        issues: z.array(Named.extend({ parentId: z.uuid().nullable() })),
        steps: z.array(
          z.object({ id: z.uuid(), code: z.string(), name: Bilingual, journey: Bilingual, position: z.number().int() }),
        ),
      }),
    },
  },
  readExposures: {
    method: 'GET',
    path: '/api/v1/exposures',
    summary: 'What was exposed to failing, by month',
    answer: {
      status: 200,
      shape: z.array(
        z.object({
          dimension: z.enum(['all', 'product', 'issue', 'step', 'cause']),
          valueId: z.uuid().nullable(),
          month: z.iso.date(),
          units: z.number(),
          unitName: z.string(),
        }),
      ),
    },
  },
  storeExposures: {
    method: 'PUT',
    path: '/api/v1/exposures',
    summary:
      'Say how many units (orders, accounts, journeys) were exposed in a month; the same month and thing is replaced',
    body: z
      .array(
        z.object({
          dimension: z.enum(['all', 'product', 'issue', 'step', 'cause']),
          valueId: z.uuid().nullable(),
          month: Day.regex(/-01$/, 'field.first_of_month'),
          units: z.number().positive(),
          unitName: z.string().trim().min(1).max(60),
        }),
      )
      .min(1)
      .max(5000),
    answer: { status: 204, shape: null },
  },
})
