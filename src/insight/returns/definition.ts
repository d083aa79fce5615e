import { z } from 'zod'
import { Term } from '../../calendar/terms.ts'
import { closures } from '../../complaints/words.ts'
import ukDisp1 from './definitions/uk-disp-1.json' with { type: 'json' }
import ukDisp2 from './definitions/uk-disp-2.json' with { type: 'json' }
import usCaseFile from './definitions/us-cfpb-case-file.json' with { type: 'json' }

const Words = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) })
const Key = z.string().regex(/^[a-z0-9_]+$/)
const Named = z.strictObject({ key: Key, name: Words })

const head = {
  key: Key,
  version: z.int().min(1),
  name: Words,
  about: Words,
  /** What its reader must be told. */
  caveat: Words,
  source: z.string().min(1),
  verifiedOn: z.iso.date(),
  /** Questions that only a field of the company's own can answer. */
  questions: z.array(Named),
}

/** What a column of a case file is taken from. */
export const columnSources = [
  'received_on',
  'product',
  'product_below',
  'issue',
  'issue_below',
  'company',
  'tags',
  'channel',
  'closure',
  'final_in_time',
  'disputed',
  'reference',
] as const
const Values = z.record(z.string(), z.string())
const Column = z.discriminatedUnion('from', [
  z.strictObject({ label: z.string(), from: z.literal('nothing'), why: Words }),
  z.strictObject({ label: z.string(), from: z.literal('is'), value: z.string() }),
  z.strictObject({ label: z.string(), from: z.literal('field'), question: Key }),
  z.strictObject({
    label: z.string(),
    from: z.enum(columnSources),
    /** What each of our words is in theirs; the empty one: nothing there. */
    values: Values.optional(),
    otherwise: z.string().optional(),
  }),
])
const Cases = z.strictObject({
  ...head,
  kind: z.literal('cases'),
  period: z.literal('any'),
  columns: z.array(Column).min(1),
})

/** How a complaint ended, as returns tell it apart: what was decided, else how it closed. */
export const outcomes = ['partly_upheld', 'not_upheld', 'no_finding', ...closures] as const
const Measure = z.discriminatedUnion('counts', [
  z.strictObject({ key: Key, name: Words, counts: z.literal('open_at_start') }),
  z.strictObject({ key: Key, name: Words, counts: z.literal('received') }),
  z.strictObject({
    key: Key,
    name: Words,
    counts: z.literal('closed'),
    after: Term.omit({ rollsOver: true }).optional(),
    until: Term.omit({ rollsOver: true }).optional(),
    outcomes: z.array(z.enum(outcomes)).optional(),
  }),
  z.strictObject({ key: Key, name: Words, counts: z.literal('field'), question: Key }),
  z.strictObject({ key: Key, name: Words, counts: z.literal('nothing'), why: Words }),
])
export type Measure = z.infer<typeof Measure>

const Table = z.strictObject({
  ...head,
  kind: z.literal('table'),
  period: z.literal('half_year'),
  /** The days whose half-years it is for. */
  validFrom: z.iso.date().optional(),
  validUntil: z.iso.date().optional(),
  /** The calendar of its business days: src/calendar/presets. */
  calendar: z.string(),
  groups: z.array(Named).min(1),
  causes: z.array(Named).min(1),
  measures: z.array(Measure).min(1),
  /** What a firm must do that has so many complaints opened in the period. */
  duties: z.array(z.strictObject({ opened: z.int(), name: Words })),
})

/** A return to a regulator, as data: another one, or another version, is another file and no code. */
export const ReturnDefinition = z.discriminatedUnion('kind', [Cases, Table])
export type ReturnDefinition = z.infer<typeof ReturnDefinition>
export type CaseDefinition = z.infer<typeof Cases>
export type TableDefinition = z.infer<typeof Table>
export type CaseColumn = z.infer<typeof Column>

/** Every definition that ships, the latest version of each first. */
export const returnDefinitions: ReturnDefinition[] = [ukDisp2, ukDisp1, usCaseFile].map((each) =>
  ReturnDefinition.parse(each),
)
