import { requireCount } from './arguments.ts'
import { type Interval, usualConfidence, within, zFor } from './interval.ts'

type NetPromoter = Interval & { score: number; standardError: number }

/**
 * Net promoter score: promoters (9, 10) minus detractors (0 to 6), as a share of all answers, times 100.
 *
 * In: counts of promoters, passives (7, 8), detractors; confidence (0.95). Out: score, standardError, low, high in points
 * from −100 to 100, n; null when n is 0. Throws RangeError naming the argument.
 * score = p − d, variance (p + d − (p − d)²) / n, normal limits.
 * Source: B. Rocks (2016), The American Statistician 70:365.
 * Worked: 50/30/20 gives 30.00 (SE 7.810, 14.69 to 45.31).
 */
export function netPromoter(of: {
  promoters: number
  passives: number
  detractors: number
  confidence?: number
}): NetPromoter | null {
  for (const name of ['promoters', 'passives', 'detractors'] as const) requireCount(name, of[name])
  const n = of.promoters + of.passives + of.detractors
  return n === 0 ? null : { ...waldOf(of, of.confidence ?? usualConfidence), n }
}

/**
 * The same with three invented answers added (¾ promoter, 1½ passive, ¾ detractor), which keeps the interval honest for
 * small n and for scores near the ends. Out: as `netPromoter`; n is that of the real answers.
 * Source: adjusted Wald AW(¾, 1½, ¾), Rocks (2016). Worked: 50/30/20 gives 29.13 (14.05 to 44.20).
 */
export function netPromoterAdjusted(of: Parameters<typeof netPromoter>[0]): NetPromoter | null {
  const plain = netPromoter(of)
  if (!plain) return null
  const added = { promoters: of.promoters + 0.75, passives: of.passives + 1.5, detractors: of.detractors + 0.75 }
  return { ...waldOf(added, plain.confidence), n: plain.n }
}

type Answers = { promoters: number; passives: number; detractors: number }

function waldOf({ promoters, passives, detractors }: Answers, confidence: number): Omit<NetPromoter, 'n'> {
  const n = promoters + passives + detractors
  const score = (promoters - detractors) / n
  const standardError = Math.sqrt(((promoters + detractors) / n - score ** 2) / n)
  const half = zFor(confidence) * standardError
  return {
    score: score * 100,
    standardError: standardError * 100,
    low: within(score - half, -1, score) * 100,
    high: within(score + half, score, 1) * 100,
    confidence,
  }
}
