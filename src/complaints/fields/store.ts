import { sql } from 'kysely'
import { brokeConstraint, type Database, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Field, FieldChange, NewField } from './contract.ts'
import type { FieldKind, FieldOption } from './rules.ts'

const columns = sql`
  id, key, kind, label, help, options, required_at as "requiredAt", on_public_form as "onPublicForm", product_ids as "productIds",
  retired_at is not null as retired, read_at is null as reading`

/** All fields in their order, retired ones included. */
export async function listFields(db: Database | Tx): Promise<Field[]> {
  const { rows } = await sql<Field>`select ${columns} from field_definitions order by position, id`.execute(db)
  return rows
}

/** One field. @throws Problem field_not_found */
export async function readField(db: Database | Tx, id: string): Promise<Field> {
  const { rows } = await sql<Field>`select ${columns} from field_definitions where id = ${id}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'field_not_found')
  return rows[0]
}

const takesOptions = (kind: FieldKind): boolean => kind === 'one_of' || kind === 'several_of'

/** A field to choose from needs something to choose; another has no use of options. @throws Problem options_needed */
function checkOptions(kind: FieldKind, options: FieldOption[]): void {
  if (takesOptions(kind) === options.some(({ retired }) => !retired)) return
  const key = takesOptions(kind) ? 'options_needed' : 'options_unfit'
  throw new Problem('invalid', key, {}, { fields: [{ field: 'options', message: key }] })
}

/** Defines a field, after all others. @returns its id @throws Problem field_known, options_needed, options_unfit */
export async function addField(tx: Tx, field: NewField, now: Date): Promise<string> {
  checkOptions(field.kind, field.options)
  const id = newId()
  try {
    await sql`
      insert into field_definitions (id, key, kind, label, help, options, position, required_at, on_public_form, product_ids, created_at)
      values (${id}, ${field.key}, ${field.kind}, ${JSON.stringify(field.label)}, ${JSON.stringify(field.help)},
        ${JSON.stringify(field.options)}, (select coalesce(max(position), 0) + 1 from field_definitions), ${field.requiredAt},
        ${field.onPublicForm}, ${JSON.stringify(field.productIds)}, ${now})`.execute(tx)
  } catch (error) {
    if (!brokeConstraint(error, 'field_definitions_key_key')) throw error
    const fields = [{ field: 'key', message: 'field_known' }]
    throw new Problem('conflict', 'field_known', { key: field.key }, { cause: error, fields })
  }
  return id
}

/**
 * Changes what a field is called, offers and asks. Options are retired, never removed: complaints hold their codes.
 * @throws Problem field_not_found, options_needed, options_unfit
 */
export async function changeField(tx: Tx, id: string, change: FieldChange, now: Date): Promise<void> {
  await sql`select 1 from field_definitions where id = ${id} for update`.execute(tx)
  const field = await readField(tx, id)
  const kept = change.options === undefined ? field.options : withRemoved(field.options, change.options)
  if (change.options !== undefined) checkOptions(field.kind, kept)
  const next = { ...field, ...change, options: kept }
  await sql`
    update field_definitions set label = ${JSON.stringify(next.label)}, help = ${JSON.stringify(next.help)},
      options = ${JSON.stringify(kept)}, required_at = ${next.requiredAt}, on_public_form = ${next.onPublicForm},
      product_ids = ${JSON.stringify(next.productIds)},
      retired_at = ${next.retired ? sql`coalesce(retired_at, ${now})` : sql`null`}
    where id = ${id}`.execute(tx)
}

function withRemoved(before: FieldOption[], after: FieldOption[]): FieldOption[] {
  const codes = new Set(after.map(({ code }) => code))
  return [...after, ...before.filter(({ code }) => !codes.has(code)).map((option) => ({ ...option, retired: true }))]
}

/** Puts the fields in this order; those that are not named stay behind them. */
export async function orderFields(tx: Tx, ids: string[]): Promise<void> {
  await sql`
    update field_definitions f set position = coalesce(array_position(${ids}::uuid[], f.id), 1000 + f.position)`.execute(
    tx,
  )
}

type Found = { key: string; complaints: number; examples: string[] }

/** Names that no field has, under which the newest complaints hold something; what the import notes about dates is not one. */
export async function listFoundNames(db: Database): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with newest as (select fields from complaints where fields <> '{}' order by received_at desc limit 2000),
    held as (
      select key, value, count(*) as n from newest, jsonb_each_text(fields)
      where key !~ 'DateKnown$' and key !~ '[=<>!\n\t]' and length(key) <= 100 and key = btrim(key)
        and key not in (select key from field_definitions) group by key, value)
    select key, sum(n) as complaints, (array_agg(left(value, 100) order by n desc, value))[1:12] as examples
    from held group by key order by sum(n) desc, key limit 200`.execute(db)
  return rows.map((row) => ({ ...row, complaints: Number(row.complaints) }))
}
