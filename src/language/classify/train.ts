import { type Classifier, scoresOf, softmax } from './classifier.ts'
import { type Features, places } from './features.ts'
import { fitTemperature } from './temperature.ts'

export type Example = { features: Features; label: string }
/** What the classifier said of an example that it had not seen, and how likely each label was then, after calibration. */
export type HeldOut = { label: string; probabilities: number[] }
export type Trained = { classifier: Classifier; heldOut: HeldOut[] }

const rounds = 12
const pace = 0.4
/** Pull towards zero, so that a word seen once decides nothing. */
const restraint = 1e-4
/** So many examples are learned from before the caller may do something else. */
const slice = 32

/**
 * Learns a classifier, a slice at a time: the caller decides when it goes on, so a server stays free for others. Cross-validated:
 * each example is judged once by a classifier that never saw it, and the temperature is fitted to those judgements.
 *
 * In: examples, folds (5), random in [0, 1) for the order of learning and the folds. Out, when it is done: the classifier
 * learned from all, and what was said of each example while it was held out, in the order of the examples.
 * Logistic regression by stochastic gradient steps (AdaGrad), L2 restraint; temperature scaling as in Guo, Pleiss, Sun,
 * Weinberger (2017), ICML.
 * @throws RangeError when there are fewer examples than folds, or fewer than two labels
 */
export function* train(
  examples: readonly Example[],
  { random, folds = 5 }: { random: () => number; folds?: number },
): Generator<void, Trained> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  if (labels.length < 2) throw new RangeError(`examples must hold two or more labels; got ${labels.length}`)
  if (examples.length < folds) throw new RangeError(`examples must hold ${folds} or more; got ${examples.length}`)
  const foldOf = dealt(examples, folds, random)
  const scores: Float64Array[] = []
  for (let fold = 0; fold < folds; fold++) {
    const weights = yield* learn(
      examples.filter((_, at) => foldOf[at] !== fold),
      labels,
      random,
    )
    for (const [at, { features }] of examples.entries())
      if (foldOf[at] === fold) scores[at] = scoresOf(weights, labels.length, features)
  }
  const truths = examples.map(({ label }) => labels.indexOf(label))
  const temperature = fitTemperature(scores, truths)
  const heldOut = examples.map(({ label }, at) => ({ label, probabilities: softmax(scores[at] ?? [], temperature) }))
  return { classifier: { labels, weights: yield* learn(examples, labels, random), temperature }, heldOut }
}

/** Which fold each example is in: those of one label are dealt out evenly. */
function dealt(examples: readonly Example[], folds: number, random: () => number): number[] {
  const foldOf = examples.map(() => 0)
  let next = 0
  for (const own of Map.groupBy(examples.keys(), (at) => examples[at]?.label).values())
    for (const at of shuffled(own, random)) foldOf[at] = next++ % folds
  return foldOf
}

function shuffled<Each>(all: readonly Each[], random: () => number): Each[] {
  const mixed = [...all]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[mixed[at], mixed[other]] = [mixed[other] as Each, mixed[at] as Each]
  }
  return mixed
}

/** The weights that tell the labels apart, a row of labels a place and one for what holds of every case. */
function* learn(
  examples: readonly Example[],
  labels: readonly string[],
  random: () => number,
): Generator<void, Float32Array> {
  const count = labels.length
  const weights = new Float32Array((places + 1) * count)
  const steps = new Float32Array(weights.length).fill(1e-6)
  const numberOf = new Map(labels.map((label, at) => [label, at]))
  let seen = 0
  for (let round = 0; round < rounds; round++)
    for (const { features, label } of shuffled(examples, random)) {
      const said = softmax(scoresOf(weights, count, features), 1)
      const truth = numberOf.get(label)
      const errors = said.map((probability, at) => probability - (at === truth ? 1 : 0))
      for (let index = 0; index < features.at.length; index++)
        step(weights, steps, (features.at[index] ?? 0) * count, features.weight[index] ?? 0, errors)
      step(weights, steps, places * count, 1, errors)
      if (++seen % slice === 0) yield
    }
  return weights
}

/** Moves one row of weights against its error, less the more it was moved before. */
function step(weights: Float32Array, steps: Float32Array, row: number, value: number, errors: readonly number[]): void {
  for (let label = 0; label < errors.length; label++) {
    const at = row + label
    const weight = weights[at] ?? 0
    const slope = (errors[label] ?? 0) * value + restraint * weight
    const travelled = (steps[at] ?? 0) + slope * slope
    steps[at] = travelled
    weights[at] = weight - (pace * slope) / Math.sqrt(travelled)
  }
}
