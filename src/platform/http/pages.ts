import { z } from 'zod'
import { Problem } from '../problem.ts'

/** What a list in pages takes. */
export const paging = (usual: number, most: number) => ({
  cursor: z.string().max(2000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(most).default(usual),
})

/** What a list in pages answers. */
export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('Give it as `cursor`; null: that was all') })

type Place = (string | boolean)[]

/** Where a page ended, or null for the first page. @throws Problem cursor_unreadable */
export function readPlace<Shape extends z.ZodType<Place>>(
  cursor: string | undefined,
  shape: Shape,
): z.output<Shape> | null {
  if (cursor === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch (cause) {
    const fields = [{ field: 'cursor', message: 'cursor_unreadable' }]
    throw new Problem('invalid', 'cursor_unreadable', {}, { fields, cause })
  }
}

/**
 * A page of `rows`, of which one more was asked for than belong to it.
 * @param placeOf  what tells a row from all others in the list's order
 */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  placeOf: (row: Row) => Place,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { items, next: isMore ? Buffer.from(JSON.stringify(placeOf(last))).toString('base64url') : null }
}
