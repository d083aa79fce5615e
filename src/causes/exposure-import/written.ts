/**
 * The month a person wrote, as its first day: `2026-01`, `2026-01-01`, `2026/1`, `01.2026`, `1/2026`; null when it is none.
 * A time after the day, as spreadsheets have it, is passed over.
 * @example readMonth('1.2026')  // '2026-01-01'
 */
export function readMonth(text: string): string | null {
  const [, year, month] = /^(\d{4})[-./](\d{1,2})(?:[-./]0?1(?:[T ]00:00(?::00)?)?)?$/.exec(text) ?? []
  const [, monthFirst, yearLast] = /^(?:0?1\.)?(\d{1,2})[./-](\d{4})$/.exec(text) ?? []
  const [number, whichYear] = [Number(month ?? monthFirst), Number(year ?? yearLast)]
  if (!(number >= 1 && number <= 12 && whichYear >= 1900 && whichYear < 2200)) return null
  return `${whichYear}-${String(number).padStart(2, '0')}-01`
}

/**
 * A number above nought. Groups of three digits may be set apart in any of the usual ways; what follows a lone mark is a
 * fraction. Null when it is none.
 * @example readUnits('12 000,5')  // 12000.5
 */
export function readUnits(text: string): number | null {
  const digits = text.replace(/[\s\u00a0\u202f']/g, '')
  const plain = /^\d{1,3}([.,]\d{3})+$/.test(digits) ? digits.replace(/[.,]/g, '') : digits.replace(',', '.')
  const units = /^\d+(\.\d+)?(e\+?\d{1,2})?$/i.test(plain) ? Number(plain) : 0
  return units > 0 ? units : null
}
