import { sql } from 'kysely'
import { type Exposure, exposureIn } from '../../causes/exposures.ts'
import type { Database } from '../../platform/database/index.ts'
import { poissonRate, tooFewToSay } from '../../stats/index.ts'
import { readFilters, type RuleFilters } from '../counting/contract.ts'
import { knownUntil } from '../counting/known-until.ts'
import { ruleNames } from '../counting/names.ts'
import { dayCounts } from '../counting/read.ts'
import type { Pothole, PotholeNumbers } from './contract.ts'

type MonthCount = PotholeNumbers['months'][number]

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The last twelve whole months before an instant, as days, and the months themselves. */
export function lastYear(now: Date): { from: string; to: string; until: string; months: string[] } {
  const month = (back: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
  const [from, until] = [month(12), month(0)]
  const months = Array.from({ length: 12 }, (_each, index) => dayOf(month(12 - index)))
  return { from: dayOf(from), to: dayOf(new Date(until.getTime() - 86_400_000)), until: dayOf(until), months }
}

/**
 * How many complaints of the last twelve whole months show a pothole, how often that is per what could have failed, and what it
 * cost the customers who complained. Counted by its rule or, without one, by the evidence that was accepted.
 */
export async function potholeNumbers(db: Database, pothole: Pothole, now: Date): Promise<PotholeNumbers> {
  const year = lastYear(await knownUntil(db, now))
  const filters = pothole.rule?.filters ?? null
  const counted = pothole.rule ? await byRule(db, pothole.rule.id, year) : await byEvidence(db, pothole.id, year)
  const complaints = counted?.reduce((sum, { n }) => sum + n, 0) ?? null
  const exposures = await exposureIn(db, year)
  const exposure = filters ? exposureOf(filters, exposures) : whole(exposures)
  const isFew = complaints !== null && tooFewToSay(complaints)
  const enough = isFew ? null : complaints
  return {
    period: { from: year.from, to: year.to },
    counts: filters ? await ruleNames(db, filters) : [],
    complaints,
    months: year.months.map((month) => ({ month, n: counted?.find((each) => each.month === month)?.n ?? 0 })),
    tooFew: isFew,
    exposure: exposure && { units: exposure.units, unitName: exposure.unitName, of: exposure.dimension },
    rate: enough !== null && exposure ? rateOf(enough, exposure.units) : null,
    money: enough !== null && pothole.loss ? costOf(enough, pothole.loss) : null,
  }
}

async function byRule(
  db: Database,
  ruleId: string,
  { from, until }: { from: string; until: string },
): Promise<MonthCount[] | null> {
  const days = await dayCounts(db, ruleId, { from, until })
  if (!days) return null
  const months = Map.groupBy(days, ({ day }) => `${day.slice(0, 7)}-01`)
  return [...months].map(([month, each]) => ({ month, n: each.reduce((sum, { n }) => sum + n, 0) }))
}

async function byEvidence(
  db: Database,
  id: string,
  { from, until }: { from: string; until: string },
): Promise<MonthCount[]> {
  const { rows } = await sql<MonthCount>`
    select date_trunc('month', received_at at time zone 'UTC')::date as month, count(*)::int as n from complaints
    where pothole_id = ${id} and received_at >= ${from}::timestamp at time zone 'UTC' and received_at < ${until}::timestamp at time zone 'UTC'
    group by 1`.execute(db)
  return rows
}

/** What can have an exposure of its own, the narrowest first. */
const dimensions = ['step', 'product', 'issue', 'cause'] as const

/** The exposure of the one thing that a rule names, else that of the whole company; null where none is known. */
export function exposureOf(filters: RuleFilters, exposures: Exposure[]): Exposure | null {
  const read = readFilters(filters)
  for (const dimension of dimensions) {
    const values = read[dimension]
    if (values?.any.length !== 1 || values.none.length > 0) continue
    const own = exposures.find((each) => each.dimension === dimension && each.valueId === values.any[0])
    if (own) return own
  }
  return whole(exposures)
}

const whole = (exposures: Exposure[]): Exposure | null => exposures.find(({ dimension }) => dimension === 'all') ?? null

function rateOf(events: number, units: number): PotholeNumbers['rate'] {
  const found = poissonRate({ events, exposure: units / 1000 })
  return found && { perThousand: found.rate, low: found.low, high: found.high }
}

/** Loss of each × complaints; the interval is that of the number of complaints such a year brings (exact Poisson). */
function costOf(events: number, { each, currency }: NonNullable<Pothole['loss']>): PotholeNumbers['money'] {
  const found = poissonRate({ events, exposure: 1 })
  return found && { value: each * events, low: each * found.low, high: each * found.high, currency }
}
