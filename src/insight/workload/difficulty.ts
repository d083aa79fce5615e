import { sql } from 'kysely'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { type ClassTimes, judgeClasses } from './difficulty-rules.ts'

const batch = 2000
/** How often the classes are worked out anew, and from how many complaints, the newest ones. */
const classesAnewHours = 24
const classesFrom = 100_000
/** Complaints are taken up a minute after they came, so that none that is being stored just then is passed over. */
const settleSeconds = 60

/**
 * What is known of a complaint `c` when it comes, as one word: product, channel, how long its words are, whether they speak of money, and
 * whether the customer says it is not the first time. The issue is left out: it is often chosen later, by who works on it.
 */
const classOf = sql`concat_ws('|', coalesce(c.product_id::text, '-'), c.channel,
  case when length(coalesce(c.text, '')) < 300 then 'short' when length(c.text) < 1500 then 'middle' else 'long' end,
  case when c.text ~* '[$€£₽]|\\y(usd|eur|rub|dollars?|euros?|рубл|руб)' then 'money' else '-' end,
  case when c.times_customer_repeated > 0 then 'again' else '-' end)`

/**
 * Fixes how hard each new complaint is, from what is known when it comes and how long its kind took before. What is fixed never changes; of
 * kinds that were seen too seldom nothing is said yet.
 * @param isStopping whether to leave the rest for later
 * @returns how many were fixed
 */
export async function fixDifficulties(
  db: Database,
  now: Date,
  isStopping: () => boolean = () => false,
): Promise<number> {
  await inTransaction(db, (tx) => renewClasses(tx, now))
  for (let fixed = 0; ; ) {
    const step = isStopping() ? 0 : await inTransaction(db, (tx) => fixSome(tx, now))
    fixed += step
    if (step < batch) return fixed
  }
}

async function renewClasses(tx: Tx, now: Date): Promise<void> {
  const { rows: due } = await sql`
    select 1 from workload_cursor where classes_at is null
      or classes_at < ${now}::timestamptz - make_interval(hours => ${classesAnewHours})
      -- Many more came at once, as by an import.
      or (select least(${classesFrom}, coalesce(sum(n), 0)) from complaint_counts)
        > (select 1.5 * coalesce(sum(complaints), 0) from difficulty_classes)
    for update skip locked`.execute(tx)
  if (due.length === 0) return
  const { rows } = await sql<ClassTimes>`
    select ${classOf} as class, greatest(0, floor(extract(epoch from coalesce(c.closed_at, ${now}) - c.received_at) / 86400))::int as days,
      (c.closed_at is not null) as "isClosed", count(*)::int as complaints
    from (select * from complaints where received_at <= ${now} and closure is distinct from 'merged'
      order by received_at desc limit ${classesFrom}) c
    group by 1, 2, 3`.execute(tx)
  const known = await knownClasses(tx)
  await sql`delete from difficulty_classes`.execute(tx)
  for (const { name, complaints, median, hard } of judgeClasses(rows))
    await sql`
      insert into difficulty_classes (class, complaints, median_days, hard, computed_at)
      values (${name}, ${complaints}, ${median}, ${hard}, ${now})`.execute(tx)
  // A kind of which enough is known now: those that came before can be told.
  const isNew = (await knownClasses(tx)).some((each) => !known.includes(each))
  await sql`
    update workload_cursor set classes_at = ${now}, difficulty_after = case when ${isNew} then null else difficulty_after end`.execute(
    tx,
  )
}

async function knownClasses(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ class: string }>`select class from difficulty_classes where hard is not null`.execute(tx)
  return rows.map((row) => row.class)
}

async function fixSome(tx: Tx, now: Date): Promise<number> {
  const { rows: cursor } = await sql<{ after: string | null }>`
    select difficulty_after as after from workload_cursor for update skip locked`.execute(tx)
  if (!cursor[0]) return 0
  const { after } = cursor[0]
  const { rows } = await sql<{ seen: number }>`
    with next as (
      select c.id, (c.received_at at time zone 'UTC')::date as day, ${classOf} as class from complaints c
      where ${after === null ? sql`true` : sql`c.id > ${after}`}
        and c.recorded_at <= ${now}::timestamptz - make_interval(secs => ${settleSeconds})
      order by c.id limit ${batch}),
    fixed as (
      insert into complaint_difficulties (complaint_id, class, hard, fixed_at)
      select next.id, next.class, d.hard, ${now} from next
      join difficulty_classes d on d.class = next.class and d.hard is not null
      on conflict do nothing returning complaint_id),
    marked as (
      insert into workload_waiting_days select distinct day from next join fixed on fixed.complaint_id = next.id order by day
      on conflict do nothing)
    update workload_cursor set difficulty_after = coalesce((select id from next order by id desc limit 1), difficulty_after)
    returning (select count(*)::int from next) as seen`.execute(tx)
  return rows[0]?.seen ?? 0
}
