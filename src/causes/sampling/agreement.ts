import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import {
  type CodedAlike,
  classAgreement,
  codedAlike,
  cohenKappa,
  fleissKappa,
  gwetAc1,
  gwetAc1OfCoders,
  krippendorffAlpha,
  resampledAgreement,
  resampledShare,
  tooFewToSay,
  weightedShare,
  wilson,
} from '../../stats/index.ts'
import { type CauseClass, causeClasses } from '../rules.ts'
import { requireCoded } from './answers.ts'
import type { Agreement } from './contract.ts'
import { goldUnits } from './gold.ts'
import { reliabilityOf } from './rules.ts'
import { sampleOf } from './samples.ts'

type Coder = { id: string; name: string }
type Given = { complaintId: string; coder: Coder; class: CauseClass | null; coders: number }

/**
 * How far the coders of a sample agree on the class, over the complaints that several of them coded; how often each gave
 * each class; and what people settled on, once all is settled.
 * @throws Problem sample_not_found, sample_still_coded
 */
export async function measureAgreement(db: Database, sampleId: string): Promise<Agreement> {
  await requireCoded(db, sampleId)
  const sample = await sampleOf(db, sampleId)
  const { rows } = await sql<Given>`
    select g.complaint_id as "complaintId", json_build_object('id', p.id, 'name', p.name) as coder, g.class, u.coders
    from sample_codings g join people p on p.id = g.coder_id
    join sample_units u on u.complaint_id = g.complaint_id and u.sample_id = g.sample_id
    where g.sample_id = ${sampleId} and g.superseded_at is null and not g.is_settlement
    order by u.position, g.coded_at, g.id`.execute(db)
  const units = [
    ...Map.groupBy(
      rows.filter(({ coders }) => coders > 1),
      ({ complaintId }) => complaintId,
    ).values(),
  ]
  const coders = [...new Map(rows.map(({ coder }) => [coder.id, coder])).values()]
  return {
    classes: [...causeClasses],
    ...agreementOf(units, { seed: sample.seed, coders: sample.coders }),
    pairs: pairsOf(units, coders),
    prevalence: coders.map((coder) => ({
      coder,
      shares: sharesGiven(rows.filter((row) => row.coder.id === coder.id)),
    })),
    gold: sample.state === 'gold' ? await goldShares(db, sampleId) : null,
  }
}

type Measured = Pick<Agreement, 'shared' | 'observed' | 'alpha' | 'reliability' | 'ac1' | 'fleiss' | 'byClass'>

/** Agreement of everybody who coded; an answer without a class is a gap. */
function agreementOf(units: Given[][], { seed, coders }: { seed: number; coders: number }): Measured {
  const answers = units.map((unit) => unit.map((each) => (each.class ? causeClasses.indexOf(each.class) : null)))
  const whole = answers.filter((unit) => unit.length === coders && !unit.includes(null))
  const paired = answers.map((unit) => unit.filter((each) => each !== null)).filter((unit) => unit.length > 1)
  const coded = codedAlike(answers, causeClasses.length)
  const alpha = resampledAgreement({ coded, measure: krippendorffAlpha, seed })
  const several = codedAlike(whole, causeClasses.length)
  return {
    shared: units.length,
    observed: shareOf(paired.filter((unit) => new Set(unit).size === 1).length, paired.length),
    alpha: coefficient(alpha),
    reliability: alpha && reliabilityOf(alpha.coefficient),
    ac1: coefficient(resampledAgreement({ coded, measure: gwetAc1OfCoders, seed })),
    fleiss: coders > 2 ? coefficient(resampledAgreement({ coded: several, measure: fleissKappa, seed })) : null,
    byClass: causeClasses.map((_, category) => ofClass(coded, category, seed)),
  }
}

function ofClass(coded: CodedAlike[], category: number, seed: number): Agreement['byClass'][number] {
  const { share, given } = classAgreement({ coded, category })
  const interval = resampledShare({
    coded,
    share: (sample) => classAgreement({ coded: sample, category }).share,
    seed,
  })
  return { class: causeClasses[category] as CauseClass, given, share, interval, tooFew: tooFewToSay(given) }
}

const coefficient = (found: { coefficient: number; low: number; high: number } | null) =>
  found && { value: found.coefficient, low: found.low, high: found.high }

function shareOf(count: number, n: number): Agreement['observed'] {
  const found = wilson({ successes: count, n })
  return {
    count,
    n,
    share: found?.share ?? null,
    interval: found && { low: found.low, high: found.high },
    tooFew: tooFewToSay(n),
  }
}

/** Each two people who coded the same complaints, with who said what. */
function pairsOf(units: Given[][], coders: Coder[]): Agreement['pairs'] {
  const pairs = coders.flatMap((first, at) => coders.slice(at + 1).map((second) => ({ first, second })))
  return pairs.flatMap(({ first, second }) => {
    const said = units.flatMap((unit) => {
      const [one, other] = [first, second].map(({ id }) => unit.find(({ coder }) => coder.id === id)?.class)
      return one && other ? [{ one, other }] : []
    })
    if (said.length === 0) return []
    const table = causeClasses.map((row) =>
      causeClasses.map((column) => said.filter(({ one, other }) => one === row && other === column).length),
    )
    const alike = said.filter(({ one, other }) => one === other).length
    return {
      first,
      second,
      n: said.length,
      matrix: table,
      observed: shareOf(alike, said.length),
      kappa: coefficient(cohenKappa({ table })),
      ac1: coefficient(gwetAc1({ table })),
    }
  })
}

/** How often one coder gave each class, of what they could code. */
function sharesGiven(given: Given[]) {
  const classes = given.flatMap((each) => each.class ?? [])
  return causeClasses.map((each) => {
    const count = classes.filter((one) => one === each).length
    return { ...shareOf(count, classes.length), class: each, tooFew: tooFewToSay(count) }
  })
}

/** Shares of what was settled on over the frame: each stratum counts by its size, however many were drawn from it. */
async function goldShares(db: Database, sampleId: string): Promise<Agreement['gold']> {
  const units = await goldUnits(db, sampleId)
  const { rows: strata } = await sql<{ stratum: string; frame: number }>`
    select stratum, frame from sample_strata where sample_id = ${sampleId}`.execute(db)
  return causeClasses.map((causeClass) => {
    const own = units.filter((unit) => unit.class === causeClass)
    const found = weightedShare({
      strata: strata.map(({ stratum, frame }) => ({
        size: frame,
        n: units.filter((unit) => unit.stratum === stratum).length,
        successes: own.filter((unit) => unit.stratum === stratum).length,
      })),
    })
    return {
      class: causeClass,
      count: own.length,
      n: units.length,
      share: found?.share ?? null,
      tooFew: tooFewToSay(own.length),
      interval: found && { low: found.low, high: found.high },
    }
  })
}
