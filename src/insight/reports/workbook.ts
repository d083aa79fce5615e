import writeXlsxFile from 'write-excel-file/node'
import type { ColumnKind, ReportDocument, ReportTable } from './document.ts'

type Cell = { value: string | number; format?: string; fontWeight?: 'bold'; wrap?: boolean } | null

const formats: Partial<Record<ColumnKind, string>> = { share: '0.0%', number: '#,##0.###' }
/** Names of sheets may be no longer, and hold none of these. */
const mostLetters = 31
const forbidden = /[\\/?*[\]:]/g

/** The document as a workbook: what it is about on the first sheet, then one sheet a table. Texts stay texts, so nothing runs. */
export async function asWorkbook(document: ReportDocument): Promise<Buffer> {
  const tables = document.sections.flatMap(({ heading, tables: own }) =>
    own.map((table, place) => ({ table, name: place === 0 ? heading : table.caption })),
  )
  const sheets = [
    { data: aboutRows(document), sheet: document.title, columns: [{ width: 100 }] },
    ...tables.map(({ table, name }) => ({ data: rowsOf(table), sheet: name, columns: table.columns.map(widthOf) })),
  ]
  const names = unlike(sheets.map(({ sheet }) => sheet.replaceAll(forbidden, ' ').trim().slice(0, mostLetters)))
  return writeXlsxFile(sheets.map((each, place) => ({ ...each, sheet: names[place] })) as never).toBuffer()
}

const widthOf = ({ kind }: { kind: ColumnKind }) => ({ width: kind === 'text' ? 40 : 14 })

function aboutRows({ title, about, sections }: ReportDocument): Cell[][] {
  const line = (value: string): Cell[] => [{ value, wrap: true }]
  return [
    [{ value: title, fontWeight: 'bold' }],
    ...about.map(line),
    ...sections.flatMap(({ heading, said, how }) => [
      [null],
      [{ value: heading, fontWeight: 'bold' as const }],
      ...said.map(line),
      ...how.map(line),
    ]),
  ]
}

function rowsOf({ columns, rows }: ReportTable): Cell[][] {
  const header = columns.map(({ label }): Cell => ({ value: label, fontWeight: 'bold', wrap: true }))
  const body = rows.map((row) =>
    row.map((value, place): Cell => {
      const format = typeof value === 'number' ? formats[columns[place]?.kind ?? 'text'] : undefined
      return value === null ? null : { value, ...(format && { format }) }
    }),
  )
  return [header, ...body]
}

/** No two sheets may have one name. */
function unlike(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = name || '1'
    for (let number = 2; taken.has(own.toLowerCase()); number += 1) own = `${name.slice(0, mostLetters - 4)} ${number}`
    taken.add(own.toLowerCase())
    return own
  })
}
