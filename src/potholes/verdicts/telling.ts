import { daysToTell } from '../../stats/index.ts'
import { addDays, type Day } from '../series/periods.ts'
import { daysBetween, type FixFacts, type Frozen, sinceOf, sum } from './facts.ts'

/** From when daily looks will have shown the expected effect (80 %); null: not live, or not within four years. */
export function tellingDay(facts: FixFacts, frozen: Frozen): Day | null {
  const since = sinceOf(facts)
  if (since === null || frozen.basis === 'none') return null
  const live = facts.places.map(({ liveOn }) => liveOn !== null)
  const days = daysToTell({
    target: sum(frozen.targets.filter((_, i) => live[i])),
    controls:
      frozen.basis === 'controls' ? sum(frozen.controls) + sum(frozen.targets.filter((_, i) => !live[i])) : null,
    days: daysBetween(facts.baseline.from, facts.baseline.to) + 1,
    ratio: facts.expectedRatio,
    phi: frozen.phi,
    shrink: frozen.shrink ?? 1,
  })
  return days === null ? null : addDays(since, days)
}
