/** Which return, of which version and half-year. */
export type ReturnSearch = { key?: string; version?: number; from?: string; to?: string }

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** Reads the address; what it does not know is left out. */
export function readReturnSearch({ key, version, from, to }: Record<string, unknown>): ReturnSearch {
  const number = Number(version)
  return {
    ...(typeof key === 'string' && /^[a-z0-9_]{1,60}$/.test(key) && { key }),
    ...(Number.isInteger(number) && number > 0 && { version: number }),
    ...(isDay(from) && isDay(to) && from <= to && { from, to }),
  }
}

/** The half-years up to the one of a day, the latest first. */
export function halfYears(today: string, count: number): { from: string; to: string }[] {
  const year = Number(today.slice(0, 4))
  const isSecond = today.slice(5, 7) > '06'
  return Array.from({ length: count }, (_, back) => {
    const place = year * 2 + (isSecond ? 1 : 0) - back
    const of = Math.floor(place / 2)
    return place % 2 === 0 ? { from: `${of}-01-01`, to: `${of}-06-30` } : { from: `${of}-07-01`, to: `${of}-12-31` }
  })
}
