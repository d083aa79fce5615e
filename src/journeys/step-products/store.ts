import { sql } from 'kysely'
import { brokeConstraint, type Database, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { StepProducts } from './contract.ts'

/** The products that go through each step; steps of which that is not stated are left out. */
export async function listStepProducts(db: Database | Tx): Promise<StepProducts[]> {
  const { rows } = await sql<StepProducts>`
    select step_id as "stepId", array_agg(product_id order by product_id) as "productIds" from step_products group by step_id
    order by step_id`.execute(db)
  return rows
}

/** Says which products go through a step, instead of what was said before. @throws Problem no_such_reference */
export async function storeStepProducts(tx: Tx, { stepId, productIds }: StepProducts): Promise<void> {
  try {
    await sql`select 1 from journey_steps where id = ${stepId} for update`.execute(tx)
    await sql`delete from step_products where step_id = ${stepId}`.execute(tx)
    await sql`
      insert into step_products (step_id, product_id) select distinct ${stepId}::uuid, unnest(${productIds}::uuid[])`.execute(
      tx,
    )
  } catch (cause) {
    if (!brokeConstraint(cause)) throw cause
    throw new Problem('unprocessable', 'no_such_reference', { field: 'productIds' }, { cause })
  }
}
