import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { PotholeEvent } from './contract.ts'

type Row = Omit<PotholeEvent, 'at' | 'actor' | 'names'> & {
  at: Date
  actorKind: PotholeEvent['actor']['kind']
  actorName: string | null
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/.test(value)

/** What happened to a pothole, the latest first, with names for what is spoken of. */
export async function potholeEvents(db: Database, id: string): Promise<PotholeEvent[]> {
  const { rows } = await sql<Row>`
    select e.seq, e.at, e.kind, e.actor_kind as "actorKind", coalesce(p.name, k.name) as "actorName", e.detail
    from pothole_events e left join people p on p.id = e.actor_id left join api_keys k on k.id = e.actor_id
    where e.pothole_id = ${id} order by e.seq desc limit 500`.execute(db)
  const names = await namesOf(
    db,
    rows.flatMap(({ detail }) => Object.values(detail).filter(isId)),
  )
  return rows.map(({ actorKind, actorName, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    actor: { kind: actorKind, name: actorName },
    names: Object.fromEntries(
      Object.values(row.detail).flatMap((value) =>
        isId(value) && names.has(value) ? [[value, names.get(value) ?? '']] : [],
      ),
    ),
  }))
}

async function namesOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    with wanted as (select unnest(${[...new Set(ids)]}::uuid[]) as id)
    select id, name from people join wanted using (id) union all select id, name from potholes join wanted using (id)
    union all select id, name from fixes join wanted using (id) union all select id, reference from complaints join wanted using (id)`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
