import { requireExposure } from './arguments.ts'

/** What the market-damage model is computed from. Shares are in [0, 1]; amounts are of one year. */
export type DamageInputs = {
  customers: number
  /** Share of customers who had a problem; share of those who told the company. */
  problemRate: number
  complaintRate: number
  /** How complainants came away; the three shares are used as parts of their sum. */
  satisfied: number
  mollified: number
  dissatisfied: number
  /** Shares who leave: after each of these ends, when silent, and without any problem. */
  leaveSatisfied: number
  leaveMollified: number
  leaveDissatisfied: number
  leaveSilent: number
  leaveWithoutProblem: number
  /** What a customer is worth a year, in money. */
  annualValue: number
  /** How many others one dissatisfied customer tells, and the share of those who stay away for it. */
  told: number
  acting: number
}

/** Customers, except the amounts of money. */
export type Damage = {
  problems: number
  complaints: number
  silent: number
  lostSatisfied: number
  lostMollified: number
  lostDissatisfied: number
  lostSilent: number
  lost: number
  gross: number
  /** Lost beyond those who leave without any problem, and their money: what the problems cost. */
  attributable: number
  money: number
  wordOfMouth: number
  wordOfMouthMoney: number
}

/**
 * How many customers problems cost a company in a year, and how much money: the market-damage model.
 *
 * In: inputs in their units (see DamageInputs). Out: Damage. Throws RangeError naming an input below 0 or not finite.
 * problems = N p; complaints = problems c; lost = complaints (s l_s + m l_m + d l_d) + silent l_n;
 * attributable = lost − problems l_0; word of mouth = (dissatisfied complainants + silent) × told × acting.
 * Source: J. A. Goodman (TARP), Strategic Customer Service, 2nd ed. 2019, chapter 5.
 * Worked: N 200,000, p .40, c .25, s/m/d .40/.35/.25, leaving .08/.25/.55, silent .30, without .05, value 250, told 5,
 * acting .01: lost 23,140, gross 5,785,000, attributable 19,140 = 4,785,000; word of mouth 3,250 = 812,500.
 */
export function marketDamage(inputs: DamageInputs): Damage {
  for (const [name, value] of Object.entries(inputs)) requireExposure(name, value)
  return damageOf(inputs)
}

/** The same for inputs that were looked at before. */
export function damageOf(inputs: DamageInputs): Damage {
  const ends = inputs.satisfied + inputs.mollified + inputs.dissatisfied || 1
  const problems = inputs.customers * inputs.problemRate
  const complaints = problems * inputs.complaintRate
  const silent = problems - complaints
  const dissatisfied = (complaints * inputs.dissatisfied) / ends
  const lostSatisfied = ((complaints * inputs.satisfied) / ends) * inputs.leaveSatisfied
  const lostMollified = ((complaints * inputs.mollified) / ends) * inputs.leaveMollified
  const lostDissatisfied = dissatisfied * inputs.leaveDissatisfied
  const lostSilent = silent * inputs.leaveSilent
  const lost = lostSatisfied + lostMollified + lostDissatisfied + lostSilent
  const attributable = lost - problems * inputs.leaveWithoutProblem
  const wordOfMouth = (dissatisfied + silent) * inputs.told * inputs.acting
  return {
    problems,
    complaints,
    silent,
    lostSatisfied,
    lostMollified,
    lostDissatisfied,
    lostSilent,
    lost,
    gross: lost * inputs.annualValue,
    attributable,
    money: attributable * inputs.annualValue,
    wordOfMouth,
    wordOfMouthMoney: wordOfMouth * inputs.annualValue,
  }
}
