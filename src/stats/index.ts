/**
 * Numbers in, numbers out: every measure the product shows, each with what it was computed from and its interval.
 * Nothing here knows a complaint, a clock or a database. Where nothing is known (n of 0) the answer is null, never 0.
 */
export type { AgreementInterval, CodingTable } from './agreement.ts'
export { clopperPearson } from './clopper-pearson.ts'
export { cohenKappa } from './cohen-kappa.ts'
export { type ControlChart, controlChart } from './control-limits.ts'
export { cumulativeIncidence, type EndedBy, type IncidenceStep } from './cumulative-incidence.ts'
export { damageByCause } from './damage-by-cause.ts'
export { drawsFrom } from './draws.ts'
export { effectiveSample } from './effective-sample.ts'
export { type ExposedPlace, type GammaPrior, gammaPoissonFit } from './gamma-poisson.ts'
export { type CountSeries, type EarsPeriod, ears, earsC3 } from './ears.ts'
export { goodman } from './goodman.ts'
export { gwetAc1 } from './gwet-ac1.ts'
export type { Interval, ShareInterval } from './interval.ts'
export { type Ended, kaplanMeier, type SurvivalCurve, type SurvivalStep } from './kaplan-meier.ts'
export { type Damage, type DamageInputs, marketDamage } from './market-damage.ts'
export { type DamageKnowledge, marketDamageRange, type Range } from './market-damage-range.ts'
export { meanInterval } from './mean-interval.ts'
export { netPromoter, netPromoterAdjusted } from './net-promoter.ts'
export { poissonRate, type RateInterval } from './poisson-rate.ts'
export {
  type GoldCase,
  type PredictionPoweredShare,
  type PredictionPoweredShares,
  predictionPoweredShares,
} from './prediction-powered-shares.ts'
export { type Rate, type RatioInterval, rateRatio } from './rate-ratio.ts'
export { type RestrictedMean, restrictedMean } from './restricted-mean.ts'
export { type DifferenceInterval, type Share, shareDifference } from './share-difference.ts'
export { type ShrunkRate, shrunkRate } from './shrunk-rate.ts'
export { fewestPositives, type ShareFromGold, type SharesFromGold, sharesFromGold } from './shares-from-gold.ts'
export { projectedProblems, silentMultiplier } from './silent-multiplier.ts'
export { sisonGlaz } from './sison-glaz.ts'
export { type SurvivalQuantile, survivalQuantile } from './survival-quantile.ts'
export { tooFewToSay } from './too-few-to-say.ts'
export { type Watched, type WatchedSeries, type WatchMethod, watchSeries } from './watch-series.ts'
export { type AnsweredStratum, type WeightedShare, weightedShare } from './weighted-share.ts'
export { wilson } from './wilson.ts'
