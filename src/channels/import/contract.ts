import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { Mapping } from './mapping/mapping.ts'

const Id = z.object({ id: z.uuid() })
const Explained = z.object({ field: z.string(), message: z.string(), remedy: z.string() })

/** One row of the preview: what becomes of it. */
const PreviewRow = z.object({
  line: z.number().int(),
  outcome: z.enum(['complaint', 'skipped', 'rejected']),
  complaint: z
    .object({
      externalId: z.string().nullable(),
      receivedAt: z.iso.datetime(),
      text: z.string().nullable(),
      title: z.string().nullable(),
      channel: z.string(),
      product: z.string().nullable(),
      issue: z.string().nullable(),
      customer: z.string().nullable(),
      team: z.string().nullable(),
      fields: z.number().int(),
      events: z.number().int(),
      closed: z.boolean(),
    })
    .nullable(),
  problems: z.array(Explained),
})

const ImportQuestion = z.object({
  key: z.string(),
  target: z.string(),
  column: z.string().nullable(),
  example: z.string().nullable(),
  options: z.array(z.string()),
})

export const Preview = z.object({
  id: z.uuid(),
  fileName: z.string(),
  columns: z.array(z.string()),
  samples: z.array(z.record(z.string(), z.string())).describe('The first rows as they stand in the file'),
  recognised: z.string().nullable().describe('Name of the shipped mapping that knows this file'),
  shipped: z.array(z.object({ name: z.string(), about: z.string() })),
  mapping: Mapping,
  confidence: z.record(z.string(), z.number()),
  unmapped: z.array(z.string()),
  absent: z.array(Explained).describe('Columns that the mapping uses and the file does not have'),
  questions: z.array(ImportQuestion),
  rows: z.array(PreviewRow),
})
export type Preview = z.infer<typeof Preview>

/** The same of a file that lies on the server's machine and was not uploaded. */
export const LocalPreview = Preview.omit({ id: true })
export type LocalPreview = z.infer<typeof LocalPreview>

const LocalFile = z.object({
  path: z.string().min(1),
  as: z.string().max(60).optional(),
  mapping: z.unknown().optional(),
})

export const ImportStatus = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(['preview', 'running', 'done', 'failed', 'stopped']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  readRows: z.number().int(),
  storedRows: z.number().int(),
  duplicateRows: z.number().int(),
  skippedRows: z.number().int(),
  rejectedRows: z.number().int(),
  readBytes: z.number().int(),
  totalBytes: z.number().int(),
  rejectsPath: z.string().nullable(),
  failure: z.string().nullable(),
})
export type ImportStatus = z.infer<typeof ImportStatus>

nameShapes({ ImportProblem: Explained, PreviewRow, Preview, ImportQuestion, LocalFile, ImportStatus })

export const importContract = contract({
  prepareImport: {
    method: 'POST',
    path: '/api/v1/imports',
    summary:
      'Upload a file of complaints: answers with the mapping guessed from its header and ten mapped rows; nothing is stored yet',
    accepts: 'file',
    answer: { status: 201, shape: Preview },
  },
  previewImport: {
    method: 'POST',
    path: '/api/v1/imports/:id/preview',
    summary:
      'Ten rows of an uploaded file under another mapping, under a shipped one, or (neither given) the one it was imported with',
    params: Id,
    body: z.object({ mapping: z.unknown().optional(), as: z.string().max(60).optional() }),
    answer: { status: 200, shape: Preview },
  },
  startImport: {
    method: 'POST',
    path: '/api/v1/imports/:id/start',
    summary: 'Import an uploaded file with this mapping; progress: GET the import',
    params: Id,
    body: z.object({ mapping: z.unknown() }),
    answer: { status: 202, shape: ImportStatus },
  },
  previewLocalImport: {
    method: 'POST',
    path: '/api/v1/imports/local/preview',
    summary: 'What a file on the server’s machine would become; for the command line there',
    body: LocalFile,
    answer: { status: 200, shape: LocalPreview },
  },
  startLocalImport: {
    method: 'POST',
    path: '/api/v1/imports/local',
    summary:
      'Import a file that lies on the server’s machine, unless a question about it is open; for the command line there',
    body: LocalFile,
    answer: { status: 202, shape: ImportStatus.extend({ mapping: Mapping, recognised: z.string().nullable() }) },
  },
  readImport: {
    method: 'GET',
    path: '/api/v1/imports/:id',
    summary: 'How far an import is',
    params: Id,
    answer: { status: 200, shape: ImportStatus },
  },
  listImports: {
    method: 'GET',
    path: '/api/v1/imports',
    summary: 'Imports that were started, newest first, a page at a time',
    query: z.object(paging(50, 200)),
    answer: { status: 200, shape: pageShape(ImportStatus) },
  },
  stopImport: {
    method: 'DELETE',
    path: '/api/v1/imports/:id',
    summary: 'Stop an import; what is stored stays, and the same file imported again goes on from there',
    params: Id,
    answer: { status: 204, shape: null },
  },
  downloadRejects: {
    method: 'GET',
    path: '/api/v1/imports/:id/rejects',
    summary: 'The rows that could not be imported, with line numbers and reasons, as CSV',
    params: Id,
    answer: { status: 200, shape: 'stream', types: ['text/csv'] },
  },
})
