import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { publish } from '../../platform/live/index.ts'
import type { Notice } from './contract.ts'
import type { NoticeDetail } from './notify.ts'
import { noticeDays, type NoticeKind } from './rules.ts'

type NoticeRow = {
  id: string
  kind: NoticeKind
  at: Date
  read_at: Date | null
  about_id: string | null
  reference: string | null
  detail: NoticeDetail
  by_name: string | null
}

function toNotice({ id, kind, at, read_at, about_id, reference, detail, by_name }: NoticeRow): Notice {
  return {
    id,
    kind,
    at: at.toISOString(),
    readAt: read_at?.toISOString() ?? null,
    complaint: about_id && reference ? { id: about_id, reference } : null,
    by: by_name === null ? null : { id: String(detail.by_id ?? detail.owner_id), name: by_name },
    detail,
  }
}

/** Notices of a person, newest first. @throws Problem cursor_unreadable */
export async function listNotices(
  db: Database,
  personId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Notice[]; next: string | null }> {
  const before = readPlace(cursor, z.tuple([z.uuid()]))
  const { rows } = await sql<NoticeRow>`
    select n.id, n.kind, n.at, n.read_at, n.about_id, n.detail, c.reference, p.name as by_name
    from notices n left join complaints c on c.id = n.about_id left join people p on p.id = coalesce(n.detail ->> 'by_id', n.detail ->> 'owner_id')::uuid
    where n.person_id = ${personId} ${before ? sql`and n.id < ${before[0]}::uuid` : sql``}
    order by n.id desc limit ${limit + 1}`.execute(db)
  const { items, next } = pageOf(rows, limit, ({ id }) => [id])
  return { items: items.map(toNotice), next }
}

/** How many a person has not read, counted to 100. */
export async function countUnread(db: Database, personId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*) as unread from (select 1 from notices where person_id = ${personId} and read_at is null limit 100) found`.execute(
    db,
  )
  return rows[0]?.unread ?? 0
}

/** Which notices are read now. */
export type Reading = { ids: string[] } | { complaintId: string } | { until: string }

/** Marks notices of this person as read; their other pages learn of it. */
export async function markRead(db: Database, personId: string, reading: Reading, now: Date): Promise<void> {
  const which =
    'ids' in reading
      ? sql`id = any (${reading.ids}::uuid[])`
      : 'complaintId' in reading
        ? sql`about_id = ${reading.complaintId}`
        : sql`at <= ${reading.until}`
  const { numAffectedRows } = await sql`
    update notices set read_at = ${now} where person_id = ${personId} and read_at is null and ${which}`.execute(db)
  if (numAffectedRows) publish(db, { kind: 'notices', id: 'read' }, [personId])
}

/** Removes what is older than we keep notices. */
export async function forgetNotices(db: Database, now: Date): Promise<void> {
  await sql`delete from notices where at < ${new Date(now.getTime() - noticeDays * 86_400_000)}`.execute(db)
}
