import {
  type AnsweredStratum,
  projectedProblems,
  silentMultiplier,
  tooFewToSay,
  weightedShare,
  wilson,
} from '../../stats/index.ts'
import type { SurveyTally, Yes } from '../surveys/tally.ts'
import type { SilentEstimates } from './contract.ts'

type Estimate = SilentEstimates['problemRate']
type Share = Omit<Estimate, 'weighted'>

/** A share with its interval as every report has it. */
export function shareOf({ successes, n }: Yes): Share {
  const found = wilson({ successes, n })
  return {
    count: successes,
    n,
    share: found?.share ?? null,
    interval: found && { low: found.low, high: found.high },
    tooFew: tooFewToSay(n),
  }
}

type Context = {
  /** Customers who complained in the days asked about, each once; null: not counted yet. */
  complainants: number | null
  /** Likely number of customers and annual value of one; null where the company did not say. */
  customers: number | null
  annualValue: number | null
}

/** What a survey says of silent customers. The silent leavers are counted directly, not as a product of shares. */
export function estimatesOf(tally: SurveyTally, { complainants, customers, annualValue }: Context): SilentEstimates {
  const { answers, problems, complained, silentLeaving, strata } = tally
  const silent = problems - complained
  const estimate = (yes: Yes, among: (stratum: SurveyTally['strata'][number]) => Yes): Estimate => ({
    ...shareOf(yes),
    weighted: weigh(strata.map((stratum) => ({ size: stratum.size, ...among(stratum) }))),
  })
  const ofAll =
    (count: (stratum: SurveyTally['strata'][number]) => number) => (stratum: SurveyTally['strata'][number]) => ({
      successes: count(stratum),
      n: stratum.n,
    })
  const multiplier = tooFewToSay(problems) ? null : silentMultiplier({ complained, n: problems })
  const silentLeavers = estimate(
    { successes: silentLeaving, n: answers },
    ofAll((stratum) => stratum.silentLeaving),
  )
  const scale = customers === null || annualValue === null ? null : customers * annualValue
  const { share, interval, tooFew } = silentLeavers
  return {
    problemRate: estimate(
      { successes: problems, n: answers },
      ofAll((stratum) => stratum.problems),
    ),
    complained: { ...shareOf({ successes: complained, n: problems }), weighted: weighComplained(strata) },
    silentSufferers: estimate(
      { successes: silent, n: answers },
      ofAll((stratum) => stratum.silent),
    ),
    silentLeavers,
    multiplier: multiplier && { multiplier: multiplier.multiplier, low: multiplier.low, high: multiplier.high },
    ...answersOf(tally),
    projected:
      multiplier && complainants !== null ? { complainants, ...projectedProblems(complainants, multiplier) } : null,
    leaversMoney:
      scale === null || share === null || interval === null || tooFew
        ? null
        : { amount: share * scale, low: interval.low * scale, high: interval.high * scale },
  }
}

function answersOf({ silentBecause, told, ended }: SurveyTally): Pick<SilentEstimates, 'reasons' | 'told' | 'endings'> {
  const keyed = <Key>(all: { key: Key; count: number }[]) => {
    const n = all.reduce((sum, { count }) => sum + count, 0)
    return all
      .toSorted((one, other) => other.count - one.count)
      .map(({ key, count }) => ({ key, ...shareOf({ successes: count, n }) }))
  }
  const leavingOf = (key: string) => {
    const { leaving = 0, count = 0 } = ended.find((each) => each.key === key) ?? {}
    return shareOf({ successes: leaving, n: count })
  }
  return {
    reasons: keyed(silentBecause),
    told: keyed(told),
    endings: keyed(ended).map((each) => ({ ...each, leaving: leavingOf(each.key) })),
  }
}

/** Null where weighting could change nothing. */
function weigh(strata: AnsweredStratum[]): Estimate['weighted'] {
  if (strata.filter(({ size }) => size > 0).length < 2) return null
  const found = weightedShare({ strata })
  return (
    found && {
      share: found.share,
      interval: { low: found.low, high: found.high },
      effective: found.effective,
      unseen: Math.max(0, found.unseen),
    }
  )
}

/** Of those with a problem: each part counts by how many customers with a problem stand behind its answers. */
function weighComplained(strata: SurveyTally['strata']): Estimate['weighted'] {
  return weigh(
    strata.map(({ size, n, problems, complained }) => ({
      size: n === 0 ? 0 : (size * problems) / n,
      n: problems,
      successes: complained,
    })),
  )
}
