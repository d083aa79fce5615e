import { sql } from 'kysely'
import { spanOf } from '../../causes/period.ts'
import { excerpt } from '../../language/index.ts'
import type { Answer } from '../../platform/http/contract.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { BarriersQuery, BehindQuery, barriersContract } from './contract.ts'
import { narrowedTo } from './counts.ts'

type Behind = Answer<(typeof barriersContract)['listBarrierComplaints']>
type Row = Omit<Behind['items'][number], 'receivedAt' | 'words'> & { receivedAt: Date; words: string | null }

const most = 50
/** So many of the newest are looked through for words: a source may publish few of them. */
const lookedThrough = 200

/** @throws Problem period_backwards */
export function requireForward({ from, to }: BarriersQuery): void {
  if (from <= to) return
  const fields = [{ field: 'to', message: 'field.after_from' }]
  throw new Problem('invalid', 'period_backwards', {}, { fields })
}

/** The complaints to which something happened, newest first. @throws Problem period_backwards */
export async function complaintsBehind(db: Database, query: BehindQuery): Promise<Behind> {
  requireForward(query)
  const { from, until } = spanOf(query)
  const { rows } = await sql<Row>`
    with found as (
      select complaint_id, received_at, cells from complaint_barriers
      where keys @> array[${keyOf(query)}] and received_at >= ${from} and received_at < ${until} and ${narrowedTo(query)}
      order by received_at desc, complaint_id desc limit ${most + 1})
    select c.reference, f.received_at as "receivedAt", p.name as product, c.closure, left(c.text, 600) as words,
      (select coalesce(sum((cell ->> 'n')::int), 0)::int from jsonb_array_elements(f.cells) cell where cell ->> 'm' = 'handoff') as handoffs
    from found f join complaints c on c.id = f.complaint_id left join products p on p.id = c.product_id
    order by f.received_at desc, f.complaint_id desc`.execute(db)
  const items = rows.slice(0, most).map((row) => ({
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    words: row.words === null ? null : excerpt(row.words, 280),
  }))
  return { items, more: rows.length > most }
}

type Voice = { reference: string; words: string }

/** The newest of them that have words: two. */
export async function voicesOf(db: Database, query: BarriersQuery, key: string): Promise<Voice[]> {
  const { from, until } = spanOf(query)
  const { rows } = await sql<Voice>`
    select reference, left(c.text, 600) as words
    from (select complaint_id, received_at as at from complaint_barriers
      where keys @> array[${key}] and received_at >= ${from} and received_at < ${until} and ${narrowedTo(query)}
      order by received_at desc, complaint_id desc limit ${lookedThrough}) b
    join complaints c on c.id = b.complaint_id where c.text is not null
    order by b.at desc, b.complaint_id desc limit 2`.execute(db)
  return rows.map(({ reference, words }) => ({ reference, words: excerpt(words, 200) }))
}

/** As the facts of a complaint name themselves (see keep.ts). */
export function keyOf({ what, place, other }: Pick<BehindQuery, 'what' | 'place' | 'other'>): string {
  if (other !== undefined) return `${what}|${place ?? ''}|${other}`
  return place === undefined ? what : `${what}|${place}`
}
