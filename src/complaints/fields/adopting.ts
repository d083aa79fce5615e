import { sql } from 'kysely'
import { type Database, insertRows, inTransaction, type Tx } from '../../platform/database/index.ts'
import { markDays } from '../changed-days.ts'
import type { Field } from './contract.ts'
import { type FieldValue, readValue } from './rules.ts'
import { listFields } from './store.ts'
import { valueRows } from './values.ts'

const batch = 2000

/**
 * Goes through the complaints that held something under a field's name before the field was defined, reads it into the
 * field's kind where it can be read, and makes it findable; some thousand at a time, from where it stopped. What cannot be
 * read stays as it is. Safe to run at any time and more than once.
 * @param isStopped asked between batches
 * @returns how many complaints were gone through
 */
export async function adoptFields(
  db: Database,
  now: () => Date,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let read = 0
  for (const field of (await listFields(db)).filter(({ reading }) => reading)) {
    for (let isOver = false; !isOver && !isStopped(); ) {
      const done = await inTransaction(db, (tx) => adoptBatch(tx, field, now()))
      read += done
      isOver = done < batch
    }
  }
  return read
}

async function adoptBatch(tx: Tx, field: Field, now: Date): Promise<number> {
  // One at a time: a second process waits here and then goes on behind the first.
  await sql`select 1 from field_definitions where id = ${field.id} for update`.execute(tx)
  const { rows } = await sql<{ id: string; received_at: Date; held: FieldValue | null }>`
    select c.id, c.received_at, c.fields -> ${field.key} as held from complaints c
    where c.id > coalesce((select read_until from field_definitions where id = ${field.id}), '00000000-0000-0000-0000-000000000000')
    order by c.id limit ${batch}`.execute(tx)
  const found = rows.flatMap((row) => (row.held === null ? [] : [{ ...row, value: adopted(field, row.held) }]))
  await rewrite(
    tx,
    field,
    found.filter(({ held, value }) => held !== value),
  )
  const entries = found.flatMap(({ id, received_at, value }) =>
    valueRows([field], { id, receivedAt: received_at, fields: { [field.key]: value } }),
  )
  await insertRows(tx, 'complaint_field_values', entries, sql`on conflict do nothing`)
  await markDays(
    tx,
    entries.map(({ received_at }) => received_at),
    false,
  )
  const isOver = rows.length < batch
  await sql`
    update field_definitions set read_until = coalesce(${rows.at(-1)?.id ?? null}::uuid, read_until),
      read_at = ${isOver ? now : null} where id = ${field.id}`.execute(tx)
  return rows.length
}

const adopted = (field: Field, held: FieldValue): FieldValue =>
  typeof held === 'string' ? (readValue(field, held) ?? held) : held

/** The same value in another form is no change to the complaint, so no event tells of it. */
async function rewrite(
  tx: Tx,
  { key }: Field,
  changed: { id: string; held: FieldValue | null; value: FieldValue }[],
): Promise<void> {
  if (changed.length === 0) return
  await sql`
    update complaints c set fields = c.fields || jsonb_build_object(${key}::text, new.value)
    from json_to_recordset(${JSON.stringify(changed)}::json) as new (id uuid, held jsonb, value jsonb)
    where c.id = new.id and c.fields -> ${key} = new.held`.execute(tx)
}
