/**
 * Replays months of complaint counts as a manager would have lived through them: at the end of each month every series is
 * watched with what was known then, the false discovery rate is held at 5 % over all series of the month, and an alarm that
 * goes on from month to month is one alarm. What became of it is judged from the counts themselves (`outcomeOf`).
 *   npm run bench replay -- FOLDER [--company]
 * The folder holds `cfpb_monthly_counts.csv.gz`: company (empty for all), level, name, month, complaints. --company lists the alarms
 * of the companies' series too, which are watched in any case.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benjaminiHochberg, type Watched, watchSeries } from '../src/stats/index.ts'
import { monthsFrom, readCsv } from './parts/reference-runs.ts'

type Series = { company: string; name: string; startsAt: string; counts: number[] }
type Signal = { series: Series; month: string; watched: Watched }
type Alarm = { series: Series; months: Signal[] }

const falseDiscoveryRate = 0.05
const { values, positionals } = parseArgs({
  options: { company: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [folder] = positionals
if (!folder) throw new Error('Name the folder that holds the monthly counts.')

const allSeries = readSeries(join(folder, 'cfpb_monthly_counts.csv.gz'))
const months = monthsFrom('2011-12-01', '2024-06-01')
const open = new Map<Series, Alarm>()
const alarms: Alarm[] = []
let judged = 0
let alone = 0
for (const month of months) {
  const signals = new Map(signalsOf(month).map((signal) => [signal.series, signal]))
  for (const series of open.keys()) if (!signals.has(series)) open.delete(series)
  for (const [series, signal] of signals) {
    const alarm = open.get(series) ?? { series, months: [] }
    if (alarm.months.length === 0) alarms.push(alarm)
    alarm.months.push(signal)
    open.set(series, alarm)
  }
}
const ofCompanies = alarms.filter(({ series }) => series.company !== '')
console.log(`series ${allSeries.length}, months judged ${judged}, above their own threshold ${alone}`)
console.log(`alarms ${alarms.length}, of them of single companies ${ofCompanies.length}`)
for (const [outcome, list] of Map.groupBy(alarms, outcomeOf)) console.log(`  ${outcome}: ${list.length}`)
for (const alarm of alarms) if (values.company || alarm.series.company === '') print(alarm)

function signalsOf(month: string): Signal[] {
  const found = allSeries.flatMap((series): Signal[] => {
    const counts = series.counts.slice(0, monthsFrom(series.startsAt, month).length)
    // A name nobody has used yet is not a series.
    if (!counts.some((count) => count > 0)) return []
    const watched = watchSeries({ counts, startsAt: series.startsAt, unit: 'month', lastIsIncomplete: false })
    return watched === null ? [] : [{ series, month, watched }]
  })
  judged += found.length
  alone += found.filter(({ watched }) => watched.alarm).length
  const adjusted = benjaminiHochberg(found.map(({ watched }) => watched.p))
  return found.filter(({ watched }, place) => watched.alarm && (adjusted[place] ?? 1) <= falseDiscoveryRate)
}

function readSeries(path: string): Series[] {
  const rows = Map.groupBy(readCsv(path), (row) => [row.company, row.level, row.name].join('|'))
  return [...rows].map(([, own]) => {
    const { company = '', level = '', name = '' } = own[0] ?? {}
    const startsAt = company === '' ? '2011-12-01' : '2023-01-01'
    const held = new Map(own.map((row) => [row.month, Number(row.complaints)]))
    const counts = monthsFrom(startsAt, '2024-06-01').map((month) => held.get(month) ?? 0)
    return { company, name: name === '' ? level : `${level} ${name}`, startsAt, counts }
  })
}

/** The six months from the beginning of an alarm against the twelve before: did the complaints stay? */
function outcomeOf({ series, months: [first] }: Alarm): string {
  const at = first?.watched.at ?? 0
  const before = series.counts.slice(Math.max(0, at - 12), at)
  const since = series.counts.slice(at, at + 6)
  const used = before.filter((count) => count > 0).length
  if (used === 0) return 'new name'
  if (used < before.length) return 'name in use for less than a year'
  if (since.at(-1) === 0) return 'the name ended'
  const mean = (list: number[]) => list.reduce((sum, count) => sum + count, 0) / list.length
  const ratio = mean(since) / mean(before)
  if (ratio >= 1.5) return 'lasting, half as many again or more'
  return ratio >= 1.2 ? 'lasting, a fifth to a half more' : 'passing, less than a fifth more over six months'
}

function print(alarm: Alarm): void {
  const { series, months: signals } = alarm
  const [first] = signals
  if (first === undefined) return
  const { observed, expected, threshold, method, p } = first.watched
  const name = [series.company, series.name].filter(Boolean).join(': ')
  const peak = signals.reduce((most, { watched }) => Math.max(most, watched.observed), 0)
  const found = `${observed} where ${Math.round(expected)} (to ${Math.round(threshold)}), most ${peak}`
  const span = `${first.month.slice(0, 7)}, ${signals.length} months`
  console.log(`${span} | ${name} | ${found} | p ${p.toExponential(1)} ${method} | ${outcomeOf(alarm)}`)
}
