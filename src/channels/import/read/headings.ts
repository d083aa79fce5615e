/**
 * Headings as columns can be named by them: trimmed, an empty one called after its place, a repeated one numbered.
 * @example headings(['Date', '', 'Date'])  // ['Date', 'Column 2', 'Date (2)']
 */
export function headings(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim() || `Column ${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
