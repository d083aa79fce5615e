/**
 * Reads process logs in a folder and says what stands between a case and its solution: handoffs, there and back, ping-pong,
 * rework, dead ends, who held cases how long, waiting for the user.
 *   npm run bench barriers -- FOLDER [--only NAME] [--tz +03:00]
 * Files: XES (`.xes`), CSV with the columns of such logs, NDJSON of complaint histories (`events` with `kind`); all also `.gz`.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { casesOf, followCase, isStuck } from '../src/insight/barriers/rules.ts'
import { betaBinomialFit, meanInterval, shrunkShare, wilson } from '../src/stats/index.ts'
import { type LoggedCase, readLog } from './parts/event-logs.ts'

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
const [folder] = positionals
if (!folder) throw new Error('Name the folder that holds the logs.')

const files = readdirSync(folder)
  .filter((name) => /\.(xes|csv|ndjson)(\.gz)?$/.test(name) && (!values.only || name.includes(values.only)))
  .toSorted()
const histories = files.filter((name) => name.includes('.ndjson'))
type Share = { successes: number; n: number }
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`

function shareWords({ successes, n }: Share): string {
  const found = wilson({ successes, n })
  return found
    ? `${successes} of ${n}, ${percent(found.share)} (${percent(found.low)} to ${percent(found.high)})`
    : 'nobody'
}

function meanWords(counts: number[]): string {
  const tally = new Map([...Map.groupBy(counts, (count) => count)].map(([count, all]) => [count, all.length]))
  const found = meanInterval({ counts: tally })
  return found ? `mean ${found.mean.toFixed(3)} (${found.low.toFixed(3)} to ${found.high.toFixed(3)})` : 'too few'
}

function top(rows: Iterable<[string, number]>, most = 8): string {
  const sorted = [...rows].sort((one, other) => other[1] - one[1]).slice(0, most)
  return sorted.map(([name, count]) => `${name} ${count}`).join('; ') || 'none'
}

const tally = (names: string[]): [string, number][] =>
  [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length])

function say(name: string, cases: LoggedCase[]): void {
  const n = cases.length
  const events = cases.reduce((sum, each) => sum + each.events.length, 0)
  const followed = cases.flatMap((each) => {
    const [ordered = []] = casesOf(each.events).values()
    const path = followCase(ordered)
    return path ? [{ ...each, path }] : []
  })
  const met = (isMet: (each: (typeof followed)[number]) => boolean) =>
    shareWords({ successes: followed.filter(isMet).length, n })
  console.log(`\n${name}\n  cases ${n}, events ${events}`)
  const hasTeams = cases.some(({ events: all }) => all.some(({ team }) => team !== ''))
  if (hasTeams) {
    const handoffs = followed.flatMap(({ path }) => path.handoffs)
    console.log(`  handoffs ${handoffs.length}, ${meanWords(followed.map(({ path }) => path.handoffs.length))}`)
    console.log(`  passed on at least once: ${met(({ path }) => path.handoffs.length > 0)}`)
    console.log(`  there and back: ${met(({ path }) => path.thereAndBack.length > 0)}`)
    console.log(`  ping-pong: ${met(({ path }) => path.pingPong.length > 0)}`)
    console.log(`  arrows: ${top(tally(handoffs.map(({ from, to }) => `${from} > ${to}`)))}`)
    sayHeld(followed)
    sayScores(followed)
  } else console.log('  no teams in this log: nothing to say of handoffs, times held or dead ends')
  console.log(`  rework (an activity again): ${met(({ path }) => path.repeated.length > 0)}`)
  console.log(`    what: ${top(tally(followed.flatMap(({ path }) => path.repeated.map(({ activity }) => activity))))}`)
  sayWaits(cases)
  sayMore(cases)
}

type Followed = (LoggedCase & { path: NonNullable<ReturnType<typeof followCase>> })[]

function sayHeld(followed: Followed): void {
  const held = new Map<string, number>()
  for (const { path } of followed) for (const [team, hours] of path.held) held.set(team, (held.get(team) ?? 0) + hours)
  const all = [...held.values()].reduce((sum, hours) => sum + hours, 0)
  console.log(
    `  days held: ${Math.round(all / 24)}; ${top([...held].map(([team, hours]) => [team, Math.round(hours / 24)]))}`,
  )
}

function sayScores(followed: Followed): void {
  const ended = followed.filter(({ ended: how }) => how !== 'open')
  console.log(`  ended ${ended.length}, open at the end of the log ${followed.length - ended.length}`)
  const judged = ended.filter(({ ended: how }) => how !== 'unknown')
  if (judged.length === 0)
    return console.log('  the log does not say whether the customer found it solved: no dead ends')
  const unsolved = judged.filter(({ ended: how }) => how === 'unsolved')
  console.log(`  ended unsolved: ${shareWords({ successes: unsolved.length, n: judged.length })}`)
  const stuck = judged.filter(({ path, ended: how }) => isStuck(path, how === 'unsolved'))
  console.log(`  of these never passed on: ${shareWords({ successes: stuck.length, n: judged.length })}`)
  const groups = [...Map.groupBy(judged, ({ path }) => path.first)].map(([team, own]) => ({
    team,
    n: own.length,
    successes: stuck.filter(({ path }) => path.first === team).length,
  }))
  const prior = betaBinomialFit({ groups })
  if (!prior) return
  const scored = groups
    .filter(({ n }) => n >= 5)
    .map((group) => ({ ...group, ...shrunkShare({ group, prior }) }))
    .sort((one, other) => other.low - one.low)
  for (const { team, successes, n, mean, low, high } of scored.slice(0, 5))
    console.log(`    ${team}: ${successes}/${n}, shrunk ${percent(mean)} (${percent(low)} to ${percent(high)})`)
}

function sayWaits(cases: LoggedCase[]): void {
  const waits = cases.flatMap(({ waits: own }) => own)
  if (waits.length === 0) return
  const hours = waits.reduce((sum, wait) => sum + wait.hours, 0)
  const withWaits = cases.filter(({ waits: own }) => own.length > 0).length
  console.log(
    `  waiting for the user: ${shareWords({ successes: withWaits, n: cases.length })}, ${Math.round(hours / 24)} days`,
  )
  console.log(`    ended by: ${top(tally(waits.map(({ endedBy }) => endedBy)))}`)
  const again = waits.filter(({ byWhom }) => byWhom === 'the same person').length
  console.log(`    ended by the very person who began it: ${shareWords({ successes: again, n: waits.length })}`)
}

function sayMore(cases: LoggedCase[]): void {
  const counted = new Map<string, number>()
  for (const { notes } of cases) for (const note of new Set(notes)) counted.set(note, (counted.get(note) ?? 0) + 1)
  for (const [note, count] of counted) console.log(`  ${note}: ${shareWords({ successes: count, n: cases.length })}`)
}

for (const name of files.filter((each) => !histories.includes(each))) say(name, await readLog([join(folder, name)]))
if (histories.length > 0)
  say(`${histories.length} files of histories`, await readLog(histories.map((name) => join(folder, name))))
