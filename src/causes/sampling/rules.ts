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
