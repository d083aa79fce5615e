import { z } from 'zod'
import { contract, nameShapes } from '../platform/http/contract.ts'
import { findings, keptVerdicts, promiseKinds, promiseStates } from './rules.ts'

const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const Kind = z.enum(promiseKinds)
const Ids = z.array(z.uuid()).max(200)
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullish()
    .transform((given) => given || null)

const Given = z
  .strictObject({
    kind: Kind.default('other').describe('Where it stands'),
    text: z
      .strictObject({ en: words(2000), ru: words(2000) })
      .describe('The words customers read, in the languages in which they were said'),
    saidWhere: words(500).describe('The page, leaflet or clause'),
    conditions: words(2000).describe('When it holds'),
    indicator: words(1000).describe('What shows whether it was kept'),
    threshold: z
      .number()
      .gt(0)
      .max(1)
      .nullish()
      .transform((given) => given ?? null)
      .describe('In what share of cases it must be kept'),
    remedy: words(2000).describe('What the customer gets when it was not kept'),
    ownerId: z
      .uuid()
      .nullish()
      .transform((given) => given ?? null)
      .describe('Who answers for it'),
    validFrom: Day,
    validTo: Day.nullish()
      .transform((given) => given ?? null)
      .describe('The last day on which it holds; null: until further notice'),
    productIds: Ids.default([]).describe('Of which products; none: of all'),
    stepIds: Ids.default([]).describe('At which steps; none: at every step'),
  })
  .superRefine(({ text, validFrom, validTo }, context) => {
    if (!text.en && !text.ru) context.addIssue({ code: 'custom', path: ['text'], message: 'field.needed' })
    if (validTo !== null && validTo < validFrom)
      context.addIssue({ code: 'custom', path: ['validTo'], message: 'field.away_order' })
  })
export type PromiseGiven = z.output<typeof Given>
/** As it is sent. */
export type PromiseSent = z.input<typeof Given>

const ReadingGiven = z
  .strictObject({ from: Day, to: Day, cases: z.int().min(1).max(1e9), kept: z.int().min(0).max(1e9) })
  .superRefine(({ from, to, cases, kept }, context) => {
    if (to < from) context.addIssue({ code: 'custom', path: ['to'], message: 'field.away_order' })
    if (kept > cases) context.addIssue({ code: 'custom', path: ['kept'], message: 'field.kept_of_cases' })
  })
export type ReadingGiven = z.infer<typeof ReadingGiven>

const Reading = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  cases: z.int(),
  kept: z.int(),
  share: z.number().nullable().describe('null: fewer than five cases'),
  low: z.number().nullable(),
  high: z.number().nullable().describe('Wilson’s 95 % interval'),
  verdict: z.enum(keptVerdicts).describe('Against the threshold: only an interval wholly on one side of it says so'),
})

export const ServicePromise = z.object({
  id: z.uuid(),
  version: z.int().describe('Every change makes one; earlier ones can be read'),
  kind: Kind,
  text: z.object({ en: z.string().nullable(), ru: z.string().nullable() }),
  saidWhere: z.string().nullable(),
  conditions: z.string().nullable(),
  indicator: z.string().nullable(),
  threshold: z.number().nullable(),
  remedy: z.string().nullable(),
  owner: z.object({ id: z.uuid(), name: z.string(), active: z.boolean() }).nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  productIds: z.array(z.uuid()),
  stepIds: z.array(z.uuid()),
  changedAt: z.iso.datetime(),
  changedBy: z.string().nullable(),
  state: z.enum(promiseStates),
  findings: z.array(z.enum(findings)).describe('What it lacks, so that nobody can be held to it'),
  readings: z.array(Reading).describe('Whether it was kept, the latest period first'),
})
export type ServicePromise = z.infer<typeof ServicePromise>

nameShapes({ ServicePromise, ServicePromiseGiven: Given, PromiseReading: Reading })

const Which = z.object({ id: z.uuid() })

export const promisesContract = contract({
  listPromises: {
    method: 'GET',
    path: '/api/v1/promises',
    summary: 'What we tell all customers (ISO 10001): those in force first, and what each lacks',
    answer: { status: 200, shape: z.array(ServicePromise) },
  },
  addPromise: {
    method: 'POST',
    path: '/api/v1/promises',
    summary: 'Put a promise to all customers into the register',
    body: Given,
    answer: { status: 201, shape: ServicePromise },
  },
  changePromise: {
    method: 'PUT',
    path: '/api/v1/promises/:id',
    summary: 'Say a promise anew: another version of it, and what was said before stays',
    params: Which,
    ifMatch: true,
    etag: true,
    body: Given,
    answer: { status: 200, shape: ServicePromise },
  },
  listPromiseVersions: {
    method: 'GET',
    path: '/api/v1/promises/:id/versions',
    summary: 'What a promise said, the latest version first',
    params: Which,
    answer: { status: 200, shape: z.array(ServicePromise.omit({ state: true, findings: true, readings: true })) },
  },
  addPromiseReading: {
    method: 'POST',
    path: '/api/v1/promises/:id/readings',
    summary: 'Say in how many cases of a period a promise was kept; of the same period the last word counts',
    params: Which,
    body: ReadingGiven,
    answer: { status: 201, shape: ServicePromise },
  },
})
