import { parseArgs } from 'node:util'
import { type GoldCase, predictionPoweredShares, sharesFromGold } from '../src/stats/index.ts'

/**
 * How often the 95 % intervals of the inside-out split hold the truth: simulated companies whose true shares are known, a
 * model of a given accuracy (wrong more often for one class than the others, so that its own share is biased), a random
 * sample. Prints a table in Markdown. Minutes of one core: nice -n 15 npm run bench coverage -- --runs 2000
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '20260301' } },
})
const runs = Number(values.runs)

/** A seeded generator of numbers in [0, 1): mulberry32, public domain. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Setting = { n: number; others: number; shares: number[]; accuracy: number }
const sizes = [50, 100, 200, 400]
const prevalences = [
  [0.02, 0.08, 0.9],
  [0.1, 0.3, 0.6],
  [0.2, 0.3, 0.5],
]
const accuracies = [0.34, 0.6, 0.8, 0.95]

/** How likely the model is to say each class of a case: wrong answers fall on the next class twice as often as on the other. */
function modelOf({ shares, accuracy }: Pick<Setting, 'shares' | 'accuracy'>): number[][] {
  return shares.map((_, truth) =>
    shares.map((__, said) =>
      said === truth ? accuracy : ((1 - accuracy) * (said === (truth + 1) % shares.length ? 2 : 1)) / 3,
    ),
  )
}

function draw(weights: readonly number[], random: () => number): number {
  let left = random()
  for (const [at, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return at
  }
  return weights.length - 1
}

/** How many of `n` fall on each class: conditional binomials by the normal approximation, which thousands allow. */
function counts(n: number, weights: readonly number[], random: () => number): number[] {
  let left = n
  let rest = 1
  return weights.map((weight, at) => {
    if (at === weights.length - 1) return left
    const share = weight / rest
    const bell = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const count = Math.min(left, Math.max(0, Math.round(left * share + Math.sqrt(left * share * (1 - share)) * bell)))
    left -= count
    rest -= weight
    return count
  })
}

type Tally = { plain: number; ruled: number; alone: number }

function simulate(setting: Setting, random: () => number): { classes: Tally[]; together: number } {
  const { n, others, shares } = setting
  const model = modelOf(setting)
  const said = shares.map((_, at) => shares.reduce((sum, share, truth) => sum + share * (model[truth]?.[at] ?? 0), 0))
  const classes = shares.map(() => ({ plain: 0, ruled: 0, alone: 0 }))
  let together = 0
  for (let run = 0; run < runs; run++) {
    const gold = Array.from({ length: n }, () => {
      const truth = draw(shares, random)
      return { truth, predicted: draw(model[truth] ?? [], random) }
    })
    const predicted = counts(others, said, random)
    const plain = predictionPoweredShares({ gold, predicted })
    const ruled = sharesFromGold({ gold, predicted })
    const wide = sharesFromGold({ gold, predicted, simultaneous: true })
    const alone = predictionPoweredShares({ gold, predicted, lambda: 0 })
    let all = true
    for (const [at, share] of shares.entries()) {
      const tally = classes[at] as Tally
      const holds = (each?: { low: number; high: number }) => (each && each.low <= share && share <= each.high ? 1 : 0)
      tally.plain += holds(plain?.shares[at])
      tally.ruled += holds(ruled?.shares[at])
      tally.alone += holds(alone?.shares[at])
      if (!holds(wide?.shares[at])) all = false
    }
    if (all) together++
  }
  return { classes, together }
}

/** Two parts of the company drawn from apart, a hundred each, so that complaints of the smaller one are four times as likely to be drawn. */
const strata = [
  { name: 'large', frame: 4000, drawn: 100, shares: [0.1, 0.3, 0.6] },
  { name: 'small', frame: 1000, drawn: 100, shares: [0.5, 0.3, 0.2] },
]
const frame = strata.reduce((sum, each) => sum + each.frame, 0)
const overall = [0, 1, 2].map((at) =>
  strata.reduce((sum, each) => sum + ((each.shares[at] ?? 0) * each.frame) / frame, 0),
)

/** How often the interval of each class holds where chances of being drawn were unequal. */
function simulateWeighted(accuracy: number, random: () => number): number[] {
  const held = overall.map(() => 0)
  for (let run = 0; run < runs; run++) {
    const gold: GoldCase[] = []
    const predicted = overall.map(() => 0)
    for (const { name, frame: size, drawn, shares } of strata) {
      const model = modelOf({ shares, accuracy })
      for (let case_ = 0; case_ < drawn; case_++) {
        const truth = draw(shares, random)
        const said = draw(model[truth] ?? [], random)
        gold.push({ truth, predicted: said, probability: drawn / size, stratum: name })
        predicted[said] = (predicted[said] ?? 0) + 1
      }
      const likely = shares.map((_, at) =>
        shares.reduce((sum, share, truth) => sum + share * (model[truth]?.[at] ?? 0), 0),
      )
      for (const [at, count] of counts(size - drawn, likely, random).entries())
        predicted[at] = (predicted[at] ?? 0) + count
    }
    const found = sharesFromGold({ gold, predicted })
    for (const [at, share] of overall.entries()) {
      const each = found?.shares[at]
      if (each && each.low <= share && share <= each.high) held[at] = (held[at] ?? 0) + 1
    }
  }
  return held
}

const percent = (count: number) => ((100 * count) / runs).toFixed(1)
const isWithin = (found: number) => found >= 93.5 && found <= 96.5
const columns = prevalences.flat()
console.log(`| n | model right | ${columns.map((share) => `share ${share}`).join(' | ')} | all at once |`)
console.log(`| --- | --- | ${columns.map(() => '---').join(' | ')} | --- |`)
const random = generator(Number(values.seed))
const found = { rule: [] as number[], symmetric: [] as number[], alone: [] as number[] }
for (const n of sizes)
  for (const accuracy of accuracies) {
    const settings = prevalences.map((shares) => simulate({ n, others: 5000, shares, accuracy }, random))
    const classes = settings.flatMap((each) => each.classes)
    for (const each of classes) {
      found.rule.push(Number(percent(each.ruled)))
      found.symmetric.push(Number(percent(each.plain)))
      found.alone.push(Number(percent(each.alone)))
    }
    const cells = classes.map(({ ruled }) => `${percent(ruled)}${isWithin(Number(percent(ruled))) ? '' : ' *'}`)
    const together = Math.min(...settings.map((each) => each.together))
    console.log(`| ${[n, accuracy, ...cells, percent(together)].join(' | ')} |`)
  }
for (const [name, all] of Object.entries(found))
  console.log(
    `${name}: ${all.filter(isWithin).length} of ${all.length} within 93.5 to 96.5, the least ${Math.min(...all)}`,
  )

console.log(`\nUnequal chances, ${overall.map((share) => share.toFixed(2)).join(' / ')}:`)
for (const accuracy of accuracies)
  console.log(`| ${[accuracy, ...simulateWeighted(accuracy, random).map(percent)].join(' | ')} |`)
