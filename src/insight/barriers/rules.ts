/**
 * What stands between a customer and a solution, read from a plain log of what happened. Pure: a log in, findings out.
 *
 * A handoff is a change of team between one event and the next. There and back (ABA): the teams that held a case one after
 * the other come back to the one before. Ping-pong (ABAB): sent back and sent again. Rework: the same activity once more in
 * the same case. The time between two events is the time of the team that had the case after the first of them.
 * Sources: van der Aalst, Process Mining (2016); BPI Challenge 2013 (ping-pong between support teams, waiting for the user).
 */

/** One line of a log. `team` is who holds the case once this has happened; `at` is in any unit, the findings are in the same. */
export type LogEvent = {
  case: string
  at: number
  team: string
  activity: string
  /** Nobody holds the case from here on until the next event: it was closed. */
  isOver?: boolean
}
/** From one team to another; in order of time. */
type Handoff = { from: string; to: string }
/** A case went from `team` to `by` and back. */
type ThereAndBack = { team: string; by: string }

export type CasePath = {
  handoffs: Handoff[]
  thereAndBack: ThereAndBack[]
  /** Sent from `team` to `by`, back, and to `by` again. */
  pingPong: ThereAndBack[]
  /** Every time an activity happened that had happened in this case before, and which team did it then. */
  repeated: { team: string; activity: string }[]
  /** How long each team held the case until its last event, in the unit of the log. */
  held: Map<string, number>
  /** The team that held it first, and the one that had it at the last event. */
  first: string
  last: string
  /** Since when the last team holds it; null when it is over. */
  heldSince: number | null
}

/**
 * Follows one case from team to team. Events are taken in the order given; where a later one says an earlier time, no time
 * passed between them. Null for a case without events.
 *
 * Worked: L1 0, L2 1, L1 4, L2 6, L1 30, L1 31 gives 4 handoffs, there and back 3 times, ping-pong 2 times, L1 held it for 4
 * and L2 for 27.
 */
export function followCase(events: readonly LogEvent[]): CasePath | null {
  const [first] = events
  const last = events.at(-1)
  if (!first || !last) return null
  const teams = teamsInTurn(events)
  return {
    handoffs: teams.slice(1).map((to, place) => ({ from: teams[place] as string, to })),
    thereAndBack: returnsAfter(teams, 2),
    pingPong: returnsAfter(teams, 3),
    repeated: repeatedIn(events),
    held: heldBy(events),
    first: first.team,
    last: last.team,
    heldSince: last.isOver ? null : last.at,
  }
}

/** The teams that held a case one after the other, each named once a turn. */
const teamsInTurn = (events: readonly LogEvent[]): string[] =>
  events.map(({ team }) => team).filter((team, place, all) => team !== all[place - 1])

/** Runs of `hands` handoffs between the same two teams; longer runs count each of theirs. */
function returnsAfter(teams: readonly string[], hands: 2 | 3): ThereAndBack[] {
  return teams.flatMap((team, place) => {
    const by = teams[place + 1]
    const run = teams.slice(place, place + hands + 1)
    const isBetweenTwo = run.every((each, turn) => each === (turn % 2 === 0 ? team : by))
    return by !== undefined && run.length === hands + 1 && isBetweenTwo ? [{ team, by }] : []
  })
}

function repeatedIn(events: readonly LogEvent[]): CasePath['repeated'] {
  const seen = new Set<string>()
  return events.flatMap(({ team, activity }) => {
    const isRepeated = seen.has(activity)
    seen.add(activity)
    return isRepeated ? [{ team, activity }] : []
  })
}

function heldBy(events: readonly LogEvent[]): Map<string, number> {
  const held = new Map<string, number>()
  for (const [place, { team, at, isOver }] of events.entries()) {
    const next = events[place + 1]
    if (!next || isOver) continue
    held.set(team, (held.get(team) ?? 0) + Math.max(0, next.at - at))
  }
  return held
}

/** The cases of a log with their events, each in order of time; events of the same time keep the order of the log. */
export function casesOf(log: readonly LogEvent[]): Map<string, LogEvent[]> {
  const cases = Map.groupBy(log, (event) => event.case)
  for (const [id, events] of cases)
    cases.set(
      id,
      events.toSorted((one, other) => one.at - other.at),
    )
  return cases
}

/**
 * Whether a case is a dead end of the team that took it: it ended without a solution and was never passed on to anybody who
 * might have had one.
 */
export const isStuck = (path: Pick<CasePath, 'handoffs'>, isUnsolved: boolean): boolean =>
  isUnsolved && path.handoffs.length === 0

/** Days within which a customer who comes back by another channel did not find what they wanted by the first. */
export const returnsWithinDays = 14
