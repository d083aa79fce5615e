import { kaplanMeier, survivalQuantile } from '../../stats/index.ts'

/** How many complaints of a class were closed after so many days, or are open for as long. */
export type ClassTimes = { class: string; days: number; isClosed: boolean; complaints: number }
export type JudgedClass = { name: string; complaints: number; median: number | null; hard: boolean | null }

/** So many complaints must stand behind a median. */
const fewest = 20
/** The slowest third counts as hard. */
const hardShare = 1 / 3

/**
 * Which kinds of complaints are hard: those whose median time until closed (open ones counted, Kaplan-Meier) is among the slowest third of
 * all complaints, and longer than that of the rest. `hard` is null for kinds with fewer than twenty complaints.
 */
export function judgeClasses(times: readonly ClassTimes[]): JudgedClass[] {
  const classes = [...Map.groupBy(times, (each) => each.class)].map(([name, own]) => ({
    name,
    complaints: own.reduce((sum, { complaints }) => sum + complaints, 0),
    median: medianOf(own),
  }))
  const known = classes.filter(({ complaints }) => complaints >= fewest)
  const slowest = known.toSorted((one, other) => slowness(other) - slowness(one))
  const all = known.reduce((sum, { complaints }) => sum + complaints, 0)
  let seen = 0
  let limit = Number.POSITIVE_INFINITY
  for (const each of slowest) {
    seen += each.complaints
    if (seen > all * hardShare) {
      limit = slowness(each)
      break
    }
  }
  const quick = slowness(slowest.at(-1) ?? { median: null })
  return classes.map((each) => ({
    ...each,
    // Where the slowest third shares its median with more, only what is slower still is hard; where all are alike, nothing is.
    hard: each.complaints < fewest ? null : slowness(each) > quick && slowness(each) >= limit,
  }))
}

/** Never half closed is slower than any median. */
const slowness = ({ median }: { median: number | null }): number => median ?? Number.POSITIVE_INFINITY

function medianOf(times: readonly ClassTimes[]): number | null {
  const ended = times.map(({ days, isClosed, complaints }) => ({
    // A curve begins above nought; closed on the day it came counts as half a day.
    time: days + 0.5,
    events: isClosed ? complaints : 0,
    censored: isClosed ? 0 : complaints,
  }))
  const curve = kaplanMeier({ ended, band: 'log-log' })
  return curve && survivalQuantile(curve).time
}
