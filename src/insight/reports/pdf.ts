import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { renderToStaticMarkup } from 'react-dom/server'
import svgToPdf from 'svg-to-pdfkit'
import { text } from '../../platform/texts/index.ts'
import type { ReportDocument, ReportSection } from './document.ts'
import { writeTable } from './pdf-table.ts'

type Sheet = PDFKit.PDFDocument

const fonts = createRequire(import.meta.url)
const fontFile = (name: string) => fonts.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)

const ink = '#1c1f24'
const quiet = '#5b6470'
const rule = '#c9ced6'
const margin = 48

/**
 * The document as a PDF file on A4 that a screen reader can read: headings, paragraphs, pictures with their words and tables with
 * their headers are tagged. Letters of all European alphabets are in it.
 */
export async function asPdf(document: ReportDocument): Promise<Buffer> {
  const sheet = openSheet(document)
  const parts: Buffer[] = []
  sheet.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((done, fail) => sheet.on('end', done).on('error', fail))
  const root = sheet.struct('Document')
  sheet.addStructure(root)
  heading(sheet, root, 'H1', document.title, 18)
  for (const line of document.about) paragraph(sheet, root, line, { color: quiet })
  for (const section of document.sections) writeSection(sheet, root, section, document)
  root.end()
  numberPages(sheet, document)
  sheet.end()
  await ended
  return Buffer.concat(parts)
}

function openSheet({ title, language }: ReportDocument): Sheet {
  const sheet = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin + 12, left: margin, right: margin },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Amends' },
  })
  sheet.registerFont('usual', fontFile('DejaVuSans'))
  sheet.registerFont('bold', fontFile('DejaVuSans-Bold'))
  return sheet.font('usual').fontSize(9).fillColor(ink)
}

type Struct = PDFKit.PDFStructureElement

function heading(sheet: Sheet, parent: Struct, level: 'H1' | 'H2' | 'H3', words: string, size: number): void {
  parent.add(
    sheet.struct(level, {}, () => {
      sheet.font('bold').fontSize(size).fillColor(ink).text(words, margin)
      sheet.font('usual').fontSize(9).moveDown(0.4)
    }),
  )
}

function paragraph(sheet: Sheet, parent: Struct, words: string, { color = ink, size = 9 } = {}): void {
  parent.add(
    sheet.struct('P', {}, () => {
      sheet.font('usual').fontSize(size).fillColor(color).text(words, margin, undefined, { lineGap: 2 }).moveDown(0.4)
      sheet.fontSize(9).fillColor(ink)
    }),
  )
}

function writeSection(sheet: Sheet, root: Struct, section: ReportSection, { language }: ReportDocument): void {
  const part = sheet.struct('Sect')
  root.add(part)
  sheet.moveDown(0.8)
  keepTogether(sheet, 90)
  heading(sheet, part, 'H2', section.heading, 13)
  for (const words of section.said) paragraph(sheet, part, words)
  if (section.drawing) draw(sheet, part, section.drawing, section.said.join(' '))
  for (const table of section.tables) {
    keepTogether(sheet, 60)
    paragraph(sheet, part, table.caption, { color: quiet, size: 8 })
    writeTable(sheet, part, { table, language, margin, rule })
  }
  if (section.how.length > 0) {
    heading(sheet, part, 'H3', text(language, 'causes.how'), 9)
    for (const words of section.how) paragraph(sheet, part, words, { color: quiet, size: 8 })
  }
  part.end()
}

/** Begins a new page where less than `height` points are left on this one. */
function keepTogether(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.page.height - sheet.page.margins.bottom) sheet.addPage()
}

function draw(sheet: Sheet, parent: Struct, drawing: NonNullable<ReportSection['drawing']>, words: string): void {
  const width = sheet.page.width - 2 * margin
  const svg = renderToStaticMarkup(drawing(640))
  const [size = '', drawn = '640', high = '260'] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  const height = (Number(high) * width) / Number(drawn)
  const fitted = svg.replace(size, ` width="${width}" height="${height}"`)
  keepTogether(sheet, height)
  parent.add(
    sheet.struct('Figure', { alt: words }, () => {
      svgToPdf(sheet, fitted, margin, sheet.y, {
        width,
        height,
        assumePt: true,
        fontCallback: (_family, isBold) => (isBold ? 'bold' : 'usual'),
      })
      sheet.x = margin
      sheet.y += height
      sheet.moveDown(0.6)
    }),
  )
}

function numberPages(sheet: Sheet, { language, title }: ReportDocument): void {
  const { count } = sheet.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    sheet.switchToPage(page)
    const words = text(language, 'reports.page', { title, page: page + 1, pages: count })
    // Below the margin nothing may flow on to another page.
    sheet.page.margins.bottom = 0
    sheet.markContent('Artifact', { type: 'Pagination' })
    sheet
      .fontSize(7)
      .fillColor(quiet)
      .text(words, margin, sheet.page.height - margin + 6, { lineBreak: false })
    sheet.endMarkedContent()
  }
}
