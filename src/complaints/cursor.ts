import { Problem } from '../platform/problem.ts'
import { type Sort, sorts } from './filter-shapes.ts'

/**
 * Where a page ends: the order it is in, the last row's moment and id, and in an order by name the id of its group (`none`
 * for those without).
 */
export type Position = { sort: Sort; at: string; id: string; group?: string }

/** Where a page ends, as an opaque text. */
export const writeCursor = ({ sort, at, id, group }: Position): string =>
  Buffer.from(JSON.stringify([sort, at, id, ...(group ? [group] : [])])).toString('base64url')

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))

/** Reads where the page before ended; a cursor of a list in another order is none of this one. @throws Problem cursor_unreadable */
export function readCursor(cursor: string, wanted: Sort): Position {
  try {
    const [sort, at, id, group] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isGrouped = group !== undefined
    const isOurs = sorts.includes(sort) && sort === wanted && isMoment(at) && isId(id)
    if (isOurs && isGrouped === isByName(wanted) && (!isGrouped || group === 'none' || isId(group)))
      return { sort, at, id, ...(isGrouped && { group }) }
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw new Problem('invalid', 'cursor_unreadable', {}, { fields: [{ field: 'cursor', message: 'cursor_unreadable' }] })
}

export type NamedSort = 'owner' | 'product' | 'issue'
/** Whether an order goes by a name, and within one name by what came last. */
export const isByName = (sort: Sort): sort is NamedSort => sort === 'owner' || sort === 'product' || sort === 'issue'
