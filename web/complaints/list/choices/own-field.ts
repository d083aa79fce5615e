import { readFieldFilters } from '../../../../src/complaints/fields/written.ts'
import { readSeveral, writeSeveral } from '../several.ts'

// The address holds all filters by fields in one part, written as the API reads it: `wish=refund&wish!=repair&paid>=2026-03-01`.

/** What the address says of one field, as signed values like those of any other filter. */
export function severalOf(field: string | undefined, key: string): string | undefined {
  const found = readFieldFilters(field ?? '').find((each) => each.key === key)
  return writeSeveral([
    ...(found?.any ?? []).map((value) => ({ value, isExcluded: false })),
    ...(found?.none ?? []).map((value) => ({ value, isExcluded: true })),
  ])
}

/** From when and to when one field lies. */
export function spanOf(field: string | undefined, key: string): { from: string | undefined; to: string | undefined } {
  const found = readFieldFilters(field ?? '').find((each) => each.key === key)
  return { from: found?.from ?? undefined, to: found?.to ?? undefined }
}

/** The part of the address with other values for one field; undefined when nothing is left. */
export const withSeveral = (field: string | undefined, key: string, values: string | undefined): string | undefined =>
  replaced(
    field,
    key,
    readSeveral(values).map(({ value, isExcluded }) => [isExcluded ? `${key}!` : key, value]),
  )

/** The part of the address with another span for one field. */
export const withSpan = (
  field: string | undefined,
  key: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
) => replaced(field, key, [...(from ? [[`${key}>`, from]] : []), ...(to ? [[`${key}<`, to]] : [])])

function replaced(field: string | undefined, key: string, parts: string[][]): string | undefined {
  const others = [...new URLSearchParams(field ?? '')].filter(([name]) => name.replace(/[!<>]$/, '') !== key)
  return new URLSearchParams([...others, ...parts]).toString() || undefined
}
