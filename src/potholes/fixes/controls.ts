import { sql } from 'kysely'
import { listBranches, listSteps, type Tree } from '../../journeys/store.ts'
import type { Database } from '../../platform/database/index.ts'
import { movedAlike } from '../../stats/index.ts'
import { ruleCondition } from '../counting/condition.ts'
import type { RuleFilters } from '../counting/contract.ts'
import type { DayCount } from '../counting/read.ts'
import type { FixOutlook } from './contract.ts'
import { inWindow } from './counts.ts'

type Window = { from: string; to: string }
type Candidate = { name: string; filters: RuleFilters; days: DayCount[] }

/** Of fewer complaints a comparison category adds more noise than it takes away. */
const fewestComplaints = 20
const mostControls = 8
const alikeFrom = 0.05

const isOne = (value: string | undefined): value is string => value !== undefined && /^[0-9a-f-]{36}$/.test(value)

/**
 * Categories beside the target that could show what would have happened without the fix: sibling products and issues, and
 * other steps of the journey, with everything else as in the target. Best first: what adds least uncertainty to the
 * comparison, that is dispersion × (1 / its complaints), alike ones before the others.
 */
export async function likelyControls(
  db: Database,
  target: RuleFilters,
  { window, targetDays, language }: { window: Window; targetDays: readonly DayCount[]; language: 'en' | 'ru' },
): Promise<FixOutlook['controls']> {
  const found = [
    ...(isOne(target.product) ? await siblings(db, 'products', target, window) : []),
    ...(isOne(target.issue) ? await siblings(db, 'issues', target, window) : []),
    ...(isOne(target.step) ? await otherSteps(db, target, window, language) : []),
  ]
  return found
    .flatMap(({ name, filters, days }) => compare(targetDays, { name, filters, days }, window))
    .toSorted((a, b) => Number(b.isAlike) - Number(a.isAlike) || noise(a) - noise(b))
    .slice(0, mostControls)
}

const noise = ({ dispersion, complaints }: { dispersion: number; complaints: number }): number =>
  Math.max(1, dispersion) / complaints

function compare(
  targetDays: readonly DayCount[],
  { name, filters, days }: Candidate,
  window: Window,
): FixOutlook['controls'] {
  const complaints = days.reduce((total, { n }) => total + n, 0)
  if (complaints < fewestComplaints) return []
  const [a, b] = inMonths(targetDays, days, window)
  const moved = movedAlike({ a, b })
  if (!moved) return []
  return [{ name, filters, complaints, dispersion: moved.dispersion, p: moved.p, isAlike: moved.p >= alikeFrom }]
}

/** Both series in periods of four weeks: long enough for counts that can be compared, short enough to see them go apart. */
function inMonths(
  target: readonly DayCount[],
  control: readonly DayCount[],
  { from, to }: Window,
): [number[], number[]] {
  const periods = Math.ceil((Date.parse(to) - Date.parse(from) + 1) / (28 * 86_400_000))
  const fold = (days: readonly DayCount[]) => {
    const counts = Array.from({ length: periods }, () => 0)
    for (const { day, n } of days) {
      if (day < from || day > to) continue
      const place = Math.floor((Date.parse(day) - Date.parse(from)) / (28 * 86_400_000))
      counts[place] = (counts[place] ?? 0) + n
    }
    return counts
  }
  return [fold(target), fold(control)]
}

async function siblings(db: Database, tree: Tree, target: RuleFilters, window: Window): Promise<Candidate[]> {
  const key = tree === 'products' ? 'product' : 'issue'
  const branches = await listBranches(db, tree)
  const parents = new Map(branches.map(({ id, parentId }) => [id, parentId]))
  const own = branches.find(({ id }) => id === target[key])
  if (!own) return []
  const beside = branches.filter(({ id, parentId }) => parentId === own.parentId && id !== own.id)
  const days = await countedBy(
    db,
    { ...target, [key]: undefined },
    window,
    tree === 'products' ? 'product_id' : 'issue_id',
  )
  const underneath = (id: string, top: string) => {
    for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) if (at === top) return true
    return false
  }
  return beside.map(({ id, name }) => ({
    name,
    filters: { ...target, [key]: id },
    days: days.filter(({ value }) => value !== null && underneath(value, id)),
  }))
}

async function otherSteps(
  db: Database,
  target: RuleFilters,
  window: Window,
  language: 'en' | 'ru',
): Promise<Candidate[]> {
  const days = await countedBy(db, { ...target, step: undefined }, window, 'step_id')
  return (await listSteps(db))
    .filter(({ id }) => id !== target.step)
    .map(({ id, name }) => ({
      name: name[language],
      filters: { ...target, step: id },
      days: days.filter(({ value }) => value === id),
    }))
}

type Column = 'product_id' | 'issue_id' | 'step_id'
type Counted = DayCount & { value: string | null }

async function countedBy(db: Database, filters: RuleFilters, window: Window, column: Column): Promise<Counted[]> {
  const stated = Object.entries(filters).filter(([, value]) => value !== undefined)
  const rest = stated.length > 0 ? await ruleCondition(db, Object.fromEntries(stated) as RuleFilters) : sql`true`
  const { rows } = await sql<Counted>`
    select (c.received_at at time zone 'UTC')::date as day, c.${sql.ref(column)} as value, count(*)::int as n
    from complaints c where ${inWindow(window)} and ${rest} group by 1, 2`.execute(db)
  return rows
}
