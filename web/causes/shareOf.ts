import type { Share } from '../../src/charts/shares.ts'
import type { Report } from './useReport.ts'

/** A share of the report as the chart wants it; too few cases have no estimate. */
export function shareOf(
  { count, share, interval, tooFew }: Report['asPlanned'],
  href: string,
): Pick<Share, 'count' | 'estimate' | 'isTooFew' | 'href'> {
  const estimate = share === null || interval === null || tooFew ? null : { share, ...interval }
  return { count, estimate, isTooFew: tooFew, href: count > 0 ? href : undefined }
}
