import type { CausesReport } from '../../src/causes/contract.ts'

type Compared = CausesReport['asPlanned']

/** What can be said of a share against the period before; differences are in shares (0.08 is eight percentage points). */
export type Change =
  | { kind: 'nothing_before' }
  | { kind: 'too_few' }
  | { kind: 'no_difference' | 'rose' | 'fell'; difference: number; low: number; high: number }

/** As few cases in either period say nothing about a difference. */
const fewestCases = 5

/** In words what the interval of the difference allows to say: only one that leaves out nought is a rise or a fall. */
export function changeOf({ n, before, change }: Compared): Change {
  if (before.n === 0 || change === null) return { kind: 'nothing_before' }
  if (n < fewestCases || before.n < fewestCases) return { kind: 'too_few' }
  const kind = change.low > 0 ? 'rose' : change.high < 0 ? 'fell' : 'no_difference'
  return { kind, ...change }
}
