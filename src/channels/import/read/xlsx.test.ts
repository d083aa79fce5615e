import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { all, testFolder, zipOf } from './files-for-tests.ts'
import { openSource, type SourceSettings } from './source.ts'
import { isDateFormat, serialToIso } from './xlsx-values.ts'

const folder = testFolder()
afterAll(folder.remove)

async function read(path: string, settings: SourceSettings = {}) {
  const source = await openSource(path, settings)
  const rows = await all(source.rows())
  await source.close()
  return { source, rows, values: rows.flatMap(({ values }) => (values ? [values] : [])) }
}

test('a workbook made by another program is read: text, numbers, yes and no, days and times', async () => {
  const path = join(folder.path, 'made.xlsx')
  const header = ['Номер', 'Text', 'Score', 'Ok', 'Date']
  const at = { value: new Date(Date.UTC(2026, 2, 2, 10, 30)), type: Date, format: 'dd/mm/yyyy hh:mm' } as const
  const day = { value: new Date(Date.UTC(2026, 2, 3)), type: Date, format: 'dd.mm.yyyy' } as const
  await writeExcelFile([
    header,
    ['A-1', 'Вода, "холодная"\nопять', 4.5, true, at],
    ['A-2', null, 12345678901, false, day],
  ]).toFile(path)
  const { rows, source } = await read(path)
  expect(source.settings.format).toBe('xlsx')
  expect(source.header).toEqual(header)
  expect(rows).toEqual([
    {
      line: 2,
      values: { Номер: 'A-1', Text: 'Вода, "холодная"\nопять', Score: '4.5', Ok: 'TRUE', Date: '2026-03-02T10:30:00' },
    },
    { line: 3, values: { Номер: 'A-2', Text: '', Score: '12345678901', Ok: 'FALSE', Date: '2026-03-03' } },
  ])
})

test('a sheet is chosen by its name; a name that is not there is refused with those that are', async () => {
  const path = join(folder.path, 'sheets.xlsx')
  await writeExcelFile([
    { data: [['a'], ['1']], sheet: 'First' },
    { data: [['b'], ['2']], sheet: 'Second' },
  ]).toFile(path)
  expect((await read(path)).values).toEqual([{ a: '1' }])
  expect((await read(path, { sheet: 'Second' })).values).toEqual([{ b: '2' }])
  await expect(read(path, { sheet: 'Third' })).rejects.toMatchObject({
    key: 'import_sheet_missing',
    values: { sheets: 'First, Second' },
  })
})

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const related = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

function workbook(
  sheet: string,
  { date1904 = '', sheets = '<sheet name="S" sheetId="1" r:id="r1"/>', more = {} } = {},
): Buffer {
  return zipOf({
    'xl/workbook.xml': `<workbook ${main} ${related}><workbookPr ${date1904}/><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="[Red]dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  })
}

test('inline texts, rich texts, gaps, errors and the years since 1904 are understood', async () => {
  const sheet = `
    <row r="2"><c r="A2" t="inlineStr"><is><t>id</t></is></c><c r="B2" t="s"><v>0</v></c><c r="D2" t="str"><v>when</v></c></row>
    <row r="5"><c r="A5"><v>1.5E10</v></c><c r="B5" t="inlineStr"><is><r><t>two</t></r><r><t xml:space="preserve"> parts_x000A_here</t></r></is></c>
      <c r="C5" t="e"><v>#N/A</v></c><c r="D5" s="1"><v>43891</v></c></row>`
  const strings = `<sst ${main}><si><r><t>te</t></r><r><t>xt</t></r><rPh><t>ignored</t></rPh></si></sst>`
  const content = workbook(sheet, { date1904: 'date1904="1"', more: { 'xl/sharedStrings.xml': strings } })
  const { rows, source } = await read(folder.write('hand.xlsx', content))
  expect(source.header).toEqual(['id', 'text', 'Column 3', 'when'])
  expect(rows).toEqual([
    { line: 5, values: { id: '15000000000', text: 'two parts\nhere', 'Column 3': '', when: '2024-03-02' } },
  ])
})

test('the first sheet that is not hidden is read', async () => {
  const sheets = '<sheet name="H" sheetId="2" state="hidden" r:id="r9"/><sheet name="S" sheetId="1" r:id="r1"/>'
  const content = workbook('<row><c><v>1</v></c></row><row><c><v>2</v></c></row>', { sheets })
  expect((await read(folder.write('hidden.xlsx', content))).values).toEqual([{ '1': '2' }])
})

test('a sheet that would unpack to a suspicious size is refused before it is unpacked', async () => {
  const path = folder.write('bomb.xlsx', workbook(' '.repeat(40 << 20)))
  await expect(read(path)).rejects.toMatchObject({ key: 'import_archive_bomb' })
})

test('entities of a file of its own making, and broken XML, are refused', async () => {
  const own = workbook('<row><c><v>1</v></c></row>', {
    more: { 'xl/styles.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet>&a;</styleSheet>' },
  })
  await expect(read(folder.write('entity.xlsx', own))).rejects.toMatchObject({ key: 'import_archive_damaged' })
  await expect(read(folder.write('broken.xlsx', workbook('<row><c></row>')))).rejects.toMatchObject({
    key: 'import_archive_damaged',
  })
})

test('a cell far outside any sheet is refused rather than padded', async () => {
  const content = workbook('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')
  await expect(read(folder.write('wide.xlsx', content))).rejects.toMatchObject({ key: 'import_archive_damaged' })
})

test('dates are told from the number format, not from its colours and words', () => {
  expect(isDateFormat(14, undefined)).toBe(true)
  expect(isDateFormat(164, 'yyyy-mm-dd')).toBe(true)
  expect(isDateFormat(165, '[h]:mm')).toBe(true)
  expect(isDateFormat(166, '[Red]0.00" days"')).toBe(false)
  expect(isDateFormat(0, undefined)).toBe(false)
})

test('serial numbers become days, times and both, also around the 29 February 1900 that never was', () => {
  expect(serialToIso(45000.5, false)).toBe('2023-03-15T12:00:00')
  expect(serialToIso(1, false)).toBe('1900-01-01')
  expect(serialToIso(61, false)).toBe('1900-03-01')
  expect(serialToIso(0.75, false)).toBe('18:00:00')
  expect(serialToIso(-1, false)).toBe(null)
})
