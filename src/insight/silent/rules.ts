import type { DamageInputs, DamageKnowledge } from '../../stats/index.ts'
import type { SurveyTally, Yes } from '../surveys/tally.ts'

/** The inputs of the market-damage model in the order in which they are asked for. */
export const inputNames = [
  'customers',
  'annualValue',
  'problemRate',
  'complaintRate',
  'satisfied',
  'mollified',
  'dissatisfied',
  'leaveSatisfied',
  'leaveMollified',
  'leaveDissatisfied',
  'leaveSilent',
  'leaveWithoutProblem',
  'told',
  'acting',
] as const satisfies (keyof DamageInputs)[]
export type InputName = (typeof inputNames)[number]

/** Amounts; all others are shares from 0 to 1. */
export const amountNames: readonly InputName[] = ['customers', 'annualValue', 'told']

/** What a survey says of the inputs; those it does not ask about, or nobody answered, are left out. "Unsure" is no leaving. */
export function surveyedInputs(tally: SurveyTally): Partial<Record<InputName, Yes>> {
  const { answers, problems, complained, silentLeaving } = tally
  const ended = (key: string) => tally.ended.find((each) => each.key === key) ?? { count: 0, leaving: 0 }
  const endings = tally.ended.reduce((sum, { count }) => sum + count, 0)
  const found: Partial<Record<InputName, Yes>> = {
    problemRate: { successes: problems, n: answers },
    complaintRate: { successes: complained, n: problems },
    satisfied: { successes: ended('satisfied').count, n: endings },
    mollified: { successes: ended('mollified').count, n: endings },
    dissatisfied: { successes: ended('dissatisfied').count, n: endings },
    leaveSatisfied: { successes: ended('satisfied').leaving, n: ended('satisfied').count },
    leaveMollified: { successes: ended('mollified').leaving, n: ended('mollified').count },
    leaveDissatisfied: { successes: ended('dissatisfied').leaving, n: ended('dissatisfied').count },
    leaveSilent: { successes: silentLeaving, n: problems - complained },
    leaveWithoutProblem: { successes: tally.withoutProblemLeaving, n: answers - problems },
  }
  return Object.fromEntries(Object.entries(found).filter(([, yes]) => yes.n > 0))
}

type Levers = { prevented: number; telling: number; better: number }
type Handling = Pick<DamageInputs, 'complaintRate' | 'satisfied' | 'mollified' | 'dissatisfied'>

/**
 * The two levers: A, more of those with a problem tell us and more of them come away satisfied; B, some problems never happen.
 * @example of .25 and .40/.35/.25 with .15 and .15: A is .40 and .55/.30/.15; B of .40 with .25 is .30
 */
export function leversOf(
  likely: Pick<DamageInputs, 'problemRate'> & Handling,
  { prevented, telling, better }: Levers,
): { handling: Handling; prevention: { problemRate: number } } {
  const ends = likely.satisfied + likely.mollified + likely.dissatisfied || 1
  const [mollified, dissatisfied] = [likely.mollified / ends, likely.dissatisfied / ends]
  const [fromMollified, fromDissatisfied] = [Math.min(mollified, better / 3), Math.min(dissatisfied, (better * 2) / 3)]
  return {
    handling: {
      complaintRate: Math.min(1, likely.complaintRate + telling),
      satisfied: likely.satisfied / ends + fromMollified + fromDissatisfied,
      mollified: mollified - fromMollified,
      dissatisfied: dissatisfied - fromDissatisfied,
    },
    prevention: { problemRate: likely.problemRate * (1 - prevented) },
  }
}

/** The likely value of what is known. */
export const likelyOf = (known: DamageKnowledge): number => ('n' in known ? known.successes / known.n : known.likely)
