import { sql } from 'kysely'
import { brokeConstraint, type Tx } from '../../platform/database/index.ts'
import type { IfMatch } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { filtersOf } from '../counting/read.ts'
import { addPotholeEvent, changePothole, lockPothole, type PotholeActor } from '../record/store.ts'
import type { lookAnswers } from './contract.ts'
import { type Place, widened } from './rules.ts'

type Acting = { actor: PotholeActor; now: Date; ifMatch: IfMatch }
type Named = { promiseIds: string[]; stepIds: string[] }

/**
 * Names what a pothole touches, instead of what was named before.
 * @throws Problem pothole_not_found, stale, no_such_reference
 */
export async function nameTouched(
  tx: Tx,
  id: string,
  { promiseIds, stepIds }: Named,
  { actor, now, ifMatch }: Acting,
): Promise<void> {
  await lockPothole(tx, id, ifMatch)
  await knownOnly(async () => {
    await sql`delete from pothole_promises where pothole_id = ${id} and promise_id <> all (${promiseIds}::uuid[])`.execute(
      tx,
    )
    await sql`delete from pothole_steps where pothole_id = ${id} and step_id <> all (${stepIds}::uuid[])`.execute(tx)
    await sql`
      insert into pothole_promises (pothole_id, promise_id, named_at)
      select distinct ${id}::uuid, unnest(${promiseIds}::uuid[]), ${now}::timestamptz on conflict do nothing`.execute(
      tx,
    )
    await sql`
      insert into pothole_steps (pothole_id, step_id, named_at)
      select distinct ${id}::uuid, unnest(${stepIds}::uuid[]), ${now}::timestamptz on conflict do nothing`.execute(tx)
  }, 'promiseIds or stepIds')
  const detail = { promises: promiseIds.length, steps: stepIds.length }
  await addPotholeEvent(tx, id, { kind: 'touched_named', at: now, actor, detail })
}

/** @throws Problem no_such_reference where what is stored names something that there is not */
async function knownOnly(store: () => Promise<unknown>, field: string): Promise<void> {
  try {
    await store()
  } catch (cause) {
    throw brokeConstraint(cause) ? new Problem('unprocessable', 'no_such_reference', { field }, { cause }) : cause
  }
}

type Found = Place & { answer: (typeof lookAnswers)[number]; note?: string | null | undefined }

/**
 * Keeps what somebody found at a place. `widened` makes the rule of the pothole count that place too, where the rule is narrow.
 * @returns whether the rule was changed
 * @throws Problem pothole_not_found, stale, pothole_closed when a closed one is to be widened, no_such_reference
 */
export async function lookAtPlace(
  tx: Tx,
  id: string,
  { productId, stepId, answer, note }: Found,
  { actor, now, ifMatch }: Acting,
): Promise<boolean> {
  const pothole = await lockPothole(tx, id, ifMatch)
  await knownOnly(
    () =>
      sql`
        insert into pothole_looks (pothole_id, id, product_id, step_id, answer, note, looked_at, looked_by)
        values (${id}, ${newId()}, ${productId}, ${stepId}, ${answer}, ${note || null}, ${now},
          ${actor.kind === 'person' ? actor.id : null})`.execute(tx),
    'productId or stepId',
  )
  const detail = { product_id: productId, step_id: stepId, answer }
  await addPotholeEvent(tx, id, { kind: 'place_looked_at', at: now, actor, detail })
  const filters = pothole.ruleId && answer === 'widened' ? await filtersOf(tx, pothole.ruleId) : null
  const rule = filters && widened(filters, { productId, stepId })
  if (answer === 'widened') await changePothole(tx, id, rule ? { rule } : {}, { actor, now, ifMatch: null })
  return rule !== null
}
