import { Readable } from 'node:stream'
import { sql } from 'kysely'
import Papa from 'papaparse'
import writeXlsxFile from 'write-excel-file/node'
import type { Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { caseRows } from './cases.ts'
import type { ReturnCheck, ReturnSummary, ReturnTable } from './contract.ts'
import type { CaseDefinition, ReturnDefinition } from './definition.ts'
import { checkReturn } from './read.ts'

type Period = { from: string; to: string }
type Making = { period: Period; format: 'csv' | 'json' | 'xlsx'; language: Language; byId: string | null; now: Date }
type Cell = string | number | null

/** A workbook with more rows is slow to make and to open: such files are CSV or JSON. */
const mostSheetRows = 50_000

/** Makes the file of a return and notes that it was made. @throws Problem period_backwards, return_half_year, return_too_large */
export async function makeReturn(
  db: Database,
  definition: ReturnDefinition,
  making: Making,
): Promise<Buffer | Readable> {
  const { period, format, language, byId, now } = making
  const check = await checkReturn(db, definition, period, now)
  if (format === 'xlsx' && check.complaints > mostSheetRows && definition.kind === 'cases')
    throw new Problem('unprocessable', 'return_too_large', { most: mostSheetRows })
  await noteMade(db, check, { byId, now })
  if (definition.kind === 'cases') return casesFile(db, definition, making)
  return tableFile(tableRows(check, language), { check, format })
}

async function noteMade(db: Database, check: ReturnCheck, { byId, now }: Pick<Making, 'byId' | 'now'>): Promise<void> {
  const { definition, period, complaints, table } = check
  const gaps = table?.unmappedProducts.reduce((sum, each) => sum + each.complaints, 0) ?? 0
  await sql`
    insert into made_returns (id, definition, definition_version, period_from, period_to, made_at, made_by, complaints, gaps, content)
    values (${newId()}, ${definition.key}, ${definition.version}, ${period.from}, ${period.to}, ${now}, ${byId}, ${complaints}, ${gaps},
      ${table && JSON.stringify(table)})`.execute(db)
}

const csvLine = (row: Cell[]): string => `${Papa.unparse([row], { escapeFormulae: true })}\r\n`

async function casesFile(
  db: Database,
  definition: CaseDefinition,
  { period, format }: Making,
): Promise<Buffer | Readable> {
  const labels = definition.columns.map(({ label }) => label)
  const rows = caseRows(db, definition, period)
  if (format === 'csv') return Readable.from(inCsv(labels, rows))
  if (format === 'json') return Readable.from(inJson(labels, rows))
  const all: Cell[][] = [labels]
  for await (const row of rows) all.push(row)
  return asSheet(all)
}

async function* inCsv(labels: string[], rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(labels)}`
  for await (const row of rows) yield csvLine(row)
}

async function* inJson(labels: string[], rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  let before = '['
  for await (const row of rows) {
    yield `${before}\n${JSON.stringify(Object.fromEntries(labels.map((label, place) => [label, row[place]])))}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}

/** The table as rows: each group with its measures, then how many were opened by cause. What is unknown is empty, never nought. */
function tableRows({ definition, table }: ReturnCheck, language: Language): Cell[][] {
  const { groups, causes, measures } = definition
  const nameOf = (keys: ReturnSummary['groups'], key: string | null) =>
    keys.find((each) => each.key === key)?.name[language] ?? text(language, 'returns.no_group')
  const head = [
    text(language, 'returns.group'),
    ...measures.map(({ name }) => name[language]),
    ...causes.map(({ name }) => name[language]),
    text(language, 'returns.no_cause'),
  ]
  const rows = (table as ReturnTable).rows.map(({ group, values, byCause }) => [
    nameOf(groups, group),
    ...values,
    ...byCause,
  ])
  return [head, ...rows]
}

async function tableFile(
  rows: Cell[][],
  { check, format }: { check: ReturnCheck; format: Making['format'] },
): Promise<Buffer> {
  if (format === 'csv') return Buffer.from(`\uFEFF${rows.map(csvLine).join('')}`)
  if (format === 'json') return Buffer.from(`${JSON.stringify(check, null, 2)}\n`)
  return asSheet(rows)
}

const asSheet = (rows: Cell[][]): Promise<Buffer> =>
  writeXlsxFile([
    { data: rows.map((row) => row.map((value) => (value === null ? null : { value }))), sheet: '1' },
  ] as never).toBuffer()
