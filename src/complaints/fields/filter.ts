import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Condition } from '../several.ts'
import { comparable, type FieldKind } from './rules.ts'
import { type FieldFilter, readFieldFilters } from './written.ts'

/** A filter with the field that it is about. */
export type KnownFilter = FieldFilter & { id: string; kind: FieldKind }

/** Looks up the fields that filters are about. @throws Problem fields_invalid for a key that no field has, or a number that is none */
export async function lookUpFields(db: Database, written: string | undefined): Promise<KnownFilter[]> {
  if (!written) return []
  const filters = readFieldFilters(written)
  const { rows } = await sql<{ id: string; key: string; kind: FieldKind }>`
    select id, key, kind from field_definitions where key = any (${filters.map(({ key }) => key)})`.execute(db)
  return filters.map((filter) => {
    const field = rows.find(({ key }) => key === filter.key)
    const isNumber = [filter.from, filter.to].every((bound) => !bound || Number.isFinite(Number(bound)))
    if (field && (isNumber || field.kind !== 'number')) return { ...filter, id: field.id, kind: field.kind }
    const flaw = { field: `field.${filter.key}`, message: field ? 'field.value.number' : 'field.unknown' }
    throw new Problem('invalid', 'fields_invalid', { fields: flaw.field }, { fields: [flaw] })
  })
}

/**
 * The condition on complaints whose id is `complaintId`. It looks into the index of values, so that few complaints with a
 * value are found at once among a million, and the newest of many by their receipt.
 */
export function fieldCondition(complaintId: Condition, filter: KnownFilter): Condition {
  const { any, none, from, to } = filter
  const parts: Condition[] = []
  if (any.length > 0) parts.push(holds(complaintId, filter, any))
  if (none.length > 0) parts.push(sql`not ${holds(complaintId, filter, none)}`)
  if (from || to) parts.push(exists(complaintId, filter, between(filter)))
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`
}

const exists = (complaintId: Condition, { id }: KnownFilter, condition: Condition): Condition => sql`exists (
  select 1 from complaint_field_values v where v.complaint_id = ${complaintId} and v.field_id = ${id} and ${condition})`

function holds(complaintId: Condition, filter: KnownFilter, values: string[]): Condition {
  const stated = values.filter((value) => value !== 'none').map((value) => comparable(filter.kind, value))
  const parts = [
    ...(stated.length > 0 ? [exists(complaintId, filter, sql`v.value in (${sql.join(stated)})`)] : []),
    ...(stated.length < values.length ? [sql`not ${exists(complaintId, filter, sql`true`)}`] : []),
  ]
  return sql`(${sql.join(parts, sql` or `)})`
}

function between({ kind, from, to }: KnownFilter): Condition {
  const [column, type] = kind === 'number' ? [sql`v.number`, sql`numeric`] : [sql`v.value`, sql`text`]
  const bounds = [
    ...(from ? [sql`${column} >= ${from}::${type}`] : []),
    ...(to ? [sql`${column} <= ${to}::${type}`] : []),
  ]
  return sql.join(bounds, sql` and `)
}
