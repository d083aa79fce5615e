/** What one field must hold: any of some values and none of others, or something between two, both included. */
export type FieldFilter = { key: string; any: string[]; none: string[]; from: string | null; to: string | null }

/**
 * Reads the filter by fields, itself written like the query of an address: `wish=refund&wish=exchange` is either of them,
 * `wish!=refund` another or nothing, `amount>=10&amount<=20` between; the value `none` means that nothing is filled in.
 */
export function readFieldFilters(written: string): FieldFilter[] {
  const filters = new Map<string, FieldFilter>()
  for (const [name, value] of new URLSearchParams(written)) {
    const [, key = '', operator] = /^(.*?)([!<>]?)$/s.exec(name) ?? []
    const filter = filters.get(key) ?? { key, any: [], none: [], from: null, to: null }
    if (operator === '>') filter.from = value
    else if (operator === '<') filter.to = value
    else (operator === '!' ? filter.none : filter.any).push(value)
    filters.set(key, filter)
  }
  return [...filters.values()]
}
