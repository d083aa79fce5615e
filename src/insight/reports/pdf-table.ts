import type { Language } from '../../platform/texts/index.ts'
import { cellText } from './cells.ts'
import type { ReportTable } from './document.ts'

type Sheet = PDFKit.PDFDocument
type Struct = PDFKit.PDFStructureElement
type Column = { x: number; width: number; align: 'left' | 'right' }
type Drawn = { table: ReportTable; language: Language; margin: number; rule: string }

const figureWidth = 62
const padding = 4
const letters = 8

/**
 * Writes a table, its header again on every page it reaches, each cell tagged for screen readers. Not by pdfkit's own tables,
 * which take twenty times as long.
 */
export function writeTable(sheet: Sheet, parent: Struct, { table, language, margin, rule }: Drawn): void {
  const { columns, rows } = table
  const places = placesOf(sheet, table, margin)
  const struct = sheet.struct('Table')
  parent.add(struct)
  const write = (cells: string[], kind: 'TH' | 'TD') => writeRow(sheet, struct, { cells, kind, places, rule, margin })
  const header = columns.map(({ label }) => label)
  write(header, 'TH')
  for (const row of rows) {
    const cells = row.map((cell, place) => cellText(language, columns[place]?.kind ?? 'text', cell))
    if (sheet.y + heightOf(sheet, cells, places) > sheet.page.height - sheet.page.margins.bottom) {
      sheet.addPage()
      write(header, 'TH')
    }
    write(cells, 'TD')
  }
  struct.end()
  sheet.x = margin
  sheet.font('usual').fontSize(9).moveDown(0.8)
}

/** Words share what figures leave. */
function placesOf(sheet: Sheet, { columns }: ReportTable, margin: number): Column[] {
  const all = sheet.page.width - 2 * margin
  const texts = columns.filter(({ kind }) => kind === 'text').length
  const figures = Math.min(figureWidth, all / columns.length)
  const wide = texts === 0 ? 0 : (all - figures * (columns.length - texts)) / texts
  let x = margin
  return columns.map(({ kind }) => {
    const width = kind === 'text' ? wide : figures
    const place: Column = { x, width, align: kind === 'text' ? 'left' : 'right' }
    x += width
    return place
  })
}

function heightOf(sheet: Sheet, cells: string[], places: Column[]): number {
  sheet.fontSize(letters)
  const heights = cells.map((cell, place) =>
    sheet.heightOfString(cell, { width: (places[place]?.width ?? figureWidth) - 2 * padding }),
  )
  return Math.max(letters, ...heights) + 2 * padding
}

type Row = { cells: string[]; kind: 'TH' | 'TD'; places: Column[]; rule: string; margin: number }

function writeRow(sheet: Sheet, table: Struct, { cells, kind, places, rule, margin }: Row): void {
  sheet.font(kind === 'TH' ? 'bold' : 'usual')
  const top = sheet.y
  const height = heightOf(sheet, cells, places)
  const row = sheet.struct('TR')
  table.add(row)
  for (const [place, cell] of cells.entries()) {
    const { x, width, align } = places[place] as Column
    const write = () => sheet.text(cell, x + padding, top + padding, { width: width - 2 * padding, align })
    row.add(sheet.struct(kind, {}, () => void write()))
  }
  row.end()
  const end = sheet.page.width - margin
  sheet.markContent('Artifact', { type: 'Layout' })
  sheet
    .moveTo(margin, top + height)
    .lineTo(end, top + height)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke()
  sheet.endMarkedContent()
  sheet.y = top + height
}
