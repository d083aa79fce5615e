import type { CausesReport } from '../../src/causes/contract.ts'

type Compared = CausesReport['asPlanned']

/** What can be said of a share against the period before; differences are in shares (0.08 is eight percentage points). */
export type Change =
  | { kind: 'nothing_before' }
  | { kind: 'too_few' }
  | { kind: 'no_difference' | 'rose' | 'fell'; difference: number; low: number; high: number }

/**
 * In words what the interval of the difference allows to say: only one that leaves out nought is a rise or a fall. Of shares of
 * too few cases, which are not shown, nothing is said.
 */
export function changeOf({ tooFew, before, change }: Compared): Change {
  if (before.n === 0 || change === null) return { kind: 'nothing_before' }
  if (tooFew || before.tooFew) return { kind: 'too_few' }
  const kind = change.low > 0 ? 'rose' : change.high < 0 ? 'fell' : 'no_difference'
  return { kind, ...change }
}
