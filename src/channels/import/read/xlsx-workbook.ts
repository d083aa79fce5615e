import { posix } from 'node:path'
import { Problem } from '../../../platform/problem.ts'
import { isDateFormat, unescapeExcel } from './xlsx-values.ts'
import { readWholeXml } from './xml.ts'
import type { Zip } from './zip.ts'

/** What is needed to read one sheet of a workbook. */
export type Workbook = {
  /** The sheet's name and the part of the archive that holds it. */
  sheet: { name: string; part: string }
  sharedStrings: string[]
  /** For every cell style: whether its numbers are dates. */
  dateStyles: boolean[]
  since1904: boolean
}

const mostForSmallParts = 1 << 25
/** All different texts of a workbook are held in memory while it is read. */
const mostForStrings = 1 << 28

/**
 * Reads what a sheet refers to.
 * @param wanted the sheet's name; null for the first one that is not hidden
 * @throws Problem when there is no such sheet
 */
export async function openWorkbook(zip: Zip, wanted: string | null): Promise<Workbook> {
  const { sheets, since1904 } = await readSheets(zip)
  const sheet =
    wanted === null ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0]) : sheets.find(({ name }) => name === wanted)
  const targets = await readTargets(zip)
  const target = sheet && targets.get(sheet.id)
  if (!sheet || !target) {
    const values = { sheet: wanted ?? '', sheets: sheets.map(({ name }) => name).join(', ') }
    throw new Problem('unprocessable', 'import_sheet_missing', values)
  }
  const part = target.startsWith('/') ? target.slice(1) : posix.join('xl', target)
  const [sharedStrings, dateStyles] = [await readSharedStrings(zip), await readDateStyles(zip)]
  return { sheet: { name: sheet.name, part }, sharedStrings, dateStyles, since1904 }
}

type Sheet = { name: string; id: string; hidden: boolean }

async function readSheets(zip: Zip): Promise<{ sheets: Sheet[]; since1904: boolean }> {
  const sheets: Sheet[] = []
  let since1904 = false
  await readWholeXml(zip.read('xl/workbook.xml', mostForSmallParts), {
    open(name, attributes) {
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name: attributes.name ?? '', id, hidden: (attributes.state ?? 'visible') !== 'visible' })
    },
  })
  return { sheets, since1904 }
}

async function readTargets(zip: Zip): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readWholeXml(zip.read('xl/_rels/workbook.xml.rels', mostForSmallParts), {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target)
    },
  })
  return targets
}

async function readSharedStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = []
  if (!zip.has('xl/sharedStrings.xml')) return strings
  let current = ''
  let listening = false
  let phonetic = false
  await readWholeXml(zip.read('xl/sharedStrings.xml', mostForStrings), {
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      listening = name === 't' && !phonetic
    },
    text(text) {
      if (listening) current += text
    },
    close(name) {
      listening = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(unescapeExcel(current))
    },
  })
  return strings
}

async function readDateStyles(zip: Zip): Promise<boolean[]> {
  const dateStyles: boolean[] = []
  if (!zip.has('xl/styles.xml')) return dateStyles
  const formats = new Map<number, string>()
  let inCellFormats = false
  await readWholeXml(zip.read('xl/styles.xml', mostForSmallParts), {
    open(name, { numFmtId, formatCode }) {
      const id = Number(numFmtId)
      if (name === 'numFmt' && formatCode !== undefined) formats.set(id, formatCode)
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) dateStyles.push(isDateFormat(id, formats.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return dateStyles
}
