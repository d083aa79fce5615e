import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../platform/database/index.ts'
import { pageOf, readPlace } from '../../../platform/http/pages.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Release } from './contract.ts'

type Row = Omit<Release, 'receivedAt' | 'setAside'> & {
  receivedAt: Date
  setAsideAt: Date | null
  setAsideBy: { id: string; name: string } | null
}
type Asked = { cursor?: string; limit: number; state?: 'unmatched' | 'matched' | 'set_aside' }

/** Stages that the release marked live, or under whose name a person did. */
const stages = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('pothole', jsonb_build_object('id', h.id, 'name', h.name), 'fixId', f.id, 'fix', f.name,
    'number', s.number, 'place', s.place) order by f.agreed_at, s.number), '[]')
  from fix_stages s join fixes f on f.id = s.fix_id join potholes h on h.id = f.pothole_id
  where s.live_on is not null and s.release_key = any (e.keys))`

const isMatched = sql`exists (select 1 from fix_stages s where s.live_on is not null and s.release_key = any (e.keys))`
const states = {
  unmatched: sql`e.set_aside_at is null and not ${isMatched}`,
  matched: isMatched,
  set_aside: sql`e.set_aside_at is not null`,
}

/** Releases in pages, the latest first. */
export async function listReleases(
  db: Database,
  { cursor, limit, state }: Asked,
): Promise<{ items: Release[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const { rows } = await sql<Row>`
    select e.id, e.source, e.project, e.name, e.live_on as "liveOn", e.url, e.received_at as "receivedAt", e.set_aside_at as "setAsideAt",
      case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as "setAsideBy", ${stages} as stages
    from releases e left join people p on p.id = e.set_aside_by
    where ${state ? states[state] : sql`true`}
      and ${after ? sql`(e.received_at, e.id) < (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by e.received_at desc, e.id desc limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, (row) => [row.receivedAt.toISOString(), row.id])
  return { items: page.items.map(toRelease), next: page.next }
}

const toRelease = ({ receivedAt, setAsideAt, setAsideBy, ...row }: Row): Release => ({
  ...row,
  receivedAt: receivedAt.toISOString(),
  setAside: setAsideAt && setAsideBy ? { at: setAsideAt.toISOString(), by: setAsideBy } : null,
})

/** Says that a release concerns no fix, or takes that back. @throws Problem release_not_found */
export async function setReleaseAside(
  db: Database,
  id: string,
  { isSetAside, personId, now }: { isSetAside: boolean; personId: string; now: Date },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update releases set set_aside_at = ${isSetAside ? now : null}, set_aside_by = ${isSetAside ? personId : null}
    where id = ${id}`.execute(db)
  if (!numAffectedRows) throw new Problem('not_found', 'release_not_found')
}
