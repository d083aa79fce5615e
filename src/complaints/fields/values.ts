import { sql } from 'kysely'
import { insertRows, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { markDays } from '../changed-days.ts'
import { type Actor, appendEvents, lockComplaint, type NewEvent } from '../events.ts'
import {
  checkValue,
  entriesOf,
  type FieldDefinition,
  type FieldValue,
  type FieldValues,
  missingAt,
  type Stage,
} from './rules.ts'
import { listFields } from './store.ts'

/** What is wrong with one value, as the API names it. */
const wrong = (key: string, message: string) => ({ field: `fields.${key}`, message: `field.value.${message}` })

/** What a source may tell under a name that no field has: as long as this, and text. */
const longestFound = 2000

/**
 * Values for a new complaint: those of fields in their kind, those under other names as a source told them.
 * @throws Problem fields_invalid, naming each value that is not what its field holds
 */
export function valuesFor(definitions: FieldDefinition[], given: FieldValues): FieldValues {
  const byKey = new Map(definitions.map((field) => [field.key, field]))
  const flaws: { field: string; message: string }[] = []
  const values = Object.entries(given).map(([key, value]): [string, FieldValue] => {
    const field = byKey.get(key)
    if (!field) {
      if (typeof value !== 'string' || value.length > longestFound) flaws.push(wrong(key, 'unknown'))
      return [key, value]
    }
    const checked = checkValue(field, value)
    if (checked.flaw) flaws.push(wrong(key, checked.flaw))
    return [key, checked.value ?? value]
  })
  refuse(flaws)
  return Object.fromEntries(values)
}

function refuse(flaws: { field: string; message: string }[]): void {
  if (flaws.length === 0) return
  const names = flaws.map(({ field }) => field).join(', ')
  throw new Problem('invalid', 'fields_invalid', { fields: names }, { fields: flaws })
}

/** @throws Problem fields_required, naming each field that has no value */
export function refuseMissing(stage: Stage, missing: FieldDefinition[]): void {
  if (missing.length === 0) return
  const names = missing.map(({ label }) => label.en).join(', ')
  const fields = missing.map(({ key }) => ({ field: `fields.${key}`, message: 'field.needed' }))
  throw new Problem('unprocessable', `fields_required_${stage}`, { fields: names }, { fields })
}

/** The rows by which the values of one complaint are found. */
export function valueRows(
  definitions: FieldDefinition[],
  { id, receivedAt, fields }: { id: string; receivedAt: Date; fields: FieldValues },
) {
  return definitions.flatMap((field) =>
    entriesOf(field, fields[field.key]).map(({ value, number }) => ({
      complaint_id: id,
      field_id: field.id,
      value,
      number,
      received_at: receivedAt,
    })),
  )
}

export type FieldEdit = { complaintId: string; values: Record<string, FieldValue | null>; actor: Actor; now: Date }

/**
 * Sets and clears (null) fields of a complaint, each with its event; what changes nothing is no event.
 * @throws Problem complaint_not_found; fields_invalid for a key that no field has, or a value that is not of its kind
 */
export async function changeFields(tx: Tx, { complaintId, values, actor, now }: FieldEdit): Promise<void> {
  const definitions = new Map((await listFields(tx)).map((field) => [field.key, field]))
  const complaint = await lockComplaint(tx, complaintId)
  const held = await fieldsOf(tx, complaintId)
  const flaws: { field: string; message: string }[] = []
  const events: NewEvent[] = []
  const changed: FieldDefinition[] = []
  const next: FieldValues = { ...held }
  for (const [key, given] of Object.entries(values)) {
    const field = definitions.get(key)
    if (!field) {
      flaws.push({ field: `fields.${key}`, message: 'field.unknown' })
      continue
    }
    const checked = given === null ? null : checkValue(field, given)
    if (checked?.flaw) flaws.push(wrong(key, checked.flaw))
    if (isSame(held[key], checked?.value)) continue
    if (checked?.value === undefined) delete next[key]
    else next[key] = checked.value
    changed.push(field)
    events.push({
      kind: given === null ? 'field_cleared' : 'field_set',
      at: now,
      actor,
      detail: { field_id: field.id },
    })
  }
  refuse(flaws)
  if (events.length === 0) return
  await sql`update complaints set fields = ${JSON.stringify(next)} where id = ${complaintId}`.execute(tx)
  await sql`
    delete from complaint_field_values where complaint_id = ${complaintId} and field_id = any (${changed.map(({ id }) => id)})`.execute(
    tx,
  )
  const rows = valueRows(changed, { id: complaintId, receivedAt: complaint.receivedAt, fields: next })
  await insertRows(tx, 'complaint_field_values', rows)
  await markDays(tx, [complaint.receivedAt], false)
  await appendEvents(tx, complaint, events, now)
}

const isSame = (one: FieldValue | undefined, other: FieldValue | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

async function fieldsOf(tx: Tx, complaintId: string): Promise<FieldValues> {
  const { rows } = await sql<{ fields: FieldValues }>`select fields from complaints where id = ${complaintId}`.execute(
    tx,
  )
  return rows[0]?.fields ?? {}
}

/** Refuses a step that a complaint's fields are not filled in for. @throws Problem fields_required, naming them */
export async function requireFields(tx: Tx, complaintId: string, stage: Stage): Promise<void> {
  const asked = (await listFields(tx)).filter(({ requiredAt, retired }) => requiredAt === stage && !retired)
  if (asked.length === 0) return
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select p.id, p.parent_id from products p join complaints c on c.product_id = p.id where c.id = ${complaintId}
      union all select p.id, p.parent_id from products p join above on p.id = above.parent_id)
    select id from above`.execute(tx)
  const about = { values: await fieldsOf(tx, complaintId), productIds: rows.map(({ id }) => id) }
  refuseMissing(stage, missingAt(stage, asked, about))
}
