import { useMemo } from 'react'
import { useLanguage } from '../../language/useLanguage.ts'
import { intervalIn, valueIn } from '../../../src/charts/intervals.ts'

/** Rates as the charts write them, so that a number reads the same wherever it stands. */
export function useRates() {
  const { language } = useLanguage()
  return useMemo(
    () => ({
      rate: (value: number) => valueIn(language, value, {}),
      interval: (ends: { low: number; high: number }) => intervalIn(language, ends, {}),
    }),
    [language],
  )
}
