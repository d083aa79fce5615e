import { sql } from 'kysely'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { keptCondition, ruleCondition } from './condition.ts'
import { RuleFilters } from './contract.ts'

/** Held together by those who count changed days, alone by who counts the past of a new rule: so no change falls between. */
const lock = 30_030
const dayOfComplaint = sql`(c.received_at at time zone 'UTC')::date`

/**
 * The rule with these filters, made when there is none.
 * @returns its id
 * @throws Problem fields_invalid when it names a field that there is not: nothing could ever count it
 */
export async function ensureRule(tx: Tx, filters: RuleFilters): Promise<string> {
  const given = JSON.stringify(RuleFilters.parse(filters))
  await ruleCondition(tx, filters)
  await sql`insert into counted_rules (id, filters) values (${newId()}, ${given}) on conflict (filters) do nothing`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`select id from counted_rules where filters = ${given}::jsonb`.execute(tx)
  return rows[0]?.id ?? ''
}

/** Counts the past of rules that are new, up to today. Safe in several processes. @returns how many were counted */
export async function countNewRules(db: Database, now: Date): Promise<number> {
  for (let counted = 0; ; counted += 1) {
    const isDone = await inTransaction(db, async (tx) => {
      const { rows } = await sql<{ id: string; filters: RuleFilters }>`
        select id, filters from counted_rules where counted_at is null order by id limit 1 for update skip locked`.execute(
        tx,
      )
      const rule = rows[0]
      if (!rule) return true
      await sql`select pg_advisory_xact_lock(${lock})`.execute(tx)
      const condition = await keptCondition(tx, rule.filters)
      await sql`
        insert into counted_days (rule_id, day, n)
        select ${rule.id}, ${dayOfComplaint}, count(*) from complaints c
        where c.received_at < ${now.toISOString().slice(0, 10)}::timestamp at time zone 'UTC' and ${condition}
        group by 2`.execute(tx)
      await sql`update counted_rules set counted_at = ${now} where id = ${rule.id}`.execute(tx)
      return false
    })
    if (isDone) return counted
  }
}

/** Counts these days again for every rule, in the transaction that counts their series again. @param onDays complaints `c` of them */
export async function recountRules(
  tx: Tx,
  { days, onDays }: { days: string[]; onDays: ReturnType<typeof sql> },
): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lock})`.execute(tx)
  const { rows } = await sql<{ id: string; filters: RuleFilters }>`
    select id, filters from counted_rules where counted_at is not null`.execute(tx)
  await sql`delete from counted_days d using counted_rules r
    where r.id = d.rule_id and r.counted_at is not null and d.day = any (${days}::date[])`.execute(tx)
  for (const { id, filters } of rows) {
    const condition = await keptCondition(tx, filters)
    await sql`
      insert into counted_days (rule_id, day, n)
      select ${id}, ${dayOfComplaint}, count(*) from complaints c where ${onDays} and ${condition} group by 2`.execute(
      tx,
    )
  }
}
