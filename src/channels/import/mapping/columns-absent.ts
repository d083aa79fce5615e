import type { ImportProblem } from '../problems.ts'
import type { SourceRow } from '../read/row.ts'
import { finder, namesIn } from './cells.ts'
import type { Mapping } from './mapping.ts'
import { nearest } from './nearest.ts'

/**
 * Columns that a mapping needs and a file does not have, with the heading that comes nearest. Where a mapping names several
 * columns, one of them is enough, unless they are to be joined.
 */
export function columnsAbsent(
  mapping: Mapping,
  header: readonly string[],
  sample: readonly SourceRow[],
): ImportProblem[] {
  const absent = (field: string, columns: string[], all: boolean): ImportProblem[] => {
    const missing = columns.filter((column) => !header.includes(column) && !isInside(column, sample))
    if (missing.length === 0 || (!all && missing.length < columns.length)) return []
    const [column = ''] = missing
    return [
      {
        field,
        key: 'mapping_column_absent',
        values: { column, nearest: nearest(column, header) ?? header.join(', ') },
      },
    ]
  }
  const columns = Object.entries(mapping.columns).flatMap(([target, rule]) =>
    absent(`columns.${target}`, namesIn(rule?.from), rule?.join !== undefined),
  )
  const fields = Object.entries(mapping.fields ?? {}).flatMap(([name, rule]) =>
    absent(`fields.${name}`, namesIn(rule.from), rule.join !== undefined),
  )
  const skips = (mapping.skipWhen ?? []).flatMap(({ column }, index) =>
    absent(`skipWhen.${index}.column`, namesIn(column), false),
  )
  return [...columns, ...fields, ...skips]
}

/** A place inside a list of JSON is no heading. */
function isInside(column: string, sample: readonly SourceRow[]): boolean {
  const find = finder(column, () => false)
  return sample.some((row) => find(row) !== null)
}
