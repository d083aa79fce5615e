import type { AnswerOf } from '../../api/client.ts'
import type { useFormat, useText } from '../../language/useLanguage.ts'
import type { Share } from '../../../src/charts/shares.ts'

export type Report = AnswerOf<'readSilentCustomers'>
export type Estimates = NonNullable<Report['estimates']>
export type CauseRow = Report['causes']['rows'][number]
type ShareFound = Pick<Estimates['silentLeavers'], 'count' | 'n' | 'share' | 'interval' | 'tooFew'>
type Format = ReturnType<typeof useFormat>

/** A share as a chart wants it; too few cases have no estimate. */
export function estimateOf(
  { count, share, interval, tooFew }: ShareFound,
  href?: string,
): Omit<Share, 'key' | 'label' | 'tone'> {
  const estimate = share === null || interval === null || tooFew ? null : { share, ...interval }
  return { count, estimate, isTooFew: tooFew, href: count > 0 ? href : undefined }
}

/** A share with its interval and n in words: `29% (26–32%), n = 800`. */
export function shareWords(
  { share, interval, tooFew, n }: ShareFound,
  t: ReturnType<typeof useText>,
  format: Format,
): string {
  if (share === null || interval === null) return t('chart.unknown')
  if (tooFew) return t('chart.too_few', { n })
  return t('silent.share_words', {
    share: format.share(share),
    interval: format.shareInterval(interval.low, interval.high),
    n: format.number(n),
  })
}

/** Money without cents; a plain number where no currency is known. */
export function moneyWords(amount: number, currency: string | null, format: Format): string {
  const rounded = { maximumFractionDigits: 0 } as const
  if (currency === null) return format.number(amount, rounded)
  return format.number(amount, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...rounded })
}

/** `16,802 to 26,176`. */
export const between = (
  { low, high }: { low: number; high: number },
  say: (value: number) => string,
  t: ReturnType<typeof useText>,
): string => t('silent.between', { low: say(low), high: say(high) })
