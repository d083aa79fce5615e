import type { SeriesKind } from '../series/kinds.ts'
import { addDays, type Day, endOf, type Unit } from '../series/periods.ts'

/** How much of the smaller of two sets of complaints must be in both for two spikes to be one. */
const sharedPart = 0.5
/** An alarm goes on with its series after so many days below: a quiet Sunday, one good week. */
const quietDays: Record<Unit, number> = { day: 3, week: 7 }

/** A series above its threshold in the period that is judged, with its complaints of that period. */
export type Risen = { seriesId: string; kind: SeriesKind; excess: number; complaintIds: ReadonlySet<string> }
/** An alarm that may go on: its series, and their complaints of the period that is judged. */
export type Going = { alarmId: string; seriesIds: ReadonlySet<string>; main: Risen }

/**
 * Whether two spikes of the same time are one: half of the smaller one's complaints are in both, as where one series is part
 * of the other. All complaints hold every other series: they are the same spike only where that one makes half of the rise.
 */
export function isSameSpike(one: Risen, other: Risen): boolean {
  const smaller = Math.min(one.complaintIds.size, other.complaintIds.size)
  if (smaller === 0) return false
  let shared = 0
  for (const id of one.complaintIds) if (other.complaintIds.has(id)) shared++
  if (shared < smaller * sharedPart) return false
  if (one.kind !== 'all' && other.kind !== 'all') return true
  return Math.min(one.excess, other.excess) >= Math.max(one.excess, other.excess) * sharedPart
}

/** The days within which an alarm must lie, to go on with a period: from the first of its last days to the last of its first. */
export function nearTo(unit: Unit, starts: Day): { endsFrom: Day; beginsUntil: Day } {
  const quiet = quietDays[unit]
  return { endsFrom: addDays(starts, -quiet - 1), beginsUntil: addDays(endOf(unit, starts), quiet) }
}

/**
 * Gives every spike of a period to an alarm: to the one of its own series that still goes on, else to one that it is the same
 * as, else to a new one, which begins with the least probable series.
 * @param risen  by p, the smallest first
 * @returns groups; `alarmId` null: a new alarm, whose main series is the first
 */
export function groupSpikes(
  risen: readonly Risen[],
  going: readonly Going[],
): { alarmId: string | null; risen: Risen[] }[] {
  const groups = going.map((alarm) => ({
    alarmId: alarm.alarmId as string | null,
    main: alarm.main,
    risen: [] as Risen[],
  }))
  const ownAlarm = (each: Risen) => going.findIndex(({ seriesIds }) => seriesIds.has(each.seriesId))
  const others: Risen[] = []
  for (const each of risen) {
    const group = groups[ownAlarm(each)]
    if (group) group.risen.push(each)
    else others.push(each)
  }
  for (const each of others) {
    const group = groups.find(({ main, risen: own }) => isSameSpike(each, own[0] ?? main) || isSameSpike(each, main))
    if (group) group.risen.push(each)
    else groups.push({ alarmId: null, main: each, risen: [each] })
  }
  return groups.filter(({ risen: own }) => own.length > 0).map(({ alarmId, risen: own }) => ({ alarmId, risen: own }))
}

/** The last day of a period. */
export const lastDayOf = (unit: Unit, starts: Day): Day => addDays(endOf(unit, starts), -1)
