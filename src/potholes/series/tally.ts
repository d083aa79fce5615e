import type { CountedKind } from './kinds.ts'
import type { Day } from './periods.ts'

export type SeriesCell = { kind: CountedKind; key: string; day: Day; n: number }

/** Adds up complaints by series and day. */
export class Tally {
  private readonly series = new Map<string, { kind: CountedKind; key: string; days: Map<Day, number> }>()

  add(kind: CountedKind, key: string, day: Day, n: number): void {
    const name = `${kind} ${key}`
    let held = this.series.get(name)
    if (!held) this.series.set(name, (held = { kind, key, days: new Map() }))
    held.days.set(day, (held.days.get(day) ?? 0) + n)
  }

  /** Each series that was counted, once. */
  keys(): { kind: CountedKind; key: string }[] {
    return [...this.series.values()].map(({ kind, key }) => ({ kind, key }))
  }

  /** Each series and day with its count. */
  cells(): SeriesCell[] {
    return [...this.series.values()].flatMap(({ kind, key, days }) =>
      [...days].map(([day, n]) => ({ kind, key, day, n })),
    )
  }
}
