import { againstControls, againstOwnRate } from '../../stats/index.ts'
import type { Day } from '../series/periods.ts'
import { type FixFacts, type Frozen, sinceOf } from './facts.ts'
import { measure } from './measure.ts'

/**
 * Whether what a fix had won is being lost again: complaints since it was proven against those between the fix and the proof, with
 * evidence that may be looked at every day, and more than half of the effect gone.
 * @param provenOn  the day on which it was shown; complaints from it on are watched
 */
export function cameBack(facts: FixFacts, frozen: Frozen, provenOn: Day): boolean {
  const since = sinceOf(facts)
  if (since === null || provenOn <= since) return false
  const won = measure(facts, frozen, { from: since, until: provenOn })
  const watched = measure(facts, frozen, { from: provenOn, until: facts.until })
  if (won.evidence === null || watched.evidence === null) return false
  if (watched.evidence.ratio < (Math.min(1, won.evidence.ratio) + 1) / 2) return false
  const { phi } = frozen
  const compared =
    frozen.basis === 'controls'
      ? againstControls({
          stretches: [
            {
              before: { target: Math.max(1, won.observed), controls: won.controls },
              after: { target: watched.observed, controls: watched.controls },
            },
          ],
          phi,
        })
      : againstOwnRate({
          // None at all between fix and proof is taken as one: a rate of nothing could never be held against anything.
          before: { events: Math.max(1, won.own.after.events), exposure: won.own.after.exposure },
          after: watched.own.after,
          phi,
        })
  return compared !== null && compared.rise >= compared.needed
}
