import { Problem } from '../../../platform/problem.ts'
import { findRecords, type JsonRecord, JsonRecords } from './json-records.ts'
import { longestRow, type ReadRow, type RowBatch, type SourceRow, type SourceValue } from './row.ts'
import { storable } from '../../../platform/storable.ts'

/** How far into a JSON document the list of records may begin. */
const longestHead = 1 << 20

/** Rows of a JSON document that holds a list of objects, at the top or at `path`. @throws Problem when it holds none */
export async function* jsonBatches(text: AsyncIterable<string>, path: string | null): AsyncGenerator<RowBatch> {
  let head = ''
  let records: JsonRecords | null = null
  for await (const piece of text) {
    if (records) {
      yield batch(records.push(piece))
      continue
    }
    head += piece
    const start = findRecords(head, path)
    if (start < 0 && head.length > longestHead) break
    if (start < 0) continue
    records = new JsonRecords(1 + (head.slice(0, start).match(/\n/g)?.length ?? 0))
    yield batch(records.push(head.slice(start)))
    head = ''
  }
  if (!records) throw new Problem('unprocessable', 'import_records_missing')
  yield batch(records.end())
}

/** Rows of JSON Lines: an object on every line; blank lines are left out. */
export async function* jsonLineBatches(text: AsyncIterable<string>): AsyncGenerator<RowBatch> {
  let rest = ''
  let line = 0
  const records = (lines: string[]): JsonRecord[] =>
    lines.map((content) => ({ line: ++line, text: content, fault: null }))
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield batch(records(lines))
    if (rest.length > longestRow * 16) throw new Problem('unprocessable', 'import_records_missing')
  }
  yield batch(records([rest]))
}

function batch(records: JsonRecord[]): RowBatch {
  return { header: [], rows: records.filter(({ text, fault }) => fault || text.trim() !== '').map(rowOf) }
}

function rowOf({ line, text, fault }: JsonRecord): ReadRow {
  const broken = (key: 'json_broken' | 'row_too_long' | 'not_an_object'): ReadRow => {
    return { line, cells: [text], problem: { field: '', key, values: {} } }
  }
  if (fault) return broken(fault)
  try {
    const record = parse(text)
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return broken('not_an_object')
    return { line, values: flatten(record as Record<string, unknown>) }
  } catch {
    return broken('json_broken')
  }
}

/** Numbers of more than 15 digits, such as the ids of tweets, keep all of them; escapes that no database stores are replaced. */
function parse(text: string): unknown {
  if (!/[:,[\s]-?\d{16}|\\u(?:0000|d[89a-f])/i.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'string') return storable(value)
    const isCut = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    return isCut ? context?.source : value
  })
}

/** One level of columns out of nested objects; lists stay lists. */
export function flatten(record: Record<string, unknown>): SourceRow {
  const row: SourceRow = {}
  addTo(row, '', record, 0)
  return row
}

function addTo(row: SourceRow, prefix: string, record: Record<string, unknown>, depth: number): void {
  for (const [key, value] of Object.entries(record)) {
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isNested && depth < 8) addTo(row, `${prefix}${key}.`, value as Record<string, unknown>, depth + 1)
    else row[prefix + key] = cell(value)
  }
}

function cell(value: unknown): SourceValue {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value as readonly unknown[]
  return typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean)
}
