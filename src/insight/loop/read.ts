import { sql } from 'kysely'
import { type Period, spanOf } from '../../causes/period.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { knownUntil } from '../../potholes/counting/known-until.ts'
import { lastYear } from '../../potholes/record/numbers.ts'
import { isLate, type PotholeState, potholeStates, stateOf } from '../../potholes/record/rules.ts'
import { countCoded } from '../split/counted.ts'
import type { LoopScorecard } from './contract.ts'
import { leaksOf, lossOf, passageOf, type Times } from './rules.ts'

const mostLeaking = 20

type Row = Times & {
  id: string
  name: string
  owner: { id: string; name: string }
  dueOn: string
  closing: 'repaired' | 'not_repaired' | 'merged' | null
  reopened: boolean
  lossEach: number | null
  currency: string | null
  yearly: number
}
type Passed = { pothole: number; live: number; proven: number; told: number }
type PassedBy = Passed & { potholes: { [step in 'live' | 'proven' | 'told']: string[] } }

/** The scorecard of the loop: complaints of a period by how far they came, and the potholes as they stand now. @throws Problem period_backwards */
export async function readLoop(db: Database, period: Period, now: Date): Promise<LoopScorecard> {
  if (period.to < period.from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const known = await knownUntil(db, now)
  const year = lastYear(known)
  const [counted, passed, potholes, costs] = await Promise.all([
    countCoded(db, period),
    complaintsOn(db, period),
    readPotholes(db, year),
    repairCosts(db),
  ])
  const received = counted.reduce((sum, { n }) => sum + n, 0)
  const coded = counted.reduce((sum, { n, class: is }) => sum + (is ? n : 0), 0)
  const kept = potholes.filter(({ closing }) => closing !== 'merged')
  const open = kept.filter(({ closed }) => !closed)
  const passage = (from: Parameters<typeof passageOf>[1], to: Parameters<typeof passageOf>[2]) =>
    passageOf(kept, from, to, now)
  return {
    period: { from: period.from, to: period.to },
    year: { from: year.from, to: year.to, isOld: known < now },
    steps: leaksOf({ received, coded, ...passed }).map((each) => ({
      ...each,
      potholeIds: each.step in passed.potholes ? passed.potholes[each.step as 'live' | 'proven' | 'told'] : null,
    })),
    states: countStates(potholes),
    overdue: open.filter((pothole) => isLate({ state: stateIn(pothole), dueOn: pothole.dueOn }, now)).length,
    cameBack: kept.filter(({ reopened }) => reopened).length,
    passages: [
      passage('opened', 'understood'),
      passage('understood', 'agreed'),
      passage('agreed', 'live'),
      passage('live', 'proven'),
      passage('proven', 'told'),
    ],
    money: moneyOf(open, costs),
    lossUnknown: open.filter(({ lossEach }) => lossEach === null).length,
    leaking: open.slice(0, mostLeaking).map((pothole) => leakingOf(pothole, now)),
  }
}

/** Of the complaints of a period, how many show a pothole, how far those potholes came, and which they are. */
async function complaintsOn(db: Database, period: Period): Promise<PassedBy> {
  const { from, until } = spanOf(period)
  const { rows } = await sql<Passed & { id: string }>`
    select h.id, count(*)::int as pothole, count(h.live_at)::int as live, count(h.proven_at)::int as proven,
      (count(*) filter (where h.proven_at is not null and h.told_at is not null))::int as told
    from complaints c join potholes h on h.id = c.pothole_id
    where c.pothole_id is not null and c.received_at >= ${from} and c.received_at < ${until} group by h.id order by h.id`.execute(
    db,
  )
  const total = (step: keyof Passed) => rows.reduce((sum, row) => sum + row[step], 0)
  const those = (step: keyof Passed) => rows.filter((row) => row[step] > 0).map(({ id }) => id)
  return {
    pothole: total('pothole'),
    live: total('live'),
    proven: total('proven'),
    told: total('told'),
    potholes: { live: those('live'), proven: those('proven'), told: those('told') },
  }
}

/** All potholes, those with most complaints in the year first. @param year  days; until is not in it */
async function readPotholes(db: Database, { from, until }: { from: string; until: string }): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select h.id, h.name, jsonb_build_object('id', p.id, 'name', p.name) as owner, h.due_on as "dueOn", h.opened_at as opened,
      h.understood_at as understood, h.agreed_at as agreed, h.live_at as live, h.proven_at as proven, h.told_at as told,
      h.closed_at as closed, h.closing, h.loss_each::float as "lossEach", h.currency,
      exists (select 1 from pothole_events e where e.pothole_id = h.id and e.kind = 'came_back') as reopened,
      case when h.rule_id is not null then
        (select coalesce(sum(d.n), 0)::int from counted_days d where d.rule_id = h.rule_id and d.day >= ${from}::date and d.day < ${until}::date)
      else (select count(*)::int from complaints c where c.pothole_id = h.id and c.received_at >= ${from}::timestamp at time zone 'UTC'
        and c.received_at < ${until}::timestamp at time zone 'UTC') end as yearly
    from potholes h join people p on p.id = h.owner_id order by yearly desc, h.due_on, h.id`.execute(db)
  return rows
}

async function repairCosts(db: Database): Promise<{ currency: string; cost: number }[]> {
  const { rows } = await sql<{ currency: string; cost: number }>`
    select currency, sum(cost)::float as cost from fixes where cost is not null and dropped_at is null group by currency`.execute(
    db,
  )
  return rows
}

function countStates(potholes: readonly Row[]): LoopScorecard['states'] {
  const states = potholes.map(stateIn)
  return potholeStates.map((state) => ({ state, potholes: states.filter((each) => each === state).length }))
}

const stateIn = ({ closing, understood, agreed, live, proven, told }: Row): PotholeState =>
  stateOf({ closing, understoodAt: understood, agreedAt: agreed, liveAt: live, provenAt: proven, toldAt: told })

/** What is lost and spent, currency by currency: sums of two currencies mean nothing. */
function moneyOf(open: readonly Row[], costs: { currency: string; cost: number }[]): LoopScorecard['money'] {
  const known = open.flatMap(({ lossEach, currency, yearly, proven }) =>
    lossEach !== null && currency && !proven ? [{ currency, ...lossOf(yearly, lossEach) }] : [],
  )
  const currencies = [...new Set([...known, ...costs].map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const own = known.filter((each) => each.currency === currency)
    const total = (of: 'amount' | 'low' | 'high') => own.reduce((sum, each) => sum + each[of], 0)
    return {
      currency,
      leaking: { amount: total('amount'), low: total('low'), high: total('high') },
      potholes: own.length,
      repairs: costs.find((each) => each.currency === currency)?.cost ?? 0,
    }
  })
}

function leakingOf(pothole: Row, now: Date): LoopScorecard['leaking'][number] {
  const { id, name, owner, dueOn, opened, lossEach, currency, yearly } = pothole
  const state = stateIn(pothole)
  return {
    id,
    name,
    state,
    owner,
    dueOn,
    isOverdue: isLate({ state, dueOn }, now),
    days: opened ? (now.getTime() - opened.getTime()) / 86_400_000 : 0,
    complaints: yearly,
    loss: lossEach !== null && currency ? { ...lossOf(yearly, lossEach), currency } : null,
  }
}
