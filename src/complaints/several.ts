import { type RawBuilder, sql } from 'kysely'
import type { Several } from './filter-shapes.ts'

export type Condition = RawBuilder<unknown>

/** A column of complaints `c` that holds one of these values; `none` among them: or nothing. Nothing given: none fits. */
export function oneOf(column: string, values: readonly string[]): Condition {
  const held = sql.ref(`c.${column}`)
  const stated = values.filter((value) => value !== 'none')
  const parts = [
    // Written out rather than given as one list: the plan depends on which they are.
    ...(stated.length === 1 ? [sql`${held} = ${stated[0]}`] : []),
    ...(stated.length > 1 ? [sql`${held} in (${sql.join(stated)})`] : []),
    ...(stated.length < values.length ? [sql`${held} is null`] : []),
  ]
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`
}

/** A column of complaints `c` that holds none of these values; `none` among them: that holds something. */
function noneOf(column: string, values: readonly string[]): Condition {
  const held = sql.ref(`c.${column}`)
  const stated = values.filter((value) => value !== 'none')
  const isStated = stated.length < values.length
  if (stated.length === 0) return sql`${held} is not null`
  const isOther = sql`${held} not in (${sql.join(stated)})`
  // What is not stated is not any of those either.
  return isStated ? sql`(${held} is not null and ${isOther})` : sql`(${held} is null or ${isOther})`
}

/** Any of the conditions for `any`, and none of those for `none`. */
export function anyAndNone<Value extends string>(
  { any, none }: Several<Value>,
  fits: (values: Value[]) => Condition,
): Condition {
  const parts = [
    ...(any.length > 0 ? [fits(any)] : []),
    // What is not stated is not any of those either.
    ...(none.length > 0 ? [sql`not coalesce(${fits(none)}, false)`] : []),
  ]
  return sql.join(parts, sql` and `)
}

/** The condition of a filter that is a column of complaints `c`. */
export const severalIn = (column: string, { any, none }: Several): Condition =>
  sql.join(
    [...(any.length > 0 ? [oneOf(column, any)] : []), ...(none.length > 0 ? [noneOf(column, none)] : [])],
    sql` and `,
  )
