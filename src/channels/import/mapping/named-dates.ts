import { offsetOf, real, type WrittenDate } from './written-date.ts'

const isoExpression =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d\d:?(?:\d\d)?))?)?$/i

/** ISO 8601: a day, or a day and a time, with or without a zone. */
export function readIso(text: string): WrittenDate | null {
  const found = isoExpression.exec(text.trim())
  if (!found) return null
  const [, year, month, day, hour, minute, second, fraction, zone] = found
  const date: WrittenDate = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0,
    hasTime: hour !== undefined,
    offset: zone === undefined ? null : offsetOf(zone),
  }
  return real(date, null)
}

const excelEpoch = Date.UTC(1899, 11, 30)

/** Excel's days since 1900, as they stand in a file that lost its cell formats. */
export function readExcel(text: string): WrittenDate | null {
  const days = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (!(days >= 61 && days < 110_000)) return null
  return { ...fromUtc(excelEpoch + Math.round(days * 86_400) * 1000), hasTime: days % 1 !== 0, offset: null }
}

/** Seconds since 1970 or, from 11 digits on, milliseconds. */
export function readUnix(text: string): WrittenDate | null {
  const number = text.trim()
  if (!/^\d{8,13}(\.\d+)?$/.test(number)) return null
  const whole = number.split('.', 1)[0] ?? ''
  return fromUtc(Math.floor(Number(number) * (whole.length > 10 ? 1 : 1000)))
}

function fromUtc(time: number): WrittenDate {
  const date = new Date(time)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    hasTime: true,
    offset: 0,
  }
}
