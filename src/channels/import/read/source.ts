import { extname } from 'node:path'
import { Problem } from '../../../platform/problem.ts'
import { csvBatches } from './csv.ts'
import { detectDialect } from './csv-dialect.ts'
import { decode, decodeWhole, detectEncoding, isEncoding } from './encoding.ts'
import { type ImportFile, openImportFile } from './file.ts'
import { findRecords } from './json-records.ts'
import { jsonBatches, jsonLineBatches } from './json.ts'
import type { ReadRow, RowBatch, SourceRow } from './row.ts'
import { xlsxBatches } from './xlsx.ts'

/** What a person may force about how a file is read; everything left out is found out. */
export type SourceSettings = {
  format?: 'csv' | 'xlsx' | 'jsonl' | 'json'
  /** A label of the WHATWG encoding standard, such as `windows-1251`. */
  encoding?: string
  delimiter?: string
  /** The character around cells that hold a delimiter; 'none' when quotes are ordinary characters. */
  quote?: string
  /** The line of the header, when other lines stand above it. */
  headerLine?: number
  sheet?: string
  /** A fault of the file to be put right in its cells; see mojibake.ts. */
  repair?: 'utf-8 read as windows-1252'
  /** Where in a JSON document the list of records is, as in `hits.hits`. */
  records?: string
}

/** A file of rows, ready to be read. */
export type Source = {
  name: string
  /** How the file is read, everything found out. */
  settings: SourceSettings & { format: 'csv' | 'xlsx' | 'jsonl' | 'json' }
  /** Column headings in their order; in JSON those of the sample. */
  header: string[]
  /** The first rows that can be read, at most 1,000: enough to tell days from months. */
  sample: SourceRow[]
  /** Bytes of the file, and how many of them the latest reading has taken in: progress. */
  size: number
  bytesRead: () => number
  /** All rows from the start, as they are read; reading goes no faster than they are taken. */
  rows(): AsyncGenerator<ReadRow>
  close: () => Promise<void>
}

const sampleBytes = 1 << 18
const sampleRows = 1000
/** Of very long rows fewer will do: the sample is kept while the file is read. */
const sampleCharacters = 2_000_000

/**
 * Opens a file of complaints: CSV or TSV, Excel (.xlsx), JSON Lines or JSON, also packed as .gz or .zip.
 * @throws Problem when the file cannot be read at all; single bad rows are reported by `rows`
 */
export async function openSource(path: string, forced: SourceSettings = {}): Promise<Source> {
  const file = await openImportFile(path)
  try {
    const settings = await findOut(file, forced)
    const { header, sample } = await readSample(batchesOf(file, settings))
    return {
      name: file.name,
      settings,
      header,
      sample,
      size: file.size,
      bytesRead: file.bytesRead,
      rows: () => rowsOf(batchesOf(file, settings)),
      close: file.close,
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function findOut(file: ImportFile, forced: SourceSettings): Promise<Source['settings']> {
  if (file.workbook) return { ...forced, format: 'xlsx' }
  if (forced.encoding !== undefined && !isEncoding(forced.encoding)) {
    throw new Problem('unprocessable', 'import_encoding_unknown', { encoding: forced.encoding })
  }
  const bytes = await beginning(file)
  const found = detectEncoding(bytes)
  const text = decodeWhole(bytes, forced.encoding ?? found ?? 'utf-8')
  if (text.trim() === '') throw new Problem('unprocessable', 'import_file_empty', { file: file.name })
  const format = forced.format ?? formatOf(file.name, text, bytes.length < sampleBytes)
  return format === 'json' || format === 'jsonl'
    ? jsonSettings(format, found, forced)
    : tableSettings(text, found, forced)
}

/** Without a byte beyond ASCII in the sample the encoding stays open; see `decode`. */
function tableSettings(text: string, encoding: string | null, forced: SourceSettings): Source['settings'] {
  const { delimiter, quote, headerLine } = detectDialect(text)
  const found = { headerLine, delimiter, quote: quote ?? 'none', ...(encoding === null ? {} : { encoding }) }
  return { ...found, ...forced, format: 'csv' }
}

/** JSON is Unicode: only UTF-16 has to be told from UTF-8. */
function jsonSettings(format: 'json' | 'jsonl', found: string | null, forced: SourceSettings): Source['settings'] {
  return { encoding: found?.startsWith('utf-16') ? found : 'utf-8', ...forced, format }
}

async function beginning(file: ImportFile): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of file.bytes()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= sampleBytes) break
  }
  return Buffer.concat(chunks).subarray(0, sampleBytes)
}

/** JSON is known by its first character. An object alone is a document with a list inside; one a line is JSON Lines. */
function formatOf(name: string, text: string, isWhole: boolean): 'csv' | 'jsonl' | 'json' {
  const start = text.trimStart()
  if (start.startsWith('{') && /^\.(jsonl|ndjson)$/i.test(extname(name))) return 'jsonl'
  if (/^\[\s*[[{\]]/.test(start)) return 'json'
  if (!start.startsWith('{')) return 'csv'
  const [first = '', ...others] = start.split('\n').filter((line) => line.trim() !== '')
  if (others.length > 0) return isJson(first) ? 'jsonl' : 'json'
  return isWhole && findRecords(start, null) < 0 ? 'jsonl' : 'json'
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

function batchesOf(file: ImportFile, settings: Source['settings']): AsyncGenerator<RowBatch> {
  const {
    format,
    encoding = null,
    delimiter = ',',
    quote = '"',
    headerLine = 1,
    sheet = null,
    records = null,
  } = settings
  if (file.workbook) return xlsxBatches(file.workbook, { file: file.name, sheet, headerLine })
  const text = decode(file.bytes(), encoding)
  if (format === 'json') return jsonBatches(text, records)
  if (format === 'jsonl') return jsonLineBatches(text)
  const repair = settings.repair !== undefined
  return csvBatches(text, { delimiter, quote: quote === 'none' ? null : quote, headerLine, repair })
}

async function* rowsOf(batches: AsyncIterable<RowBatch>): AsyncGenerator<ReadRow> {
  for await (const { rows } of batches) yield* rows
}

async function readSample(batches: AsyncIterable<RowBatch>): Promise<{ header: string[]; sample: SourceRow[] }> {
  let header: readonly string[] = []
  const sample: SourceRow[] = []
  let characters = 0
  for await (const batch of batches) {
    header = batch.header
    for (const { values } of batch.rows) {
      if (!values || sample.length >= sampleRows || characters >= sampleCharacters) continue
      sample.push(values)
      for (const column in values) characters += values[column]?.length ?? 0
    }
    if (sample.length >= sampleRows || characters >= sampleCharacters) break
  }
  return { header: header.length > 0 ? [...header] : [...new Set(sample.flatMap(Object.keys))], sample }
}
