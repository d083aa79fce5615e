/**
 * Compares the surveillance of src/stats with outputs of the R package surveillance, and times the watch of 5,000 series.
 *   npm run bench surveillance -- FOLDER [--differences] [--series 5000]
 * The folder holds `reference_outputs.json.gz` with `series_NAME.csv`, or `reference_alarms.json.gz` with
 * `cfpb_monthly_counts.csv.gz`. Equal are thresholds within 1e-4 of each other (relative), and alarms that are the same. Where the
 * package departs from its own sources (the standard error after reweighting, C3), a second line says how many of its numbers
 * come out when the departure is made on purpose. --differences lists each difference. Times are of the processor, one core.
 */
import { parseArgs } from 'node:util'
import { anniversaries, periodTimes } from '../src/stats/calendar-places.ts'
import { ears, earsC3, farringtonFlexible, watchSeries } from '../src/stats/index.ts'
import { packageC3Threshold, packagePowerThreshold } from './parts/package-traps.ts'
import { type ReferenceRun, readReferenceRuns } from './parts/reference-runs.ts'
import { seeded } from './parts/resample.ts'

type Judged = { threshold: number | null; alarm: boolean; asPackage?: number | null }
type Tally = {
  thresholds: number
  equalThresholds: number
  alarms: number
  equalAlarms: number
  asPackage: number | null
}

const { values, positionals } = parseArgs({
  options: { differences: { type: 'boolean', default: false }, series: { type: 'string', default: '5000' } },
  allowPositionals: true,
})
const [folder] = positionals
if (!folder) throw new Error('Name the folder that holds the reference outputs.')

const kinds = Map.groupBy(readReferenceRuns(folder), kindOf)
for (const [kind, runs] of [...kinds].toSorted(([one], [other]) => one.localeCompare(other))) {
  const tally: Tally = { thresholds: 0, equalThresholds: 0, alarms: 0, equalAlarms: 0, asPackage: null }
  for (const run of runs) compare(run, tally)
  if (tally.alarms === 0) continue
  console.log(
    `${kind}: thresholds ${tally.equalThresholds} of ${tally.thresholds}, alarms ${tally.equalAlarms} of ${tally.alarms}`,
  )
  if (tally.asPackage !== null)
    console.log(`  with the package's departure: thresholds ${tally.asPackage} of ${tally.thresholds}`)
}
timeWatch(Number(values.series))

function kindOf({ method, settings }: ReferenceRun): string {
  return [method, settings.get('method'), settings.get('thresholdMethod')].filter(Boolean).join(' ')
}

function compare(run: ReferenceRun, tally: Tally): void {
  for (const [place, at] of run.range.entries()) {
    const ours = judge(run, at)
    if (ours === null) return
    const threshold = run.threshold[place] ?? null
    const alarm = run.alarm[place] === 1
    if (threshold !== null) countThresholds(tally, ours, threshold)
    tally.alarms++
    if (alarm === ours.alarm) tally.equalAlarms++
    const same = threshold === null || close(ours.threshold, threshold)
    if (values.differences && (!same || alarm !== ours.alarm))
      console.log(`  ${run.series} at ${at + 1}: threshold ${threshold}, alarm ${alarm}; ours ${JSON.stringify(ours)}`)
  }
}

function countThresholds(tally: Tally, ours: Judged, threshold: number): void {
  tally.thresholds++
  if (close(ours.threshold, threshold)) tally.equalThresholds++
  if (ours.asPackage === undefined) return
  tally.asPackage = (tally.asPackage ?? 0) + (close(ours.asPackage, threshold) ? 1 : 0)
}

/** null for a method that is not ours. */
function judge(run: ReferenceRun, at: number): Judged | null {
  if (run.method === 'farringtonFlexible') return judgeByFarrington(run, at)
  if (run.method === 'earsC') return judgeByEars(run, at)
  return null
}

function judgeByFarrington({ settings, counts, unit, startsAt }: ReferenceRun, at: number): Judged | null {
  const number = (name: string, otherwise: number) => Number(settings.get(name) ?? otherwise)
  const method = settings.get('thresholdMethod')
  if (method === 'muan') return null
  const years = number('b', 5)
  const asked = {
    counts,
    at,
    halfWindow: number('w', 3),
    seasons: number('noPeriods', 1),
    skip: number('pastWeeksNotIncluded', 3),
    reweightAbove: number('weightsThreshold', 1),
    trendAtMost: number('pThresholdTrend', 0.05),
    tail: number('alpha', 0.05),
    ...(startsAt === null
      ? { anniversaries: Array.from({ length: years }, (_, back) => at - 52 * (back + 1)) }
      : {
          anniversaries: anniversaries({ startsAt, unit, at, years, room: 0 }),
          times: periodTimes({ startsAt, unit, periods: counts.length }),
        }),
  }
  const power = method === 'delta'
  const found = farringtonFlexible({ ...asked, threshold: power ? 'twoThirdsPower' : 'negativeBinomial' })
  const judged = { threshold: found?.threshold ?? null, alarm: found?.alarm ?? false }
  return power ? { ...judged, asPackage: packagePowerThreshold(asked) } : judged
}

function judgeByEars({ settings, counts }: ReferenceRun, at: number): Judged {
  const method = settings.get('method')
  const tail = Number(settings.get('alpha') ?? (method === 'C3' ? 0.025 : 0.001))
  if (method === 'C3') {
    const alarm = (earsC3({ counts, at }) ?? 0) > 2
    return { threshold: null, alarm, asPackage: packageC3Threshold({ counts, at, tail }) }
  }
  const threshold = ears({ counts, at, lag: method === 'C1' ? 0 : 2, leastSpread: 0, tail })?.threshold ?? null
  return { threshold, alarm: threshold !== null && (counts[at] ?? 0) > threshold }
}

function close(one: number | null, other: number): boolean {
  return one !== null && Math.abs(one - other) <= 1e-4 * Math.max(Math.abs(other), 1e-9)
}

/** Six years of weeks and two of days of made series, from 0.3 to 60 cases a period with a season. */
function timeWatch(series: number): void {
  const random = seeded(20_260_101)
  for (const [unit, periods] of [
    ['week', 313],
    ['week', 104],
    ['day', 730],
  ] as const) {
    const made = Array.from({ length: series }, (_, place) => {
      const mean = [0.3, 1, 3, 8, 20, 60][place % 6] ?? 1
      return Array.from({ length: periods }, (_each, t) => {
        const usual = mean * (1 + 0.3 * Math.sin(t / 8))
        return Math.floor(
          usual + (random.next().value + random.next().value - 1) * 2 * Math.sqrt(usual) + random.next().value,
        )
      }).map((count) => Math.max(0, count))
    })
    const before = process.cpuUsage()
    let alarms = 0
    for (const counts of made)
      if (watchSeries({ counts, startsAt: '2020-01-06', unit, lastIsIncomplete: false })?.alarm) alarms++
    const { user, system } = process.cpuUsage(before)
    console.log(`${series} series of ${periods} ${unit}s: ${((user + system) / 1e6).toFixed(1)} s, ${alarms} alarms`)
  }
}
