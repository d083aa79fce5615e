import { softmax } from './classifier.ts'

const fewest = 0.25
const most = 10

/**
 * The temperature at which what was said of unseen cases is as sure as it is right: it makes their true labels likeliest.
 *
 * In: scores of each case by label, and which label was true. Out: 1 where the scores are honest, above 1 where they are too
 * sure, between 0.25 and 10. Golden-section search on the logarithm; the loss has one lowest point (Guo et al. 2017).
 */
export function fitTemperature(scores: readonly ArrayLike<number>[], truths: readonly number[]): number {
  const loss = (logarithm: number) =>
    scores.reduce(
      (sum, each, at) => sum - Math.log(Math.max(1e-12, softmax(each, Math.exp(logarithm))[truths[at] ?? 0] ?? 0)),
      0,
    )
  const golden = (Math.sqrt(5) - 1) / 2
  let low = Math.log(fewest)
  let high = Math.log(most)
  while (high - low > 1e-3) {
    const first = high - golden * (high - low)
    const second = low + golden * (high - low)
    if (loss(first) <= loss(second)) high = second
    else low = first
  }
  return Math.exp((low + high) / 2)
}
