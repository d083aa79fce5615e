import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'

/** One run of a method by the R package surveillance over part of one series; lists have one entry a period judged. */
export type ReferenceRun = {
  series: string
  method: string
  settings: Map<string, string>
  counts: number[]
  unit: 'week' | 'month'
  /** First day, where the series carries dates: the package then goes back by date, else by 52 weeks. */
  startsAt: string | null
  /** Places of the periods judged, from 0. */
  range: number[]
  threshold: (number | null)[]
  alarm: (number | null)[]
  expected: (number | null)[]
}

type Written = {
  series: string
  method: string
  call: string
  range: number[]
  upperbound: (number | null)[]
  alarm: (number | null)[]
  expected?: (number | null)[]
}

/** Reads the runs of a folder: `reference_outputs*.json(.gz)` with `series_NAME.csv`, or `reference_alarms.json.gz` (months). */
export function readReferenceRuns(folder: string): ReferenceRun[] {
  if (existsSync(join(folder, 'reference_alarms.json.gz'))) return readMonthlyRuns(folder)
  const files = readdirSync(folder).filter((name) => /^reference_outputs.*\.json(\.gz)?$/.test(name))
  return files.flatMap((name) => (readJson(join(folder, name)) as Written[]).map((run) => weeklyRun(folder, run)))
}

function weeklyRun(folder: string, run: Written): ReferenceRun {
  const rows = readCsv(join(folder, `series_${run.series}.csv`))
  const settings = new Map([...run.call.matchAll(/([\w.]+) ?= ?'?([\w.+-]+)/g)].map(([, name, value]) => [name, value]))
  return {
    series: run.series,
    method: run.method,
    settings: settings as Map<string, string>,
    counts: rows.map((row) => Number(row.observed)),
    unit: 'week',
    startsAt: rows[0]?.date?.match(/^\d{4}-.*/)?.[0] ?? null,
    range: run.range.map((each) => each - 1),
    threshold: run.upperbound,
    alarm: run.alarm,
    expected: run.expected ?? run.range.map(() => null),
  }
}

type WrittenMonths = Omit<Written, 'range' | 'series' | 'call'> & {
  level: string
  name: string
  control: Record<string, unknown>
  series_start: string
  months: string[]
}

function readMonthlyRuns(folder: string): ReferenceRun[] {
  const rows = readCsv(join(folder, 'cfpb_monthly_counts.csv.gz'))
  return (readJson(join(folder, 'reference_alarms.json.gz')) as WrittenMonths[]).map((run) => {
    const [method = '', kind] = run.method.split(' ')
    const own = rows.filter((row) => row.company === '' && row.level === run.level && row.name === run.name)
    const counted = new Map(own.map((row) => [row.month, Number(row.complaints)]))
    const months = monthsFrom(run.series_start, run.months.at(-1) ?? run.series_start)
    const settings = new Map(Object.entries(run.control).map(([name, value]) => [name, String(value)]))
    if (kind) settings.set('method', kind)
    return {
      series: run.name || 'all complaints',
      method,
      settings,
      counts: months.map((month) => counted.get(month) ?? 0),
      unit: 'month',
      startsAt: run.series_start,
      range: run.months.map((month) => months.indexOf(month)),
      threshold: run.upperbound,
      alarm: run.alarm,
      expected: run.expected ?? run.months.map(() => null),
    }
  })
}

/** First days of months, from one to another. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  for (let day = first; day <= last; day = nextMonth(day)) months.push(day)
  return months
}

function nextMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

export function readCsv(path: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(readText(path), { header: true, skipEmptyLines: true }).data
}

function readJson(path: string): unknown {
  return JSON.parse(readText(path))
}

function readText(path: string): string {
  const bytes = readFileSync(path)
  return (basename(path).endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
