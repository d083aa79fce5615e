import {
  type DamageInputs,
  type DamageKnowledge,
  drawsFrom,
  marketDamageRange,
  tooFewToSay,
} from '../../stats/index.ts'
import { Remembered } from '../../platform/remembered.ts'
import type { SurveyTally, Yes } from '../surveys/tally.ts'
import type { MarketDamage, MarketInput, SilentQuery } from './contract.ts'
import { shareOf } from './estimates.ts'
import type { Typed } from './inputs.ts'
import { type InputName, inputNames, leversOf, likelyOf, surveyedInputs } from './rules.ts'

const runs = 5000
/** Any number will do; the same one gives the same figures to everyone who looks. */
export const seed = 20_260_301

type Known = { inputs: Map<InputName, Typed>; currency: string | null; survey: SurveyTally | null }
/** `of` names the inputs: the same ones give the same money. */
export type Money = { likely: number; ofRuns: Float64Array; of: string }
type Computed = { market: MarketDamage; money: Money | null }

/** Simulations take a tenth of a second each and depend on nothing but their inputs. */
const simulated = new Remembered<ReturnType<typeof marketDamageRange>>(20)

/** What problems cost, from what the company said and what its survey found; nothing else takes their place. */
export function computeMarket({ inputs: typed, currency, survey }: Known, levers: SilentQuery): Computed {
  const surveyed = survey ? surveyedInputs(survey) : {}
  const inputs = inputNames.map((name) => inputOf(name, typed.get(name) ?? null, surveyed[name] ?? null))
  const missing = inputs.filter(({ used }) => used === null).map(({ name }) => name)
  const nothing = { inputs, currency, missing, damage: null, levers: null }
  if (missing.length > 0) return { market: nothing, money: null }
  const known = Object.fromEntries(
    inputNames.map((name) => [name, typed.get(name) ?? (surveyed[name] as Yes)]),
  ) as Record<InputName, DamageKnowledge>
  const likely = Object.fromEntries(inputNames.map((name) => [name, likelyOf(known[name])])) as DamageInputs
  const { handling, prevention } = leversOf(likely, levers)
  const of = JSON.stringify([known, handling, prevention])
  const found = simulated.get(of, () =>
    marketDamageRange({ inputs: known, levers: [handling, prevention], runs, draws: drawsFrom(seed) }),
  )
  const [byHandling, byPrevention] = found.saved
  return {
    market: {
      ...nothing,
      damage: found.now,
      levers: byHandling &&
        byPrevention && {
          handling: { ...handling, saved: byHandling },
          prevention: { ...prevention, saved: byPrevention },
        },
    } as MarketDamage,
    money: { likely: found.now.money.likely, ofRuns: found.moneyOfRuns, of },
  }
}

function inputOf(name: InputName, typed: Typed | null, surveyed: Yes | null): MarketInput {
  const isEnough = surveyed !== null && !tooFewToSay(surveyed.n)
  return { name, typed, surveyed: surveyed && shareOf(surveyed), used: typed ? 'typed' : isEnough ? 'survey' : null }
}
