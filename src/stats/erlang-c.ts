import { requireExposure } from './arguments.ts'
import { erlangB } from './erlang-b.ts'

/** What callers meet who all wait until someone is free. Times in seconds. */
export type WaitingLine = {
  occupancy: number
  /** The share that has to wait. */
  waits: number
  /** The share that is answered within the asked time. */
  serviceLevel: number
  /** The average speed of answer, of all callers. */
  averageWait: number
}

/**
 * A telephone line where everybody waits as long as it takes (Erlang C, M/M/n).
 *
 * In: callsPerHour, handleSeconds (talk and after-work), agents, withinSeconds (what the service level asks for). Out: shares in
 * [0, 1] and seconds; null when the work is as much as the agents can do or more: then the queue grows for ever. Throws RangeError
 * naming the argument. Real callers give up: it asks for more people than Erlang A, and fails sooner.
 *
 * C = n B / (n − A (1 − B)) with Erlang B; service level 1 − C e^(−(n − A) T / s); average wait C s / (n − A).
 * Source: A. K. Erlang (1917). Worked: 200 calls an hour of 180 s, 13 agents, 20 s: waits 0.285270, level 0.795595, 17.116 s.
 */
export function erlangC(of: {
  callsPerHour: number
  handleSeconds: number
  agents: number
  withinSeconds: number
}): WaitingLine | null {
  requireExposure('callsPerHour', of.callsPerHour)
  requireExposure('handleSeconds', of.handleSeconds)
  requireExposure('withinSeconds', of.withinSeconds)
  const load = (of.callsPerHour * of.handleSeconds) / 3600
  const blocked = erlangB({ load, agents: of.agents })
  if (of.agents <= load) return null
  const waits = (of.agents * blocked) / (of.agents - load * (1 - blocked))
  const spare = of.agents - load
  const still = of.handleSeconds === 0 ? 0 : Math.exp((-spare * of.withinSeconds) / of.handleSeconds)
  return {
    occupancy: load / of.agents,
    waits,
    serviceLevel: 1 - waits * still,
    averageWait: (waits * of.handleSeconds) / spare,
  }
}

/**
 * The fewest agents with whom at least `level` of the callers are answered in time, all of them waiting (Erlang C).
 * In: as erlangC, without agents; level below 1. Out: agents. Throws RangeError naming the argument.
 * Worked: 200 calls an hour of 180 s, 80 % within 20 s: 14.
 */
export function agentsFor(of: {
  callsPerHour: number
  handleSeconds: number
  withinSeconds: number
  level: number
}): number {
  if (!(of.level >= 0 && of.level < 1)) throw new RangeError(`level must be 0 or more and below 1; got ${of.level}`)
  const load = (of.callsPerHour * of.handleSeconds) / 3600
  for (let agents = Math.floor(load) + 1; ; agents++) {
    const line = erlangC({ ...of, agents })
    if (line && line.serviceLevel >= of.level) return agents
  }
}
