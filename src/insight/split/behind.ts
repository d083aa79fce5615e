import { type RawBuilder, sql } from 'kysely'
import { spanOf } from '../../causes/period.ts'
import { type Viewer, visibleTo } from '../../complaints/filters.ts'
import { excerpt } from '../../language/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { ListenedBehind, ListenedQuery } from './contract.ts'

type Item = ListenedBehind['items'][number]
type Row = Omit<Item, 'at' | 'words'> & { at: Date; words: string | null }

const most = 100
const mostLetters = 280

/**
 * The complaints behind a number of promises or of management, newest first: one for each promise, or each customer who was taken to
 * management. Counted as `promisesKept` and `managementListened` count. @throws Problem period_backwards
 */
export async function listenedBehind(
  db: Database,
  { part, person, ...period }: ListenedQuery,
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<ListenedBehind> {
  if (period.to < period.from) {
    const fields = [{ field: 'to', message: 'field.after_from' }]
    throw new Problem('invalid', 'period_backwards', {}, { fields })
  }
  const { from, until } = spanOf(period)
  const found =
    part === 'kept' || part === 'keptLate' || part === 'broken' || part === 'open'
      ? sql`select complaint_id, due_at as at, text as told from commitments
          where made_by is not null and released_at is null and due_at >= ${from} and due_at < ${until} and ${promised(part, now)}`
      : sql`select complaint_id, max(at) as at, null as told from escalations
          where ${reached(part, { from, until, person: person ?? null })} group by complaint_id`
  const { rows } = await sql<Row>`
    select c.reference, f.at, f.told, left(c.text, 600) as words from (${found}) f join complaints c on c.id = f.complaint_id
    where ${visibleTo(viewer)} order by f.at desc, c.reference desc limit ${most + 1}`.execute(db)
  const items = rows.slice(0, most).map(({ at, words, ...row }) => ({
    ...row,
    at: at.toISOString(),
    words: words === null ? null : excerpt(words, mostLetters),
  }))
  return { items, more: rows.length > most }
}

const promised = (part: 'kept' | 'keptLate' | 'broken' | 'open', now: Date): RawBuilder<unknown> =>
  ({
    kept: sql`kept_at <= due_at`,
    keptLate: sql`kept_at > due_at`,
    broken: sql`kept_at is null and due_at < ${now}`,
    open: sql`kept_at is null and due_at >= ${now}`,
  })[part]

type Reached = { from: Date; until: Date; person: string | null }

/** Of one of management: with whom they spoke in the span, whenever that customer had reached them. */
function reached(part: 'reached' | 'spokenWith' | 'waiting', { from, until, person }: Reached): RawBuilder<unknown> {
  if (part === 'spokenWith' && person) return sql`spoke_by = ${person} and spoke_at >= ${from} and spoke_at < ${until}`
  const further = {
    reached: sql`true`,
    spokenWith: sql`spoke_at is not null`,
    waiting: sql`spoke_at is null and ended_at is null`,
  }
  return sql`at >= ${from} and at < ${until} and ${further[part]}`
}
