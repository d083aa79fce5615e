import { requireCount, requireExposure } from './arguments.ts'

/**
 * The share of calls that find every line taken and are turned away, when none may wait (Erlang B).
 *
 * In: load in erlangs (calls per hour × hours each takes) and agents. Out: a share. Throws RangeError naming the argument.
 * B₀ = 1, Bᵢ = A Bᵢ₋₁ / (i + A Bᵢ₋₁): no factorials, so that it holds for any size.
 * Source: A. K. Erlang (1917); recursion e.g. D. Gross, C. Harris, Fundamentals of Queueing Theory, ch. 2.
 * Worked: 1 erlang on 2 lines: 0.2.
 */
export function erlangB({ load, agents }: { load: number; agents: number }): number {
  requireExposure('load', load)
  requireCount('agents', agents, 100_000)
  let blocked = 1
  for (let line = 1; line <= agents; line++) blocked = (load * blocked) / (line + load * blocked)
  return blocked
}
