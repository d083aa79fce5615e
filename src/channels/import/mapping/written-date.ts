/** A date as it was written: in a place's own time, unless it says its offset. */
export type WrittenDate = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  hasTime: boolean
  /** Minutes ahead of UTC, when the source wrote them. */
  offset: number | null
}

export function emptyDate(): WrittenDate {
  return { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0, hasTime: false, offset: null }
}

/** Null for days and times that do not exist, such as 30 February or 25 o'clock. */
export function real(date: WrittenDate, isPm: boolean | null): WrittenDate | null {
  if (isPm !== null) {
    if (date.hour < 1 || date.hour > 12) return null
    date.hour = (date.hour % 12) + (isPm ? 12 : 0)
  }
  const { year, month, day, hour, minute, second } = date
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return exists && hour <= 23 && minute <= 59 && second <= 59 ? date : null
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Minutes ahead of UTC. @example offsetOf('-05:30')  // -330 */
export function offsetOf(zone: string): number {
  if (/^(z|utc)$/i.test(zone)) return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || 0)]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** Two digits mean the latest such year that is not after next year: complaints lie in the past. */
export function centuryOf(year: number, yearNow: number): number {
  const century = yearNow - (yearNow % 100)
  return century + year <= yearNow + 1 ? century + year : century - 100 + year
}
