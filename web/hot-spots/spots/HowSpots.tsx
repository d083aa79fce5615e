import { useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import type { Report } from './useHotSpots.ts'
import { useRates } from './useRates.ts'

/** Formula, inputs and source of the rates, or of the counts where there are none. */
export function HowSpots({ report: { prior, pooled } }: { report: Report }) {
  const t = useText()
  const { rate } = useRates()
  if (!prior || !pooled) return <HowComputed parts={[t('hot.how_count')]} />
  const values = { rate: rate(pooled.perThousand), a: rate(prior.a ?? 0), b: rate(prior.b ?? 0) }
  const inputs = prior.isAlike ? t('hot.how_alike', values) : t('hot.how_inputs', values)
  return <HowComputed parts={[t('hot.how_fit'), inputs, t('hot.how_source')]} />
}
