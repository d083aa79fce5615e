import { z } from 'zod'
import { Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'

const Day = z.iso.date()
const Words = z.object({ en: z.string(), ru: z.string() })
const Count = z.int()
const Key = z.object({ key: z.string(), name: Words })

const ReturnSummary = z.object({
  key: z.string(),
  version: z.int(),
  kind: z.enum(['cases', 'table']).describe('`cases`: a row for each complaint; `table`: counts of a half-year'),
  name: Words,
  about: Words,
  caveat: Words,
  source: z.string(),
  verifiedOn: Day.describe('When somebody last held it against its source'),
  period: z.enum(['any', 'half_year']),
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  groups: z.array(Key).describe('Of a table: the regulator’s product groups'),
  causes: z.array(Key),
  measures: z.array(Key.extend({ unknownBecause: Words.nullable().describe('We hold no data for it; null: we do') })),
  columns: z.array(z.object({ label: z.string(), unknownBecause: Words.nullable() })).describe('Of a case file'),
  questions: z.array(Key).describe('What only a field of the company’s own can answer'),
  duties: z.array(z.object({ opened: Count, name: Words })).describe('From so many complaints opened on'),
})
export type ReturnSummary = z.infer<typeof ReturnSummary>

const pairs = z
  .array(z.strictObject({ ours: z.string().min(1).max(100), theirs: z.string().min(1).max(100) }))
  .max(2000)
export const ReturnMapping = z.object({
  products: pairs.describe('A topmost product, and the group it is in'),
  causes: pairs.describe('A cause, and the regulator’s cause'),
  fields: pairs.describe('A question, and the key of the field that answers it'),
})
export type ReturnMapping = z.infer<typeof ReturnMapping>

export const ReturnTable = z.object({
  rows: z.array(
    z.object({
      group: z.string().nullable().describe('null: products that are in no group'),
      values: z.array(Count.nullable()).describe('In the order of the measures; null: unknown, not zero'),
      byCause: z.array(Count).describe('Opened, in the order of the causes; the last: in none'),
    }),
  ),
  opened: Count,
  unmappedProducts: z.array(z.object({ id: z.uuid().nullable(), name: z.string().nullable(), complaints: Count })),
  unmappedCauses: z.array(z.object({ id: z.uuid(), complaints: Count })),
  uncoded: Count.describe('Complaints opened whose cause nobody coded'),
})
export type ReturnTable = z.infer<typeof ReturnTable>

const ReturnCheck = z.object({
  definition: ReturnSummary,
  period: z.object({ from: Day, to: Day }),
  table: ReturnTable.nullable().describe('null of a case file'),
  complaints: Count,
  duties: z.array(Words).describe('What a firm with so many complaints must do'),
  isOver: z.boolean().describe('Whether the period is over: before that numbers still change'),
  isValid: z.boolean().describe('Whether the definition is for that period'),
})
export type ReturnCheck = z.infer<typeof ReturnCheck>

const MadeReturn = z.object({
  id: z.uuid(),
  definition: z.string(),
  version: z.int(),
  name: Words.nullable(),
  from: Day,
  to: Day,
  madeAt: z.iso.datetime(),
  madeBy: Named.nullable(),
  complaints: Count,
  gaps: Count.describe('Complaints in no group, when it was made'),
})

nameShapes({ ReturnSummary, ReturnMapping, ReturnTable, ReturnCheck, MadeReturn })

const Which = z.object({ key: z.string().max(60), version: z.coerce.number().int().min(1) })
const days = { from: Day, to: Day }

export const returnsContract = contract({
  listReturns: {
    method: 'GET',
    path: '/api/v1/returns',
    summary: 'The returns to regulators that can be made: data with source and version, no code',
    answer: { status: 200, shape: z.array(ReturnSummary) },
  },
  readReturn: {
    method: 'GET',
    path: '/api/v1/returns/:key/:version',
    summary: 'A return for a period before it is made: its numbers, and what is missing in them',
    params: Which,
    query: z.object(days),
    answer: { status: 200, shape: ReturnCheck },
  },
  readReturnMapping: {
    method: 'GET',
    path: '/api/v1/returns/:key/:version/mapping',
    summary: 'In which of the regulator’s groups our products and causes are',
    params: Which,
    answer: { status: 200, shape: ReturnMapping },
  },
  saveReturnMapping: {
    method: 'PUT',
    path: '/api/v1/returns/:key/:version/mapping',
    summary: 'Say in which of the regulator’s groups our products and causes are; replaces what was said before',
    params: Which,
    body: ReturnMapping,
    answer: { status: 200, shape: ReturnMapping },
  },
  makeReturn: {
    method: 'POST',
    path: '/api/v1/returns/:key/:version/file',
    summary: 'Make the file of a return, and note that it was made',
    params: Which,
    query: z.object({ ...days, format: z.enum(['csv', 'json', 'xlsx']) }),
    answer: {
      status: 200,
      shape: 'stream',
      types: ['text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
  },
  listMadeReturns: {
    method: 'GET',
    path: '/api/v1/returns/made',
    summary: 'What was made, the latest first',
    query: z.object(paging(50, 200)),
    answer: { status: 200, shape: pageShape(MadeReturn) },
  },
})
