/** Where the time comes from. Tests set it; rules get `now` as an argument and never ask. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. */
export function settableClock(start: Date): Clock & { set(time: Date): void; advance(milliseconds: number): void } {
  let time = start.getTime()
  return {
    now: () => new Date(time),
    set: (to) => {
      time = to.getTime()
    },
    advance: (milliseconds) => {
      time += milliseconds
    },
  }
}
