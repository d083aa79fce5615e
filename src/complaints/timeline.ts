import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import type { TimelineEntry } from './shapes.ts'
import type { Actor, EventDetail } from './events.ts'

type Row = {
  seq: number
  at: Date
  kind: string
  actor_kind: Actor['kind']
  actor_name: string | null
  detail: EventDetail
  words: string | null
  /** The complaint that was merged into this one. */
  of: string | null
}

/**
 * Everything that happened to a complaint, oldest first, in its order in the chain: events with the words that belong to
 * them (kept beside, so that erasing a person keeps the events) and names for the ids they mention.
 */
export async function readTimeline(db: Database, complaintId: string, language: 'en' | 'ru'): Promise<TimelineEntry[]> {
  const { rows } = await sql<Row>`
    select case when e.complaint_id <> ${complaintId} then c.reference end as of, e.seq, e.at, e.kind, e.actor_kind, coalesce(p.name, k.name) as actor_name, e.detail,
      coalesce(m.text, case e.kind when 'received' then c.text when 'handover_offered' then h.note when 'rerouted' then h.note when 'handover_declined' then h.decline_reason
        when 'no_pothole_signed' then c.no_pothole_reason end) as words
    from complaint_events e join complaints c on c.id = e.complaint_id
    left join people p on p.id = e.actor_id left join api_keys k on k.id = e.actor_id
    left join messages m on m.complaint_id = e.complaint_id and m.id = (e.detail ->> 'message_id')::uuid
    left join handovers h on h.complaint_id = e.complaint_id and h.id = (e.detail ->> 'handover_id')::uuid
    where e.complaint_id = any(array${withMerged(complaintId)})
      and (e.complaint_id = ${complaintId} or e.kind in ('received', 'customer_wrote', 'answered', 'noted'))
    order by e.seq`.execute(db)
  const names = await namesFor(
    db,
    rows.flatMap((row) => idsIn(row.detail)),
    language,
  )
  return inOrder(rows).map((row) => ({
    ...(row.of && { of: row.of }),
    seq: row.seq,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: { kind: row.actor_kind, name: row.actor_name },
    detail: row.detail,
    words: row.words,
    names: Object.fromEntries(
      idsIn(row.detail).flatMap((id) => (names.has(id) ? [[id, names.get(id) as string]] : [])),
    ),
  }))
}

/**
 * A complaint, what was merged into it, and into that, as it is now; not what was split from it and merged back, whose words it
 * has itself.
 */
const withMerged = (complaintId: string) => sql`(
  with recursive merged as (
    select ${complaintId}::uuid as id
    union
    select k.complaint_id from merged join closures k on k.merged_into_id = merged.id
    join complaints m on m.id = k.complaint_id and m.closed_at = k.closed_at and m.closure = 'merged'
    where not exists (select 1 from complaint_splits s where s.complaint_id = m.id and s.undone_at is not null))
  select id from merged)`

/** Each complaint's events in the order of their chain; between them those of merged ones by when they happened. */
function inOrder(rows: Row[]): Row[] {
  const own = rows.filter((row) => row.of === null)
  const others = rows.filter((row) => row.of !== null).sort((one, other) => one.at.getTime() - other.at.getTime())
  const ordered: Row[] = []
  for (const row of own) {
    while (others[0] && others[0].at < row.at) ordered.push(others.shift() as Row)
    ordered.push(row)
  }
  return [...ordered, ...others]
}

const idsIn = (detail: EventDetail): string[] =>
  Object.values(detail).filter(
    (value): value is string => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/.test(value),
  )

async function namesFor(db: Database, ids: string[], language: 'en' | 'ru'): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    with wanted as (select unnest(${[...new Set(ids)]}::uuid[]) as id)
    select id, name from people join wanted using (id) union all select id, name from teams join wanted using (id)
    union all select id, name from products join wanted using (id) union all select id, name from issues join wanted using (id)
    union all select id, name from potholes join wanted using (id) union all select id, name from routing_rules join wanted using (id) union all select id, name from tags join wanted using (id)
    union all select id, reference from complaints join wanted using (id)
    union all select id, label ->> ${language} from field_definitions join wanted using (id)
    union all select id, name from attachments join wanted using (id) union all select id, name from regimes join wanted using (id)
    union all select id, name ->> ${language} from journey_steps join wanted using (id)
    union all select id, name ->> ${language} from causes join wanted using (id)`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name]))
}
