import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/**
 * What has been said about complaints `c` and `cu`'s name in one place: the customer's words first, then what was written
 * since, the latest first. Letters that we send to everybody alike are left out: all would be found by them.
 */
const words: RawBuilder<unknown> = sql`concat_ws(E'\n', c.text,
  (select string_agg(m.text, E'\n' order by m.at desc) from messages m where m.complaint_id = c.id and m.taken_back_at is null),
  (select string_agg(concat_ws(E'\n', h.note, h.decline_reason), E'\n') from handovers h where h.complaint_id = c.id))`

/** Makes complaints that were stored in bulk, with their history, findable. `numbers`: what each is called where it comes from. */
export async function insertSearchRows(tx: Tx, complaints: { id: string; number: string }[]): Promise<void> {
  await sql`
    insert into complaint_search (complaint_id, received_at, vector)
    select c.id, c.received_at, search_vector(c.reference, asked.number, cu.name, c.title, ${words})
    from unnest(${complaints.map(({ id }) => id)}::uuid[], ${complaints.map(({ number }) => number)}::text[]) as asked (id, number)
    join complaints c on c.id = asked.id left join customers cu on cu.id = c.customer_id`.execute(tx)
}

/**
 * Makes a complaint findable by what is said about it now. Everything is read anew, so that words that were changed or
 * erased are not found any more; numbers are kept.
 */
export async function refreshSearchRow(tx: Tx, complaintId: string): Promise<void> {
  await sql`
    update complaint_search s set vector = search_vector(c.reference, null, cu.name, c.title, ${words})
      || array_to_tsvector(array(select lexeme from unnest(s.vector) where lexeme like '#%'))
    from complaints c left join customers cu on cu.id = c.customer_id
    where c.id = ${complaintId} and s.complaint_id = c.id`.execute(tx)
}

/** Whether what happened came with words, so that the search row must be made anew. */
export const bringsWords = (events: readonly { detail?: Record<string, unknown> }[]): boolean =>
  events.some(({ detail }) => detail?.message_id !== undefined || detail?.handover_id !== undefined)
