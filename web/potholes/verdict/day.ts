import type { useFormat } from '../../language/useLanguage.ts'

/** A day as it is written, whatever the time zone of this browser. */
export const dayIn = (format: ReturnType<typeof useFormat>, day: string): string => format.date(`${day}T12:00:00`)

/** The day before. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
