import type { CauseClass } from '../rules.ts'

/** How far a sample is: what is still to be done says it, nobody sets it. */
export const sampleStates = ['drawing', 'coding', 'settling', 'gold'] as const
export type SampleState = (typeof sampleStates)[number]

/** What is still to be done in a sample. */
export type Standing = { isDrawn: boolean; codingsWanted: number; codings: number; differing: number; settled: number }

/**
 * The state that follows from what was done: coded when nobody is waited for, gold when every difference is settled.
 * @example stateOf({ isDrawn: true, codingsWanted: 60, codings: 60, differing: 5, settled: 4 })  // 'settling'
 */
export function stateOf({ isDrawn, codingsWanted, codings, differing, settled }: Standing): SampleState {
  if (!isDrawn) return 'drawing'
  if (codings < codingsWanted) return 'coding'
  return settled < differing ? 'settling' : 'gold'
}

/** Why a complaint of a sample has no class: it has no words, is no complaint, or could not be understood. */
export const uncodableReasons = ['no_words', 'not_a_complaint', 'not_understood'] as const
export type Uncodable = (typeof uncodableReasons)[number]

/** What one coder, or the settlement, said of a complaint: a class and perhaps where and what, or why there is none. */
export type Said = {
  class: CauseClass | null
  locus: string | null
  causeId: string | null
  uncodable: Uncodable | null
}

/** Whether two or more answers name another class or place. Causes of the taxonomy may differ: they are more detail. */
export const differ = (answers: readonly Said[]): boolean =>
  new Set(answers.map(({ class: causeClass, locus }) => `${causeClass}.${locus}`)).size > 1

/**
 * What holds of a complaint: the settlement, or what all coders said alike; a cause only where all named the same one.
 * Null while they differ and nothing is settled, or nobody coded it.
 */
export function goldOf(answers: readonly Said[], settlement: Said | null): Said | null {
  if (settlement) return settlement
  const [first, ...others] = answers
  if (!first || differ(answers)) return null
  return others.every(({ causeId }) => causeId === first.causeId) ? first : { ...first, causeId: null }
}

/** What a sample is drawn from separately, so that each part is in it: nothing, each product, channel or month. */
export const stratifications = ['none', 'product', 'channel', 'month'] as const
/** As many from each stratum as it has of all complaints, or as many from each. */
export const allocations = ['proportional', 'equal'] as const
export type Allocation = (typeof allocations)[number]

/**
 * How many to draw from each stratum: at least one, at most all of it, `size` in all (or all there are).
 *
 * In: how many complaints each stratum holds, in any order; size, at least the number of strata. Out: the number to draw
 * from each, in the same order. Proportional: by largest remainder.
 * @example allocate({ frames: [800, 150, 50], size: 20, how: 'proportional' })  // [16, 3, 1]
 */
export function allocate(of: { frames: readonly number[]; size: number; how: Allocation }): number[] {
  const { frames, size, how } = of
  const all = frames.reduce((sum, frame) => sum + frame, 0)
  const wanted = Math.min(size, all)
  const quotas = frames.map((frame) => (how === 'equal' ? wanted / frames.length : (wanted * frame) / all))
  const drawn = frames.map((frame, at) => Math.min(frame, Math.max(1, Math.floor(quotas[at] ?? 0))))
  const missing = (at: number) => (quotas[at] ?? 0) - (drawn[at] ?? 0)
  const places = frames.map((_, at) => at)
  for (let left = wanted - drawn.reduce((sum, n) => sum + n, 0); left !== 0; left -= Math.sign(left)) {
    const free = places.filter((at) => (left > 0 ? (drawn[at] ?? 0) < (frames[at] ?? 0) : (drawn[at] ?? 0) > 1))
    const next = free.sort((a, b) => (left > 0 ? missing(b) - missing(a) : missing(a) - missing(b)))[0]
    if (next === undefined) break
    drawn[next] = (drawn[next] ?? 0) + Math.sign(left)
  }
  return drawn
}

/** What Krippendorff advises at an alpha: rely on it from 0.800, draw tentative conclusions from 0.667, else code anew. */
export type Reliability = 'reliable' | 'tentative' | 'unreliable'

/** @example reliabilityOf(0.743)  // 'tentative' */
export function reliabilityOf(alpha: number): Reliability {
  if (alpha >= 0.8) return 'reliable'
  return alpha >= 0.667 ? 'tentative' : 'unreliable'
}
