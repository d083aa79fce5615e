import type { ControlChart } from '../../stats/index.ts'
import type { ScoreTrend } from './contract.ts'

type Labelled = { at: string; label: string | null; n: number; sum: number }

/** A trend as the page draws it; without limits where fewer than two periods have answers. */
export function trendOf(periods: Labelled[], chart: ControlChart | null): ScoreTrend {
  return {
    centre: chart?.centre ?? null,
    points: periods.map(({ at, label, n, sum }, place) => {
      const point = chart?.points[place] ?? null
      return {
        at,
        label,
        n,
        value: n === 0 ? null : sum / n,
        limits: point && { low: point.low, high: point.high },
        signal: point?.signal ?? null,
      }
    }),
  }
}
