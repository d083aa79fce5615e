import { numberFormat } from './intl.ts'
import { type Language, localeOf } from './languages.ts'

/** A number with the language's separators. @example formatNumber('en', 12345.6)  // '12,345.6' */
export function formatNumber(language: Language, value: number, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(localeOf(language), options).format(value)
}

/**
 * A count that the database may have stopped counting at.
 * @example formatCount('en', { count: 10000, isCapped: true })  // '10,000+'
 */
export function formatCount(language: Language, { count, isCapped }: { count: number; isCapped: boolean }): string {
  return formatNumber(language, count) + (isCapped ? '+' : '')
}

/**
 * A share from 0 to 1 as a percentage; one decimal below 10 %, where whole per cents would hide differences.
 * @example formatShare('en', 0.412)  // '41%'
 * @example formatShare('en', 0.0042)  // '0.4%'
 */
export function formatShare(language: Language, share: number): string {
  return percent(language, share < 0.095 ? 1 : 0).format(share)
}

/**
 * An interval of shares (0 to 1), both ends with the same number of decimals.
 * @example formatShareInterval('en', 0.314, 0.402)  // '31% – 40%'
 */
export function formatShareInterval(language: Language, low: number, high: number): string {
  const formatter = percent(language, low < 0.095 ? 1 : 0)
  const [from, to] = [formatter.format(low), formatter.format(high)]
  // formatRange writes "~40%" when both ends round to the same.
  return from === to ? from : formatter.formatRange(low, high)
}

/** An amount of money in whole units of an ISO 4217 currency. @example formatMoney('en', 1250, 'EUR')  // '€1,250.00' */
export function formatMoney(language: Language, amount: number, currency: string): string {
  return formatNumber(language, amount, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}

function percent(language: Language, maximumFractionDigits: number): Intl.NumberFormat {
  return numberFormat(localeOf(language), { style: 'percent', maximumFractionDigits })
}
