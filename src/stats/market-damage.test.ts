import { expect, test } from 'vitest'
import { damageByCause, type DamageInputs, drawsFrom, marketDamage, marketDamageRange } from './index.ts'

const inputs: DamageInputs = {
  customers: 200_000,
  problemRate: 0.4,
  complaintRate: 0.25,
  satisfied: 0.4,
  mollified: 0.35,
  dissatisfied: 0.25,
  leaveSatisfied: 0.08,
  leaveMollified: 0.25,
  leaveDissatisfied: 0.55,
  leaveSilent: 0.3,
  leaveWithoutProblem: 0.05,
  annualValue: 250,
  told: 5,
  acting: 0.01,
}

test('the worked market: what problems cost, gross, attributable and by word of mouth', () => {
  const damage = marketDamage(inputs)
  expect([damage.problems, damage.complaints, damage.silent]).toEqual([80_000, 20_000, 60_000])
  const parts = [damage.lostSatisfied, damage.lostMollified, damage.lostDissatisfied, damage.lostSilent]
  for (const [place, lost] of [640, 1750, 2750, 18_000].entries()) expect(parts[place]).toBeCloseTo(lost, 6)
  expect(damage.lost).toBeCloseTo(23_140, 6)
  expect(damage.gross).toBeCloseTo(5_785_000, 4)
  expect(damage.attributable).toBeCloseTo(19_140, 6)
  expect(damage.money).toBeCloseTo(4_785_000, 4)
  expect(damage.wordOfMouth).toBeCloseTo(3250, 6)
  expect(damage.wordOfMouthMoney).toBeCloseTo(812_500, 4)
})

test('better handling (lever A) saves 573,000, preventing a quarter of the problems (lever B) 1,446,250', () => {
  const now = marketDamage(inputs)
  const handled = { complaintRate: 0.4, satisfied: 0.55, mollified: 0.3, dissatisfied: 0.15 }
  const leverA = marketDamage({ ...inputs, ...handled })
  const leverB = marketDamage({ ...inputs, problemRate: 0.3 })
  expect(leverA.lost).toBeCloseTo(20_848, 6)
  expect(now.gross - leverA.gross).toBeCloseTo(573_000, 4)
  expect(leverB.lost).toBeCloseTo(17_355, 6)
  expect(now.gross - leverB.gross).toBeCloseTo(1_446_250, 4)
})

test('how complainants came away counts as parts of their sum', () => {
  const counted = marketDamage({ ...inputs, satisfied: 40, mollified: 35, dissatisfied: 25 })
  expect(counted.lost).toBeCloseTo(23_140, 6)
})

const exact = Object.fromEntries(
  Object.entries(inputs).map(([name, likely]) => [name, { low: likely, likely, high: likely }]),
) as { [Name in keyof DamageInputs]: { low: number; likely: number; high: number } }

test('inputs without a range give figures without one', () => {
  const { now, saved } = marketDamageRange({
    inputs: exact,
    levers: [{ problemRate: 0.3 }],
    runs: 50,
    draws: drawsFrom(1),
  })
  const { money, lost } = now
  expect(lost).toEqual({ low: lost.likely, likely: lost.likely, high: lost.likely })
  expect(money.likely).toBeCloseTo(4_785_000, 4)
  expect(money.high - money.low).toBeCloseTo(0, 4)
  expect(saved[0]?.low).toBeCloseTo(1_446_250, 4)
  expect(saved[0]?.high).toBeCloseTo(1_446_250, 4)
})

test('ranges of inputs are carried through, the same seed gives the same range, and a wider input a wider one', () => {
  const wide = { ...exact, annualValue: { low: 150, likely: 250, high: 350 } }
  const first = marketDamageRange({ inputs: wide, draws: drawsFrom(7) }).now
  expect(first).toEqual(marketDamageRange({ inputs: wide, draws: drawsFrom(7) }).now)
  // A triangle of ±100 holds 95 % of its draws within ±100 (1 − √.05).
  const half = 19_140 * 100 * (1 - Math.sqrt(0.05))
  expect(first.money.low).toBeGreaterThan(4_785_000 - half * 1.03)
  expect(first.money.low).toBeLessThan(4_785_000 - half * 0.97)
  const wider = { ...wide, leaveSilent: { low: 0.1, likely: 0.3, high: 0.5 } }
  const second = marketDamageRange({ inputs: wider, draws: drawsFrom(7) }).now
  expect(second.money.high - second.money.low).toBeGreaterThan(first.money.high - first.money.low)
})

test('a share of a survey is drawn as its cases allow', () => {
  const surveyed = { ...exact, problemRate: { successes: 232, n: 800 } }
  const { problems } = marketDamageRange({ inputs: surveyed, draws: drawsFrom(3) }).now
  expect(problems.likely).toBeCloseTo(58_000, 6)
  // Beside Wilson's .259619 to .322388 of 200,000 customers.
  expect(Math.abs(problems.low - 51_924)).toBeLessThan(400)
  expect(Math.abs(problems.high - 64_478)).toBeLessThan(400)
})

test('an input below nought is named', () => {
  expect(() => marketDamage({ ...inputs, told: -1 })).toThrow(/told/)
})

test('causes are ranked by problems, not by complaints: where few complain, the money is larger', () => {
  const causes = [
    { complaints: 60, propensity: { successes: 30, n: 50 } },
    { complaints: 40, propensity: { successes: 10, n: 50 } },
  ]
  const moneyOfRuns = new Float64Array(4000).fill(900)
  const [often, seldom] = damageByCause({ causes, money: 900, moneyOfRuns, draws: drawsFrom(5) })
  expect(often?.share.likely).toBeCloseTo(1 / 3, 12)
  expect(seldom?.money.likely).toBeCloseTo(600, 9)
  expect(seldom?.money.low).toBeLessThan(520)
  expect(seldom?.money.low).toBeGreaterThan(400)
  expect(seldom?.money.high).toBeGreaterThan(680)
  expect(seldom?.money.high).toBeLessThan(780)
  expect(damageByCause({ causes: [], money: 900, moneyOfRuns, draws: drawsFrom(5) })).toEqual([])
})
