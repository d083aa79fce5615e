import { type Features, places } from './features.ts'

/** Multinomial logistic regression. `weights` has a row of labels for each place; then one row for what holds of every case. */
export type Classifier = { labels: string[]; weights: Float32Array; temperature: number }

/**
 * How likely each label is, in the order of the classifier's labels; together 1. Divided by the temperature before they are
 * made into probabilities, scores that were learned too surely become honest.
 */
export function probabilitiesOf({ labels, weights, temperature }: Classifier, features: Features): number[] {
  return softmax(scoresOf(weights, labels.length, features), temperature)
}

/** One score a label: the sum over the features, and what holds of every case. */
export function scoresOf(weights: Float32Array, count: number, { at, weight }: Features): Float64Array {
  const scores = new Float64Array(count)
  const always = places * count
  for (let label = 0; label < count; label++) scores[label] = weights[always + label] ?? 0
  for (let index = 0; index < at.length; index++) {
    const row = (at[index] ?? 0) * count
    const value = weight[index] ?? 0
    for (let label = 0; label < count; label++)
      scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0)
  }
  return scores
}

/** Probabilities from scores. @example softmax([0, Math.log(3)], 1)  // [0.25, 0.75] */
export function softmax(scores: ArrayLike<number>, temperature: number): number[] {
  const all = Array.from(scores)
  const most = Math.max(...all)
  const raised = all.map((score) => Math.exp((score - most) / temperature))
  const sum = raised.reduce((total, each) => total + each, 0)
  return raised.map((each) => each / sum)
}
