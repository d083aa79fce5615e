import { sql } from 'kysely'
import { excerpt } from '../language/index.ts'
import type { Database } from '../platform/database/index.ts'

type Waiting = {
  id: string
  reference: string
  from: { id: string; name: string }
  offeredAt: string
  note: string | null
  excerpt: string | null
}

/** Handovers that wait for this person's answer, oldest first. */
export async function waitingHandovers(db: Database, personId: string): Promise<Waiting[]> {
  const { rows } = await sql<Omit<Waiting, 'offeredAt' | 'excerpt'> & { offered_at: Date; words: string | null }>`
    select h.id, c.reference, json_build_object('id', p.id, 'name', p.name) as from, h.offered_at, h.note, left(c.text, 400) as words
    from handovers h join complaints c on c.id = h.complaint_id join people p on p.id = h.from_id
    where h.to_id = ${personId} and h.answered_at is null order by h.offered_at limit 200`.execute(db)
  return rows.map(({ offered_at, words, ...row }) => ({
    ...row,
    offeredAt: offered_at.toISOString(),
    excerpt: words === null ? null : excerpt(words, 160),
  }))
}
