import { periodBefore } from '../../causes/period.ts'
import { tally } from '../../causes/tally.ts'
import { readTaxonomy } from '../../causes/taxonomy.ts'
import type { Database } from '../../platform/database/index.ts'
import { Remembered } from '../../platform/remembered.ts'
import { damageByCause, drawsFrom, tooFewToSay } from '../../stats/index.ts'
import type { SurveyTally, Yes } from '../surveys/tally.ts'
import type { CausesAtRisk } from './contract.ts'
import { shareOf } from './estimates.ts'
import { readRepairCosts } from './inputs.ts'
import { type Money, seed } from './market.ts'

type Asked = { from: string; to: string; survey: SurveyTally | null; money: Money | null }

/** Runs that are carried on to the causes: enough for limits of two digits, few enough for a page. */
const runsByCause = 2000
/** The same complaints, answers and money give the same shares. */
const simulated = new Remembered<ReturnType<typeof damageByCause>>(20)

/**
 * Money at risk by cause, beside what its repair would cost. Complaints are turned into problems by the share who complain of
 * each; where the survey does not know that of any cause, nothing is ranked.
 */
export async function causesAtRisk(db: Database, { from, to, survey, money }: Asked): Promise<CausesAtRisk> {
  const period = { from, to }
  const [tallies, taxonomy, repairs] = await Promise.all([
    tally(db, period, periodBefore(period)),
    readTaxonomy(db),
    readRepairCosts(db),
  ])
  const coded = new Map<string, number>()
  for (const { dimension, value, count } of tallies)
    if (dimension === 'cause' && value !== null) coded.set(value, (coded.get(value) ?? 0) + count)
  const pooled = survey && survey.complained > 0 ? { successes: survey.complained, n: survey.problems } : null
  const known = taxonomy.causes
    .map((cause) => ({ cause, complaints: coded.get(cause.id) ?? 0, ...propensityOf(cause.id, survey) }))
    .filter(({ complaints }) => complaints > 0)
  const causes = known.map(({ complaints, propensity, isOwn }) => ({
    complaints,
    propensity: isOwn ? propensity : pooled,
  }))
  const found = simulated.get(JSON.stringify([causes, money?.of ?? null]), () =>
    damageByCause({
      causes,
      money: money?.likely ?? 0,
      moneyOfRuns: money?.ofRuns.subarray(0, runsByCause) ?? new Float64Array(runsByCause),
      draws: drawsFrom(seed),
    }),
  )
  const isRanked = known.some(({ isOwn }) => isOwn)
  const rows = known.map(({ cause, complaints, propensity, isOwn }, place) => ({
    causeId: cause.id,
    name: { en: cause.name.en, ru: cause.name.ru },
    class: cause.class,
    complaints,
    propensity: propensity && shareOf(propensity),
    isOwn,
    share: found[place]?.share ?? { low: 0, likely: 0, high: 0 },
    money: money && (found[place]?.money ?? null),
    repair: repairs.get(cause.id) ?? null,
  }))
  return {
    from,
    to,
    isRanked,
    rows: isRanked ? rows.toSorted((one, other) => other.share.likely - one.share.likely) : rows,
  }
}

/** Who of those with this problem complained, and whether that can be used: five with it, and one who complained. */
function propensityOf(causeId: string, survey: SurveyTally | null): { propensity: Yes | null; isOwn: boolean } {
  const found = survey?.causes.find((each) => each.causeId === causeId)
  if (!found) return { propensity: null, isOwn: false }
  const propensity = { successes: found.complained, n: found.problems }
  return { propensity, isOwn: !tooFewToSay(found.problems) && found.complained > 0 }
}
