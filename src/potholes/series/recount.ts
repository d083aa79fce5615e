import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { themesIn } from '../../language/index.ts'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { recountRules } from '../counting/count.ts'
import type { Day } from './periods.ts'
import { Tally } from './tally.ts'
import { watchedThemes } from './themes.ts'
import { ancestorsIn } from './trees.ts'

/** Days counted in one transaction, and texts read between two breaths of the server. */
const slice = 5
const textsAtOnce = 200

type Changed = { day: Day; isNew: boolean }
type Settings = {
  /** Days from this one on are not over, and are left for later. */
  before: Day
  /** Only days where nothing changed for so long: what still comes in would change them again. */
  quietSeconds?: number
  isStopping?: () => boolean
}

/**
 * Counts the series of every day again on which something changed: complaints that came, also late ones, or that are about
 * something else now. A day is counted whole from its complaints, so a day that is counted twice is right twice. An existing
 * database is counted the same way, day by day. Of several processes each takes other days.
 * @returns the days that were counted
 */
export async function recountDays(db: Database, { before, quietSeconds = 0, isStopping }: Settings): Promise<Day[]> {
  const counted: Day[] = []
  while (!isStopping?.()) {
    const days = await inTransaction(db, async (tx) => {
      const changed = await takeDays(tx, before, quietSeconds)
      if (changed.length > 0) await recount(tx, changed)
      return changed.map(({ day }) => day)
    })
    if (days.length === 0) break
    counted.push(...days)
  }
  return counted
}

/** Whoever marks one of these days meanwhile waits for the end of this transaction, and marks it for the next. */
async function takeDays(tx: Tx, before: Day, quietSeconds: number): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    delete from complaint_days_changed where day in (
      select day from complaint_days_changed
      where day < ${before}::date and marked_at <= now() - make_interval(secs => ${quietSeconds})
      order by day limit ${slice} for update skip locked)
    returning day, new_complaints as "isNew"`.execute(tx)
  return rows
}

async function recount(tx: Tx, changed: Changed[]): Promise<void> {
  const days = changed.map(({ day }) => day)
  await recountRules(tx, { days, onDays: onDays(days) })
  const withWords = changed.filter(({ isNew }) => isNew).map(({ day }) => day)
  const tally = new Tally()
  await countTopics(tx, days, tally)
  await countFields(tx, days, tally)
  await countWords(tx, withWords, tally)
  await sql`
    delete from series_days d using series s
    where s.id = d.series_id and d.day = any (${days}::date[]) and (s.kind <> 'words' or d.day = any (${withWords}::date[]))`.execute(
    tx,
  )
  const cells = tally.cells()
  await ensureSeries(tx, cells)
  const byKey = await sql<{ id: string; kind: string; key: string }>`
    select s.id, s.kind, s.key from series s
    join json_to_recordset(${JSON.stringify(tally.keys())}::json) as given (kind text, key text) using (kind, key)`.execute(
    tx,
  )
  const ids = new Map(byKey.rows.map(({ id, kind, key }) => [`${kind} ${key}`, id]))
  const rows = cells.map(({ kind, key, day, n }) => ({ series_id: ids.get(`${kind} ${key}`) ?? '', day, n }))
  await insertRows(tx, 'series_days', rows)
}

async function ensureSeries(tx: Tx, cells: { kind: string; key: string }[]): Promise<void> {
  const known = new Set<string>()
  const missing = cells.filter(({ kind, key }) => !known.has(`${kind} ${key}`) && known.add(`${kind} ${key}`))
  const rows = missing
    .sort((one, other) => (`${one.kind} ${one.key}` < `${other.kind} ${other.key}` ? -1 : 1))
    .map(({ kind, key }) => ({ id: newId(), kind, key }))
  await sql`
    insert into series (id, kind, key)
    select id, kind, key from json_to_recordset(${JSON.stringify(rows)}::json) as given (id uuid, kind text, key text)
    where not exists (select 1 from series s where s.kind = given.kind and s.key = given.key)
    on conflict (kind, key) do nothing`.execute(tx)
}

const dayOfComplaint = sql`(c.received_at at time zone 'UTC')::date`
/** Complaints `c` of these days, found by the index of receipt. */
const onDays = (days: Day[]) => sql`
  exists (select 1 from unnest(${days}::date[]) as wanted (day) where ${dayOfComplaint} = wanted.day)
  and c.received_at >= (select min(d)::timestamp at time zone 'UTC' from unnest(${days}::date[]) as d)
  and c.received_at < ((select max(d) from unnest(${days}::date[]) as d) + 1)::timestamp at time zone 'UTC'`

type TopicRow = {
  day: Day
  product_id: string | null
  issue_id: string | null
  step_id: string | null
  cause_id: string | null
  is_partner: boolean
  n: number
  spoken: number
}

/** All complaints, each under its product and issue and those above them, its step, its cause, and partners as the cause. */
async function countTopics(tx: Tx, days: Day[], tally: Tally): Promise<void> {
  const [products, issues] = [await ancestorsIn(tx, 'products'), await ancestorsIn(tx, 'issues')]
  const { rows } = await sql<TopicRow>`
    select ${dayOfComplaint} as day, c.product_id, c.issue_id, c.step_id, c.cause_id,
      coalesce(c.cause_locus = 'partner', false) as is_partner, count(*) as n, count(c.text) as spoken
    from complaints c where ${onDays(days)} group by 1, 2, 3, 4, 5, 6`.execute(tx)
  for (const { day, n, spoken, ...row } of rows) {
    tally.add('all', 'all', day, n)
    if (spoken > 0) tally.add('spoken', 'all', day, spoken)
    for (const id of row.product_id ? products(row.product_id) : []) tally.add('product', id, day, n)
    for (const id of row.issue_id ? issues(row.issue_id) : []) tally.add('issue', id, day, n)
    if (row.step_id) tally.add('step', row.step_id, day, n)
    if (row.cause_id) tally.add('cause', row.cause_id, day, n)
    if (row.is_partner) tally.add('partner', 'partner', day, n)
  }
}

/** Fields of the company where one of several things is chosen, such as a state, a shop or a partner. */
async function countFields(tx: Tx, days: Day[], tally: Tally): Promise<void> {
  const { rows } = await sql<{ day: Day; field_id: string; value: string; n: number }>`
    select ${dayOfComplaint} as day, v.field_id, v.value, count(*) as n
    from complaints c join complaint_field_values v on v.complaint_id = c.id
    join field_definitions f on f.id = v.field_id and f.kind in ('one_of', 'several_of') and f.retired_at is null
    where ${onDays(days)} group by 1, 2, 3`.execute(tx)
  for (const { day, field_id, value, n } of rows) tally.add('field', `${field_id}=${value}`, day, n)
}

/** In how many complaints of each day customers speak of each theme that is watched. */
async function countWords(tx: Tx, days: Day[], tally: Tally): Promise<void> {
  const since = await watchedThemes(tx)
  if (since.size === 0) return
  for (const day of days) {
    const { rows } = await sql<{ text: string }>`
      select c.text from complaints c where ${onDays([day])} and c.text is not null`.execute(tx)
    for (const [place, { text }] of rows.entries()) {
      if (place % textsAtOnce === textsAtOnce - 1) await setImmediate()
      for (const { key } of themesIn(text)) {
        const first = since.get(key)
        if (first !== undefined && day >= first) tally.add('words', key, day, 1)
      }
    }
  }
}
