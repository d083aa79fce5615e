import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'

const ExposureOf = z.enum(['all', 'product', 'issue', 'step', 'cause'])

export const ExposureImport = z.object({
  isStored: z.boolean().describe('false: only looked at'),
  header: z.array(z.string()),
  rows: z
    .array(
      z.object({
        line: z.number().int(),
        dimension: ExposureOf,
        valueId: z.uuid().nullable(),
        path: z.string().nullable().describe('What it is of, as `Cards › Debit`; null: the whole company'),
        month: z.iso.date(),
        units: z.number(),
        unitName: z.string(),
        before: z.number().nullable().describe('What was stored for it before this file; null: nothing'),
      }),
    )
    .describe('Rows that are understood'),
  rejected: z
    .array(z.object({ line: z.number().int(), reason: z.string(), cells: z.array(z.string()) }))
    .describe('Rows that are not, whole and each with its reason'),
})
export type ExposureImport = z.infer<typeof ExposureImport>

nameShapes({ ExposureImport })

const words =
  'Columns by their headings, English or Russian: month; dimension (all, product, issue, step, cause) and name or id, or a column product, issue, step or cause; how many; what is counted.'

export const exposureImportContract = contract({
  importExposures: {
    method: 'POST',
    path: '/api/v1/exposures/imports',
    summary: 'Upload a file of exposures (CSV, XLSX, JSON): shows what is understood and, with store=true, stores it',
    description: words,
    accepts: 'file',
    query: z.object({ store: z.enum(['true', 'false']).default('false') }),
    answer: { status: 200, shape: ExposureImport },
  },
  importLocalExposures: {
    method: 'POST',
    path: '/api/v1/exposures/imports/local',
    summary: 'The same with a file on the server’s own disk; only for its command line',
    description: words,
    body: z.object({ path: z.string().min(1).max(4000), store: z.boolean().default(false) }),
    answer: { status: 200, shape: ExposureImport },
  },
  deleteExposure: {
    method: 'DELETE',
    path: '/api/v1/exposures',
    summary: 'Take back what was said of one thing in one month: its exposure is unknown again',
    query: z.object({
      dimension: ExposureOf,
      valueId: z.uuid().optional().describe('Left out for `all`'),
      month: z.iso.date(),
    }),
    answer: { status: 204, shape: null },
  },
})
