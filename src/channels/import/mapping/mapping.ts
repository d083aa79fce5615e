import { z } from 'zod'
import { nameShapes } from '../../../platform/http/contract.ts'
import { isEncoding } from '../read/encoding.ts'
import { adapterNames } from './adapters.ts'
import { dateReader } from './date-format.ts'
import { isTimeZone } from './instant.ts'

/** The parts of a complaint that a column can become, in the order in which a person is asked about them. */
export const targets = [
  'externalId',
  'receivedAt',
  'text',
  'title',
  'channel',
  'language',
  'product',
  'subProduct',
  'issue',
  'subIssue',
  'step',
  'team',
  'tags',
  'customer.externalId',
  'customer.name',
  'customer.email',
  'customer.phone',
] as const

export type Target = (typeof targets)[number]
export type TextTarget = Exclude<Target, 'receivedAt'>

const word = z.string().min(1)
const columns = z.union([word, z.array(word).min(1)])
const dateFormat = word.refine((pattern) => dateReader(pattern) !== null, { params: { key: 'mapping_date_format' } })
const timeZone = word.refine(isTimeZone, { params: { key: 'mapping_time_zone' } })

/**
 * A text taken from the row: `from` names a column, or several of which the first that holds something counts; with `join`
 * all of them are put together. `is` is the same text for every row. `values` translates what the source writes.
 */
const textRule = z.strictObject({
  from: columns.optional(),
  join: z.string().optional(),
  is: word.optional(),
  values: z.record(word, z.string()).optional(),
  otherwise: z.string().optional(),
})

/** A date taken from the row. Several formats are tried in their order. Without a zone in the text, `timeZone` holds. */
const dateRule = z.strictObject({
  from: columns.optional(),
  join: z.string().optional(),
  format: z.union([dateFormat, z.array(dateFormat).min(1)]).optional(),
  timeZone: timeZone.optional(),
})

/** What to do with a row that has no date of receipt: reject it, or take the moment of the import and say so in a field. */
const receiptRule = dateRule.extend({ ifEmpty: z.enum(['reject', 'import time']).optional() })

/** Something that holds for a row or not. Words are compared without regard to case. */
const condition = z.strictObject({
  column: columns,
  in: z.array(z.string()).optional(),
  startsWith: z.array(word).optional(),
  filled: z.boolean().optional(),
})

/**
 * What happened after receipt. With `when`, the condition decides whether it happened; without it, the date does. An event
 * that happened on no known date stands at the receipt, or where `at` says when `dateIs` is "at the earliest"; a field
 * such as `closingDateKnown` then says "false".
 */
const event = {
  at: dateRule.optional(),
  when: condition.optional(),
  dateIs: z.enum(['known', 'at the earliest']).optional(),
}
const historyRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('customer_wrote'), ...event, text: textRule }),
  z.strictObject({
    kind: z.literal('answered'),
    ...event,
    by: textRule.optional(),
    text: textRule.optional(),
    interim: z.boolean().optional(),
    promisedFor: dateRule.optional(),
  }),
  z.strictObject({
    kind: z.literal('rerouted'),
    ...event,
    fromTeam: textRule.optional(),
    toTeam: textRule.optional(),
    note: textRule.optional(),
  }),
  z.strictObject({ kind: z.literal('reclassified'), ...event, was: textRule.optional(), becomes: textRule.optional() }),
  z.strictObject({ kind: z.literal('status'), ...event, status: textRule }),
  z.strictObject({ kind: z.literal('disputed'), ...event }),
  z.strictObject({
    kind: z.literal('closed'),
    ...event,
    /** "solved" only when the source says that the customer confirmed it. */
    closure: z.enum(['solved', 'withdrawn', 'historic']),
    words: textRule.optional(),
  }),
])

/** How the file is read; everything left out is found out from the file. */
const source = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'jsonl', 'json']).optional(),
  encoding: word.refine(isEncoding, { params: { key: 'mapping_encoding' } }).optional(),
  delimiter: z.string().length(1).optional(),
  quote: word.optional(),
  headerLine: z.int().min(1).optional(),
  repair: z.enum(['utf-8 read as windows-1252']).optional(),
  sheet: word.optional(),
  records: word.optional(),
})

/** Words that become tags: `split` is what stands between them, any of comma, semicolon and bar when left out. */
const tagsRule = textRule.extend({ split: word.optional() })

const textColumns = Object.fromEntries(
  targets.filter((target) => target !== 'receivedAt').map((target) => [target, textRule.optional()]),
) as Record<TextTarget, z.ZodOptional<typeof textRule>>

/** Which columns of a file become which part of a complaint: data, written by a person or by the import page. */
export const Mapping = z.strictObject({
  name: word,
  version: z.int().min(1),
  about: z.string().optional(),
  source: source.optional(),
  /** Where dates without a zone were written; UTC when left out. */
  timeZone: timeZone.optional(),
  /** Texts that mean "nothing here", such as N/A. */
  emptyWords: z.array(word).optional(),
  columns: z.strictObject({ receivedAt: receiptRule, ...textColumns, tags: tagsRule.optional() }),
  history: z.array(historyRule).optional(),
  /** For sources whose rows need more than columns: the name of a reader in the program. */
  adapter: z.enum(adapterNames).optional(),
  /** Rows that are no complaints, such as praise; they are counted apart from rejected ones. */
  skipWhen: z.array(condition).optional(),
  /** Columns to keep as fields under another name. */
  fields: z.record(word, textRule).optional(),
  /** What becomes of the columns named nowhere above; the other thing becomes of those in `except`. */
  rest: z.enum(['fields', 'drop']),
  except: z.array(word).optional(),
  /** Headings by which a file of this kind is known: any of the lists, when all of its headings are there. */
  knownBy: z.array(z.array(word).min(1)).optional(),
})

nameShapes({ TextRule: textRule, DateRule: dateRule, ReceiptRule: receiptRule, RowCondition: condition })
nameShapes({ HistoryRule: historyRule, FileSource: source, Mapping })

export type Mapping = z.infer<typeof Mapping>
export type TextRule = z.infer<typeof textRule>
export type DateRule = z.infer<typeof dateRule>
export type ReceiptRule = z.infer<typeof receiptRule>
export type Condition = z.infer<typeof condition>
export type HistoryRule = z.infer<typeof historyRule>
