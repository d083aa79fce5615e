import { sql } from 'kysely'
import { brokeConstraint, type Database, inTransaction } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { amountNames, type InputName } from './rules.ts'

/** A typed range with where it is known from. */
export type Typed = { low: number; likely: number; high: number; source: string }
type By = { by: string | null; now: Date }

/** What the company said of its market, and in which currency. */
export async function readInputs(db: Database): Promise<{ inputs: Map<InputName, Typed>; currency: string | null }> {
  const { rows } = await sql<Typed & { name: InputName; unit: string | null }>`
    select name, low, likely, high, source, unit from market_damage_inputs`.execute(db)
  const inputs = new Map(rows.map(({ name, unit: _unit, ...typed }) => [name, typed]))
  return { inputs, currency: rows.find(({ name }) => name === 'annualValue')?.unit ?? null }
}

type Changes = { inputs: Partial<Record<InputName, Typed | null>>; currency?: string }

/** Stores what is known of the market; null takes one back. @throws Problem share_over_one, currency_needed */
export async function saveInputs(db: Database, { inputs, currency }: Changes, { by, now }: By): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const [name, typed] of Object.entries(inputs) as [InputName, Typed | null][]) {
      if (typed === null) {
        await sql`delete from market_damage_inputs where name = ${name}`.execute(tx)
        continue
      }
      refuseUnfit(name, typed, currency)
      await sql`
        insert into market_damage_inputs (name, low, likely, high, unit, source, changed_by, changed_at)
        values (${name}, ${typed.low}, ${typed.likely}, ${typed.high}, ${name === 'annualValue' ? currency : null}, ${typed.source},
          ${by}, ${now})
        on conflict (name) do update set low = excluded.low, likely = excluded.likely, high = excluded.high, unit = excluded.unit,
          source = excluded.source, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx)
    }
  })
}

function refuseUnfit(name: InputName, { high }: Typed, currency: string | undefined): void {
  if (!amountNames.includes(name) && high > 1) {
    const fields = [{ field: `inputs.${name}.high`, message: 'share_over_one' }]
    throw new Problem('invalid', 'share_over_one', {}, { fields })
  }
  if (name === 'annualValue' && !currency)
    throw new Problem('invalid', 'currency_needed', {}, { fields: [{ field: 'currency', message: 'currency_needed' }] })
}

/** What repairing each cause would cost, by the cause's id. */
export async function readRepairCosts(db: Database): Promise<Map<string, Typed>> {
  const { rows } = await sql<Typed & { causeId: string }>`
    select cause_id as "causeId", low, likely, high, source from repair_costs`.execute(db)
  return new Map(rows.map(({ causeId, ...typed }) => [causeId, typed]))
}

/** Stores what repairing a cause would cost; null takes it back. @throws Problem cause_not_found */
export async function saveRepairCost(
  db: Database,
  causeId: string,
  cost: Typed | null,
  { by, now }: By,
): Promise<void> {
  if (cost === null) {
    await sql`delete from repair_costs where cause_id = ${causeId}`.execute(db)
    return
  }
  await sql`
    insert into repair_costs (cause_id, low, likely, high, source, changed_by, changed_at)
    values (${causeId}, ${cost.low}, ${cost.likely}, ${cost.high}, ${cost.source}, ${by}, ${now})
    on conflict (cause_id) do update set low = excluded.low, likely = excluded.likely, high = excluded.high, source = excluded.source,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`
    .execute(db)
    .catch((error) => {
      throw brokeConstraint(error, 'repair_costs_cause_id_fkey')
        ? new Problem('not_found', 'cause_not_found', {}, { cause: error })
        : error
    })
}
