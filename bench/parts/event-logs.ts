import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import papa from 'papaparse'
import { SaxesParser } from 'saxes'
import { readSpbAppeal } from './spb-appeals.ts'
import type { LogEvent } from '../../src/insight/barriers/rules.ts'

/** A wait for the user: how long, by what activity it ended, and whether who began it also ended it. */
type Wait = { hours: number; endedBy: string; byWhom: 'the same person' | 'another' }
/** A case of a log, its times in hours. `ended`: with the customer's word, without, not told, or not at all. */
export type LoggedCase = {
  events: LogEvent[]
  ended: 'solved' | 'unsolved' | 'unknown' | 'open'
  waits: Wait[]
  /** Other things that happened, counted once a case. */
  notes: string[]
}

/** Reads logs of one kind: XES, CSV, or histories as NDJSON. */
export async function readLog(paths: string[]): Promise<LoggedCase[]> {
  const [first = ''] = paths
  if (first.includes('.ndjson'))
    return paths.flatMap((path) => linesOf(path).map((line) => readSpbAppeal(JSON.parse(line))))
  const rows = first.includes('.csv') ? rowsOfCsv(contentOf(first)) : rowsOfXes(contentOf(first))
  return [...Map.groupBy(rows, (row) => row.case).values()].map(caseOf)
}

const contentOf = (path: string): string => {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
const linesOf = (path: string): string[] =>
  contentOf(path)
    .split('\n')
    .filter((line) => line.trim() !== '')

type Row = { case: string; at: string; team: string; activity: string; person: string }

function rowsOfCsv(content: string): Row[] {
  const { data } = papa.parse<Record<string, string>>(content, { header: true, skipEmptyLines: true })
  return data.map((row) => ({
    case: row['case:concept:name'] ?? '',
    at: (row['time:timestamp'] ?? '').replace(' ', 'T'),
    team: row['org:group'] ?? '',
    activity: row['concept:name'] ?? '',
    person: row['org:resource'] ?? '',
  }))
}

/** Attributes of traces and events; what is nested inside an attribute says nothing here. */
function rowsOfXes(content: string): Row[] {
  const rows: Row[] = []
  let [trace, event, depth] = ['', null as Map<string, string> | null, 0]
  let isInTrace = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'trace') [isInTrace, trace] = [true, '']
    else if (name === 'event' && isInTrace) event = new Map()
    else if (isInTrace && 'key' in attributes) {
      if (depth++ > 0) return
      const [key, value] = [String(attributes.key), String(attributes.value)]
      if (event) event.set(key, value)
      else if (key === 'concept:name') trace = value
    }
  })
  parser.on('closetag', ({ name, attributes }) => {
    if (name === 'trace') isInTrace = false
    else if (name === 'event' && event) {
      rows.push(rowOf(trace, event))
      event = null
    } else if (isInTrace && 'key' in attributes) depth--
  })
  parser.write(content).close()
  return rows
}

/** The state of a case is part of its activity where the log has one. */
function rowOf(trace: string, event: Map<string, string>): Row {
  const [name = '', state = ''] = [event.get('concept:name'), event.get('lifecycle:transition')]
  return {
    case: trace,
    at: event.get('time:timestamp') ?? '',
    team: event.get('org:group') ?? '',
    activity: state === '' || state === 'complete' ? name : `${name}/${state}`,
    person: event.get('org:resource') ?? '',
  }
}

const hoursOf = (at: string): number => Date.parse(at) / 3_600_000
const isWait = (activity: string): boolean => /wait - user/i.test(activity)
const isEnd = (activity: string): boolean => /clos|cancel|completed|^resolve|unmatched/i.test(activity)

/** These logs do not tell what the customer said in the end: how a case ended is not known. */
function caseOf(rows: Row[]): LoggedCase {
  const ordered = rows.toSorted((one, other) => hoursOf(one.at) - hoursOf(other.at))
  const waits = ordered.flatMap((row, place) => {
    const next = ordered[place + 1]
    if (!isWait(row.activity) || !next) return []
    const byWhom = next.person === row.person ? ('the same person' as const) : ('another' as const)
    return [{ hours: Math.max(0, hoursOf(next.at) - hoursOf(row.at)), endedBy: next.activity, byWhom }]
  })
  const teams = ordered.map(({ team }) => team)
  const levels = teams.map((team) => /\b(2nd|3rd)\b/.exec(team)?.[1] ?? '1st')
  const people = new Set(ordered.map(({ person }) => person))
  return {
    events: ordered.map(({ case: id, at, team, activity }) => ({ case: id, at: hoursOf(at), team, activity })),
    ended: isEnd(ordered.at(-1)?.activity ?? '') ? 'unknown' : 'open',
    waits,
    notes: [
      ...(teams.some((team) => /\b(2nd|3rd)\b/.test(team)) ? ['a second or third line had it'] : []),
      ...(levels.includes('3rd') ? ['a third line had it'] : []),
      ...(ordered.some(({ activity }) => activity === 'Reassignment') ? ['reassigned'] : []),
      ...(people.size > 1 ? ['more than one person had it'] : []),
    ],
  }
}
