import { requireCount } from './arguments.ts'
import { erlangB } from './erlang-b.ts'

/** What callers meet who give up when their patience ends. Times in seconds. */
export type ImpatientLine = {
  /** The share that has to wait. */
  waits: number
  /** The share that gives up. */
  abandons: number
  /** The average wait of all callers, of those who give up too. */
  averageWait: number
  /** Which part of the agents' time is taken, by those who were answered. */
  occupancy: number
}

/**
 * A telephone line whose callers give up after a random patience (Erlang A, M/M/n + M).
 *
 * In: callsPerHour, handleSeconds, patienceSeconds (average time a caller is willing to wait), agents (1 or more); all above 0.
 * Out: shares in [0, 1] and seconds. There is always an answer: who gives up keeps the queue short. Throws RangeError.
 *
 * With θ = 1 / patience, x = nμ/θ, y = λ/θ: A = x e^y y^−x γ(x, y) = Σ yʲ / ((x + 1) … (x + j)); waits = A B / (1 + (A − 1) B);
 * P(gives up | waits) = 1/(ρA) + 1 − 1/ρ; average wait = P(gives up) / θ.
 * Source: C. Palm (1957); O. Garnett, A. Mandelbaum, M. Reiman (2002), M&SOM 4:208.
 * Worked: 200 calls an hour of 180 s, patience 120 s, 10 agents: waits 0.496853, gives up 0.137464, 16.496 s.
 */
export function erlangA(of: {
  callsPerHour: number
  handleSeconds: number
  patienceSeconds: number
  agents: number
}): ImpatientLine {
  for (const [name, value] of Object.entries(of))
    if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`${name} must be above 0; got ${value}`)
  requireCount('agents', of.agents, 100_000)
  const load = (of.callsPerHour * of.handleSeconds) / 3600
  const rho = load / of.agents
  const served = (of.agents * of.patienceSeconds) / of.handleSeconds
  const arriving = (of.callsPerHour * of.patienceSeconds) / 3600
  const busy = busyRatio(served, arriving)
  const blocked = erlangB({ load, agents: of.agents })
  const waits = (busy * blocked) / (1 + (busy - 1) * blocked)
  const abandons = waits * (1 / (rho * busy) + 1 - 1 / rho)
  return { waits, abandons, averageWait: abandons * of.patienceSeconds, occupancy: rho * (1 - abandons) }
}

/** Σ yʲ / ((x + 1) … (x + j)) from j = 0: all terms are positive, so that nothing cancels. */
function busyRatio(x: number, y: number): number {
  let sum = 1
  let term = 1
  for (let j = 1; term > sum * 1e-16; j++) {
    term *= y / (x + j)
    sum += term
  }
  return sum
}
