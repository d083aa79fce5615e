import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { publish } from '../../platform/live/index.ts'
import type { NoticeKind } from './rules.ts'

/** Ids, codes, numbers and times only: no personal data. `by_id`, else `owner_id`, is shown as that person's name. */
export type NoticeDetail = Record<string, string | number | boolean | null>
export type Notice = {
  personIds: readonly (string | null)[]
  kind: NoticeKind
  complaintId: string | null
  detail?: NoticeDetail
  now: Date
}

/**
 * Leaves a notice for each of these people, once each; they see it at once when they are here. Nobody is told of what they did
 * themselves (`by_id` of the detail), and people who have left are not told.
 * @param tx  the transaction that makes what the notice tells of
 */
export async function notify(tx: Tx, { personIds, kind, complaintId, detail = {}, now }: Notice): Promise<void> {
  const named = new Set(personIds.filter((id) => id !== null && id !== detail.by_id))
  const people = [...named] as string[]
  if (people.length === 0) return
  const ids = people.map(() => newId())
  await sql`
    insert into notices (person_id, id, kind, about_id, at, detail)
    select p.id, given.id, ${kind}, ${complaintId}::uuid, ${now}, ${JSON.stringify(detail)}::jsonb
    from unnest(${people}::uuid[], ${ids}::uuid[]) as given (person_id, id)
    join people p on p.id = given.person_id and p.active`.execute(tx)
  publish(tx, { kind: 'notices', id: ids[0] }, people)
}
