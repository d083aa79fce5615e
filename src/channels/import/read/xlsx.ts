import { Problem } from '../../../platform/problem.ts'
import { headings } from './headings.ts'
import { longestRow, type ReadRow, type RowBatch } from './row.ts'
import { openWorkbook, type Workbook } from './xlsx-workbook.ts'
import { columnOf, serialToIso, unescapeExcel } from './xlsx-values.ts'
import { readXml, type XmlListener } from './xml.ts'
import type { Zip } from './zip.ts'

/** The width of Excel's own sheets; a cell further right is nonsense that would take memory. */
const mostColumns = 16_384

/**
 * Rows of one sheet of an Excel workbook; the first row that holds anything, from `headerLine` on, is the header. Dates become
 * ISO 8601 text. Lines are the sheet's own row numbers.
 * @throws Problem when the workbook is damaged or has no such sheet
 */
export async function* xlsxBatches(
  zip: Zip,
  { file, sheet, headerLine }: { file: string; sheet: string | null; headerLine: number },
): AsyncGenerator<RowBatch> {
  try {
    const workbook = await openWorkbook(zip, sheet)
    const listener = new SheetListener(workbook)
    let header: string[] | null = null
    for await (const _ of readXml(zip.read(workbook.sheet.part), listener)) {
      const found = listener.take().filter(({ line, cells }) => line >= headerLine && cells.some((cell) => cell !== ''))
      if (!header && found[0]) header = headings((found.shift() as SheetRow).cells)
      yield { header: header ?? [], rows: found.map((row) => rowOf(row, header ?? [])) }
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('unprocessable', 'import_archive_damaged', { file }, { cause })
  }
}

type SheetRow = { line: number; cells: string[] }

function rowOf({ line, cells }: SheetRow, header: readonly string[]): ReadRow {
  if (cells.slice(header.length).some((cell) => cell !== '')) {
    return {
      line,
      cells,
      problem: { field: '', key: 'ragged', values: { found: cells.length, expected: header.length } },
    }
  }
  return { line, values: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])) }
}

/** Collects the rows of a sheet while its XML goes by. */
class SheetListener implements XmlListener {
  #rows: SheetRow[] = []
  #line = 0
  #cells: string[] = []
  #size = 0
  #column = -1
  #type = ''
  #style = 0
  #text = ''
  #listening = false
  readonly #workbook: Workbook

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#line = Number(attributes.r) || this.#line + 1
      this.#cells = []
      this.#size = 0
      this.#column = -1
    } else if (name === 'c') {
      this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1
      this.#type = attributes.t ?? 'n'
      this.#style = Number(attributes.s ?? 0)
      this.#text = ''
    } else if (name === 'v' || name === 't') this.#listening = true
    else if (name === 'rPh') this.#listening = false
  }

  text(text: string): void {
    if (this.#listening) this.#text += text
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#listening = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#rows.push({ line: this.#line, cells: this.#cells })
  }

  #endCell(): void {
    const value = this.#value()
    this.#size += value.length
    if (this.#column >= mostColumns || this.#size > longestRow) throw new Error(`Row ${this.#line} is too large`)
    while (this.#cells.length < this.#column) this.#cells.push('')
    if (this.#column >= 0) this.#cells[this.#column] = value
  }

  #value(): string {
    const text = this.#text
    if (this.#type === 's') return this.#workbook.sharedStrings[Number(text)] ?? ''
    if (this.#type === 'inlineStr' || this.#type === 'str') return unescapeExcel(text)
    if (this.#type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
    if (this.#type === 'e') return ''
    if (this.#type === 'd' || text === '') return text
    if (this.#workbook.dateStyles[this.#style]) return serialToIso(Number(text), this.#workbook.since1904) ?? text
    // 1.2345E10 is how Excel stores a long number, not how anyone wrote it.
    return /[eE]/.test(text) ? String(Number(text)) : text
  }
}
