import type { ImportedComplaint } from './imported-complaint.ts'
import { applyMapping } from './mapping/apply.ts'
import { textOf } from './mapping/cells.ts'
import type { Mapping } from './mapping/mapping.ts'
import type { ImportProblem } from './problems.ts'
import type { SourceRow } from './read/row.ts'
import type { Source } from './read/source.ts'

/** What became of one row. `values` are as the file has them, for `contentHash`; `cells` are in the order of the header. */
export type ReadComplaint =
  | { line: number; complaint: ImportedComplaint; values: SourceRow; skipped?: undefined; problems?: undefined }
  | { line: number; skipped: { column: string; value: string }; complaint?: undefined; problems?: undefined }
  | { line: number; problems: ImportProblem[]; cells: string[]; complaint?: undefined; skipped?: undefined }

/** Reads a file and makes complaints of its rows, one after the other, no faster than they are taken. */
export async function* readComplaints(source: Source, mapping: Mapping, now: Date): AsyncGenerator<ReadComplaint> {
  for await (const { line, values, problem, cells } of source.rows()) {
    if (problem) {
      yield { line, problems: [problem], cells }
      continue
    }
    const { complaint, skipped, problems } = applyMapping(mapping, values, now)
    if (complaint) yield { line, complaint, values }
    else if (skipped) yield { line, skipped }
    else yield { line, problems, cells: cellsOf(values, source.header) }
  }
}

/** A row's values as cells in the order of the header. */
export function cellsOf(values: SourceRow, header: readonly string[]): string[] {
  return header.map((column) => {
    const value = values[column] ?? ''
    return textOf(value) ?? JSON.stringify(value)
  })
}
