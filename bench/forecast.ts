// Whether forecasts of daily arrivals hold: npm run bench forecast FOLDER [DATE_COLUMN]
// FOLDER holds .csv.gz files (their DATE_COLUMN, the first unless told, as dd/mm/yyyy or yyyy-mm-dd) or .ndjson.gz files (a line a
// complaint, `events[0].at`). From each day after the eighth week the days after it are foretold from those before it and compared
// with what came, and with the naive forecast: as many as on the same day a week before.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { forecastCounts } from '../src/stats/index.ts'

const [folder = '', column = '0'] = process.argv.slice(2)
const horizon = 28
const fewest = 56
const day = 86_400_000
const say = (line: string) => process.stdout.write(`${line}\n`)

function daysIn(name: string): string[] {
  const lines = gunzipSync(readFileSync(join(folder, name)))
    .toString('utf8')
    .trim()
    .split(/\r?\n/)
  if (name.endsWith('.ndjson.gz')) return lines.map((line) => String(JSON.parse(line).events[0].at).slice(0, 10))
  return lines.slice(1).flatMap((line) => {
    const field = line.split(',')[Number(column)]?.replaceAll('"', '') ?? ''
    const found = /^(\d\d?)\/(\d\d?)\/(\d{4})/.exec(field)
    if (found) return [`${found[3]}-${found[2]?.padStart(2, '0')}-${found[1]?.padStart(2, '0')}`]
    return /^\d{4}-\d\d-\d\d/.test(field) ? [field.slice(0, 10)] : []
  })
}

function countsOf(days: string[]): number[] {
  const tally = new Map<number, number>()
  for (const each of days) tally.set(Date.parse(each) / day, (tally.get(Date.parse(each) / day) ?? 0) + 1)
  const first = Math.min(...tally.keys())
  const last = Math.max(...tally.keys())
  // The first and the last day may have been cut off.
  return Array.from({ length: last - first + 1 }, (_, place) => tally.get(first + place) ?? 0).slice(1, -1)
}

type Sums = { n: number; off: number; naive: number; inside: number; wide: number }

const names = readdirSync(folder).filter((name) => /\.(csv|ndjson)\.gz$/.test(name))
const counts = countsOf(names.flatMap(daysIn))
const total = counts.reduce((sum, count) => sum + count, 0)
say(`${total} complaints on ${counts.length} days, ${(total / counts.length).toFixed(1)} a day`)
const byHorizon = new Map<number, Sums>()
for (let now = fewest; now < counts.length; now++) {
  const past = counts.slice(Math.max(0, now - 182), now)
  for (const [step, { mean, low, high }] of (forecastCounts({ counts: past, horizon })?.days ?? []).entries()) {
    const came = counts[now + step]
    if (came === undefined) break
    const sums = byHorizon.get(step) ?? { n: 0, off: 0, naive: 0, inside: 0, wide: 0 }
    const before = counts[now + step - 7 * Math.ceil((step + 1) / 7)] ?? 0
    byHorizon.set(step, {
      n: sums.n + 1,
      off: sums.off + Math.abs(came - mean),
      naive: sums.naive + Math.abs(came - before),
      inside: sums.inside + (came >= low && came <= high ? 1 : 0),
      wide: sums.wide + high - low,
    })
  }
}
say('days ahead       n   inside 95 %   mean width   mean error   naive error   error / naive')
for (const [from, to] of [
  [1, 1],
  [2, 7],
  [8, 14],
  [15, 28],
  [1, 28],
] as const) {
  const own = [...byHorizon].filter(([step]) => step + 1 >= from && step + 1 <= to).map(([, sums]) => sums)
  const sum = (key: keyof Sums) => own.reduce((all, each) => all + each[key], 0)
  const n = sum('n')
  const cells = [
    `${from}–${to}`.padEnd(10),
    String(n).padStart(7),
    `${((100 * sum('inside')) / n).toFixed(1)} %`.padStart(13),
    (sum('wide') / n).toFixed(1).padStart(12),
    (sum('off') / n).toFixed(2).padStart(12),
    (sum('naive') / n).toFixed(2).padStart(13),
    (sum('off') / sum('naive')).toFixed(3).padStart(15),
  ]
  say(cells.join(' '))
}
