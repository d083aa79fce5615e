import { requireConfidence } from './arguments.ts'
import { clopperPearson } from './clopper-pearson.ts'
import type { AgreementOf, CodedAlike } from './coded-alike.ts'
import { type Draws, drawsFrom } from './draws.ts'
import { type Interval, usualConfidence, within } from './interval.ts'

/** How often the units are drawn anew. */
const rounds = 1000

type Resampling = { coded: readonly CodedAlike[]; seed: number; confidence?: number }

/**
 * An agreement of any number of coders with its interval, by drawing the units anew.
 *
 * In: coded, measure (fleissKappa, krippendorffAlpha, gwetAc1OfCoders), seed (the same gives the same interval), confidence
 * (0.95). Out: what the measure gives, with low and high; null where it gives null. When all units agree, or none does,
 * drawing anew says nothing, so the ends come from the exact interval of the observed agreement over the units.
 *
 * Percentiles of 1,000 samples of as many units, with replacement; samples in which chance explains everything are left
 * out. Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13; the unit is what is drawn.
 * Worked: 10 units that three coders coded alike: 1 with a low end below 0.6, not "1 to 1".
 */
export function resampledAgreement(
  of: Resampling & { measure: (of: { coded: readonly CodedAlike[] }) => AgreementOf | null },
): (AgreementOf & Interval) | null {
  const { coded, measure, seed, confidence = usualConfidence } = of
  requireConfidence(confidence)
  const found = measure({ coded })
  if (!found) return null
  const { coefficient, observed, byChance, n } = found
  const ends =
    observed > 1 - 1e-12 || observed < 1e-12
      ? beyond(clopperPearson({ successes: Math.round(observed * n), n, confidence }), byChance)
      : percentiles({ coded, seed, confidence }, (sample) => measure({ coded: sample })?.coefficient ?? null)
  return {
    ...found,
    confidence,
    low: within(ends?.low ?? coefficient, -1, coefficient),
    high: within(ends?.high ?? coefficient, coefficient, 1),
  }
}

/**
 * A share over units (such as classAgreement's) with its interval, by drawing the units anew; null where the share is null,
 * or 0 or 1, of which drawing anew knows nothing. In and out otherwise as resampledAgreement.
 * Worked: a share of 1 in all of 6 units gives null: no interval rather than "1 to 1".
 */
export function resampledShare(
  of: Resampling & { share: (coded: readonly CodedAlike[]) => number | null },
): { low: number; high: number } | null {
  const { share, coded, seed, confidence = usualConfidence } = of
  const found = share(coded)
  return found === null || found === 0 || found === 1 ? null : percentiles({ coded, seed, confidence }, share)
}

const beyond = (exact: { low: number; high: number } | null, byChance: number) =>
  exact && { low: (exact.low - byChance) / (1 - byChance), high: (exact.high - byChance) / (1 - byChance) }

function percentiles(
  { coded, seed, confidence }: Required<Resampling>,
  measure: (coded: readonly CodedAlike[]) => number | null,
): { low: number; high: number } | null {
  const draws = drawsFrom(seed)
  const values: number[] = []
  for (let round = 0; round < rounds; round++) {
    const value = measure(drawnAnew(coded, draws))
    if (value !== null) values.push(value)
  }
  if (values.length === 0) return null
  values.sort((a, b) => a - b)
  return { low: quantile(values, (1 - confidence) / 2), high: quantile(values, (1 + confidence) / 2) }
}

/** As many units as there are, each drawn from all of them. */
function drawnAnew(coded: readonly CodedAlike[], draws: Draws): CodedAlike[] {
  const upTo: number[] = []
  let n = 0
  for (const { units } of coded) {
    n += units
    upTo.push(n)
  }
  const drawn = coded.map(() => 0)
  for (let unit = 0; unit < n; unit++) {
    const place = draws() * n
    const kind = upTo.findIndex((end) => place < end)
    drawn[kind] = (drawn[kind] ?? 0) + 1
  }
  return coded.map(({ counts }, kind) => ({ counts, units: drawn[kind] ?? 0 }))
}

/** Between the two nearest of sorted values (R's default, type 7). */
function quantile(sorted: readonly number[], p: number): number {
  const at = p * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? below
  return below + (at - Math.floor(at)) * (above - below)
}
