import { storable } from '../../../platform/storable.ts'

/** Excel's own formats that show a date or a time (ECMA-376, 18.8.30; 27-36 and 50-58 in East Asian editions). */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** Whether numbers in this format are dates: the number of the format, and its code when the workbook defines it. */
export function isDateFormat(id: number, formatCode: string | undefined): boolean {
  if (formatCode === undefined) return builtInDates.some(([first, last]) => id >= first && id <= last)
  // Colours, conditions, quoted words and escaped letters are not part of the pattern; [h] and its like are.
  const pattern = formatCode.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(pattern) && !/general/i.test(pattern)
}

const dayInMilliseconds = 86_400_000

/**
 * An Excel date as ISO 8601 text without a zone: a day, a time of day, or both, to the second.
 * @param serial days since 1899-12-30, or since 1904-01-01 when the workbook says so
 * @example serialToIso(45000.5, false)  // '2023-03-15T12:00:00'
 */
export function serialToIso(serial: number, since1904: boolean): string | null {
  const days = since1904 ? serial + 1462 : serial
  if (!Number.isFinite(days) || days < 0 || days > 2_958_466) return null
  // Excel counts a 29 February 1900 that never was.
  const real = days < 60 ? days + 1 : days
  const milliseconds = Math.round((real - 25_569) * 86_400) * 1000
  const iso = new Date(milliseconds).toISOString()
  if (days < 1) return iso.slice(11, 19)
  return milliseconds % dayInMilliseconds === 0 ? iso.slice(0, 10) : iso.slice(0, 19)
}

/**
 * The column of a cell address, from 0. @example columnOf('AB12')  // 27
 */
export function columnOf(address: string): number {
  let column = 0
  for (let at = 0; at < address.length; at++) {
    const letter = address.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text
  const char = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
  return storable(text.replace(/_x([0-9A-Fa-f]{4})_/g, char))
}
