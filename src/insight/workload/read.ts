import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import {
  backlogPath,
  type CountForecast,
  clearingDays,
  daysByLittle,
  forecastBacklog,
  forecastCounts,
  tooFewToSay,
} from '../../stats/index.ts'
import { ageingOf } from './ageing.ts'
import type { Workload } from './contract.ts'
import { addDays, dayOf, daysBetween, everyDay } from './days.ts'
import { capacityADay, expectedOf, hardCasesOf, occupancyOf } from './rules.ts'
import {
  type After,
  alarmsIn,
  dealtIn,
  type Flow,
  flowsAfter,
  flowsIn,
  listTeams,
  type OpenFrom,
  openNow,
  pastPromise,
  type TeamRow,
  waitingDays,
} from './store.ts'

/** Half a year says how things go; what was before says little. */
const historyDays = 182
const horizon = 28
const recentDays = 28
const z95 = 1.959964

type Day = Workload['days'][number]

/**
 * The workload in numbers: what came, what was closed and what was open in a period, how it goes on from there, how old what is open now
 * is, and how full each team is. Read from counts by day, never from the complaints one by one.
 * @throws Problem period_backwards
 */
export async function readWorkload(
  db: Database,
  { from, to, team = null }: { from: string; to: string; team?: string | undefined | null },
  now: Date,
): Promise<Workload> {
  if (to < from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const today = dayOf(now)
  // The day that is not over says nothing of how things go.
  const base = to < today ? to : addDays(today, -1)
  const first = [from, addDays(base, 1 - historyDays)].sort()[0] as string
  const [flows, after, open, late, dealt, teams, waiting, alarms] = await Promise.all([
    flowsIn(db, first, to),
    flowsAfter(db, to),
    openNow(db),
    pastPromise(db, team, now),
    dealtIn(db, from, to),
    listTeams(db),
    waitingDays(db),
    alarmsIn(db, from, to),
  ])
  const isOfTeam = (each: { team: string | null }) => team === null || each.team === team
  const own = { flows: flows.filter(isOfTeam), after: after.filter(isOfTeam), open: open.filter(isOfTeam) }
  const all = daysOf(first, to, own)
  const days = all.filter(({ day }) => day >= from)
  const shown = team === null ? teams : teams.filter(({ id }) => id === team)
  return {
    period: { from, to },
    team,
    waiting,
    days,
    totals: totalsOf(days, openAtEnd(own)),
    ...outlook(
      all.filter(({ day }) => day <= base),
      days,
      statedCapacity(shown, own.flows, from),
    ),
    ageing: ageingOf(own.open, late, today),
    teams: [...shown, ...(team === null ? [withoutTeam] : [])]
      .map((each) => teamOf(each, { flows, after, open, dealt, from, to: base < from ? to : base }))
      .filter(({ id, arrived, closed, backlog }) => id !== null || arrived + closed + backlog > 0),
    alarms: alarms.filter((alarm) => team === null || alarm.team.id === team),
  }
}

const withoutTeam = { id: null, name: null, capacity: null }

type Counted = { flows: Flow[]; after: After[]; open: OpenFrom[] }

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)

/** What was open at the end of the last day: what is open now, less what came since, and what was closed since. */
const openAtEnd = ({ after, open }: Counted): number =>
  sumOf(open, (each) => each.open) - sumOf(after, ({ arrived, closed }) => arrived - closed)

/** Every day with what was open at its end, counted back from the last. */
function daysOf(from: string, to: string, counted: Counted): Day[] {
  const byDay = Map.groupBy(counted.flows, ({ day }) => day)
  let backlog = openAtEnd(counted)
  const days = everyDay(from, to)
    .reverse()
    .map((day) => {
      const own = byDay.get(day) ?? []
      const arrived = sumOf(own, (each) => each.arrived)
      const closed = sumOf(own, (each) => each.closed)
      const counts = { day, arrived, closed, solved: sumOf(own, (each) => each.solved), backlog }
      backlog += closed - arrived
      return counts
    })
  return days.reverse()
}

function totalsOf(days: readonly Day[], backlog: number): Workload['totals'] {
  const [arrived, closed] = [sumOf(days, (day) => day.arrived), sumOf(days, (day) => day.closed)]
  return {
    arrived,
    closed,
    solved: sumOf(days, (day) => day.solved),
    backlogBefore: backlog - arrived + closed,
    backlog,
  }
}

/** How many a day all teams can do that complaints came to; null when one of them has not said. */
function statedCapacity(teams: readonly TeamRow[], flows: readonly Flow[], from: string): number | null {
  const busy = new Set(flows.filter(({ day, arrived }) => arrived > 0 && day >= from).map(({ team }) => team))
  const capacities = [...busy].map((id) => teams.find((each) => each.id === id)?.capacity)
  if (capacities.length === 0 || capacities.some((each) => !each)) return null
  return sumOf(capacities, (each) => (each ? capacityADay(each) : 0))
}

type Outlook = Pick<Workload, 'arrivalsADay' | 'closedADay' | 'daysToGo' | 'clearing' | 'forecast'>

/** How things go on. In: the days that are over, those of the period, and what is stated that can be done in a day. */
function outlook(over: readonly Day[], days: readonly Day[], stated: number | null): Outlook {
  const begun = over.slice(
    Math.max(
      0,
      over.findIndex(({ arrived }) => arrived > 0),
    ),
  )
  const past = begun.slice(-historyDays)
  const recent = past.slice(-recentDays)
  const backlog = past.at(-1)?.backlog ?? 0
  const arrivals = forecastCounts({ counts: past.map(({ arrived }) => arrived), horizon })
  const closings = forecastCounts({ counts: past.map(({ closed }) => closed), horizon })
  const closedADay = recent.length === 0 ? null : sumOf(recent, ({ closed }) => closed) / recent.length
  return {
    arrivalsADay: averageOf(days, arrivals),
    closedADay,
    daysToGo: closedADay === null ? null : daysByLittle({ open: backlog, donePerDay: closedADay }),
    clearing:
      arrivals && closedADay !== null
        ? clearingDays({ backlog, arrivalsPerDay: arrivals.level, capacityPerDay: closedADay })
        : null,
    forecast: arrivals && forecastOf(arrivals, closings, { backlog, stated, after: past.at(-1)?.day ?? '' }),
  }
}

/** Arrivals a day with an interval that allows for bursts: Poisson's, widened by the dispersion of the days. */
function averageOf(days: readonly Day[], forecast: CountForecast | null): Workload['arrivalsADay'] {
  const n = sumOf(days, ({ arrived }) => arrived)
  if (tooFewToSay(n)) return null
  const mean = n / days.length
  const spread = days.length < 2 ? mean : sumOf(days, ({ arrived }) => (arrived - mean) ** 2) / (days.length - 1)
  const dispersion = forecast?.dispersion ?? Math.max(1, spread / mean)
  const half = (z95 * Math.sqrt(dispersion * n)) / days.length
  return { mean, low: Math.max(0, mean - half), high: mean + half, n, dispersion }
}

function forecastOf(
  arrivals: CountForecast,
  closings: CountForecast | null,
  { backlog, stated, after }: { backlog: number; stated: number | null; after: string },
): Workload['forecast'] {
  if (tooFewToSay(Math.round(arrivals.level * arrivals.n))) return null
  const expected = closings && forecastBacklog({ backlog, arrivals, closings })
  const means = arrivals.days.map(({ mean }) => mean)
  const atFull = stated === null ? null : backlogPath({ backlog, arrivals: means, capacity: means.map(() => stated) })
  const { level, smoothing, dispersion, n } = arrivals
  return {
    days: arrivals.days.map((day, place) => ({
      day: addDays(after, place + 1),
      arrivals: expectedOf(day),
      backlog: expected?.[place] ?? null,
      stated: atFull?.[place] ?? null,
    })),
    level,
    smoothing,
    dispersion,
    n,
  }
}

type TeamFacts = Counted & { dealt: Awaited<ReturnType<typeof dealtIn>>; from: string; to: string }

function teamOf(
  { id, name, capacity }: { id: string | null; name: string | null; capacity: TeamRow['capacity'] },
  { from, to, dealt, ...facts }: TeamFacts,
): Workload['teams'][number] {
  const isOwn = (each: { team: string | null }) => each.team === id
  const flows = facts.flows.filter(isOwn)
  const within = flows.filter(({ day }) => day >= from)
  const arrivals = Array.from({ length: daysBetween(from, to) + 1 }, () => 0)
  for (const { day, arrived } of within) if (day <= to) arrivals[daysBetween(from, day)] = arrived
  return {
    id,
    name,
    arrived: sumOf(within, ({ arrived }) => arrived),
    closed: sumOf(within, ({ closed }) => closed),
    backlog: openAtEnd({ flows, after: facts.after.filter(isOwn), open: facts.open.filter(isOwn) }),
    capacity,
    occupancy: capacity && occupancyOf(arrivals, capacity),
    hardCases: hardCasesOf(dealt.filter(isOwn)),
  }
}
