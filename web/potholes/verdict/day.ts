import type { useFormat } from '../../language/useLanguage.ts'

/** A day as it is written, whatever the time zone of this browser. */
export const dayIn = (format: ReturnType<typeof useFormat>, day: string): string => format.date(`${day}T12:00:00`)

/** The last of so many days that begin with one. */
export const lastOf = (first: string, days: number): string =>
  new Date(Date.parse(`${first}T00:00:00Z`) + (days - 1) * 86_400_000).toISOString().slice(0, 10)
