import { belongs, type CauseClass, causeClasses } from '../rules.ts'

/** How many codings of people a model needs at the least, and how many of each of two classes. */
export const fewestExamples = 100
export const fewestOfClass = 10
/** It learns again when there are this many times as many codings as it learned from. */
const growth = 1.25
/** It learns from the newest codings, and no more than these. */
export const mostExamples = 20_000

/** A class and where in it, as one word. @example labelOf('delivery', 'partner')  // 'delivery.partner' */
export const labelOf = (causeClass: CauseClass, locus: string | null): string =>
  locus === null ? causeClass : `${causeClass}.${locus}`

/** @throws RangeError for a label that labelOf does not make */
export function codeOf(label: string): { class: CauseClass; locus: string | null } {
  const [name, locus = null] = label.split('.')
  const causeClass = causeClasses.find((each) => each === name)
  if (!causeClass || (locus !== null && !belongs(locus, causeClass)))
    throw new RangeError(`no cause is called ${label}`)
  return { class: causeClass, locus }
}

/** Whether people have coded enough to learn from. */
export function isEnough(classes: ReadonlyMap<CauseClass, number>): boolean {
  const counts = [...classes.values()]
  return (
    counts.reduce((sum, count) => sum + count, 0) >= fewestExamples &&
    counts.filter((count) => count >= fewestOfClass).length >= 2
  )
}

/** Whether there is so much more to learn from that another model is worth it. */
export const isWorthLearning = (codings: number, learnedFrom: number | null): boolean =>
  Math.min(codings, mostExamples) >= (learnedFrom === null ? fewestExamples : Math.ceil(learnedFrom * growth))

export type LikeliestCode = { class: CauseClass; locus: string | null; confidence: number }

/**
 * The likeliest class, all its places together, and the likeliest place in it. The confidence is that of the class.
 * @example likeliest(['delivery.partner', 'delivery.system', 'surprise.message'], [0.3, 0.3, 0.4])
 *   // { class: 'delivery', locus: 'partner', confidence: 0.6 }
 */
export function likeliest(labels: readonly string[], probabilities: readonly number[]): LikeliestCode {
  const codes = labels.map((label, at) => ({ ...codeOf(label), probability: probabilities[at] ?? 0 }))
  const classes = Map.groupBy(codes, (code) => code.class)
  const sums = [...classes].map(([causeClass, own]) => ({
    causeClass,
    own,
    confidence: Math.min(
      1,
      own.reduce((sum, { probability }) => sum + probability, 0),
    ),
  }))
  const [first] = sums.toSorted((one, other) => other.confidence - one.confidence)
  if (!first) throw new RangeError('no labels to choose from')
  const [place] = first.own.toSorted((one, other) => other.probability - one.probability)
  return { class: first.causeClass, locus: place?.locus ?? null, confidence: first.confidence }
}

/** How often the model gave a class to what people gave that or another one. */
export type Judged = { truth: CauseClass; said: CauseClass; n: number }

/** How many were right, and how many would be if the model always said what is most frequent. */
export function performanceOf(judged: readonly Judged[]): { n: number; right: number; byGuessing: number } {
  const sum = (own: readonly Judged[]) => own.reduce((total, { n }) => total + n, 0)
  const truths = Map.groupBy(judged, ({ truth }) => truth)
  return {
    n: sum(judged),
    right: sum(judged.filter(({ truth, said }) => truth === said)),
    byGuessing: Math.max(0, ...[...truths.values()].map(sum)),
  }
}

/**
 * The first id that could have been made at a time: ids are UUIDs of version 7, which begin with their milliseconds.
 * @example firstIdAt(new Date(0))  // '00000000-0000-7000-8000-000000000000'
 */
export function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
