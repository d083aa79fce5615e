/** What PostgreSQL cannot store in a text is replaced by U+FFFD: zero characters and halves of surrogate pairs. */
export function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole
}

/** The same for every text in what was read from JSON or a form, names of fields included. */
export function storableThroughout(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(storableThroughout)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [storable(name), storableThroughout(each)]))
}
