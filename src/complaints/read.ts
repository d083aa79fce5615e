import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import type { Complaint } from './shapes.ts'
import { type Viewer, visibleTo } from './filters.ts'
import { readReference } from './reference.ts'

/** Complaints `c` of which this handover was offered to the viewer. */
export const offeredTo = (viewer: Viewer, handoverId: string): RawBuilder<unknown> =>
  sql`exists (select 1 from handovers h where h.complaint_id = c.id and h.id = ${handoverId} and h.to_id = ${viewer.id})`

/**
 * The id of a complaint by its number (as typed) or id, if the viewer may see it or `orIf` holds.
 * @throws Problem complaint_not_found
 */
export async function complaintId(
  db: Database | Tx,
  reference: string,
  viewer: Viewer,
  orIf: RawBuilder<unknown> = sql`false`,
): Promise<string> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(reference)
  const number = isId ? null : readReference(reference)
  if (isId || number) {
    const { rows } = await sql<{ id: string }>`
      select c.id from complaints c where (${visibleTo(viewer)} or ${orIf}) and c.id = ${
        isId
          ? sql`${reference}::uuid`
          : sql`(select complaint_id from complaint_references where reference = ${number})`
      }`.execute(db)
    if (rows[0]) return rows[0].id
  }
  throw new Problem('not_found', 'complaint_not_found')
}

/** Whether the viewer may see the complaint with this id. */
export async function isVisible(db: Database, id: string, viewer: Viewer): Promise<boolean> {
  const { rows } = await sql`select 1 from complaints c where c.id = ${id} and ${visibleTo(viewer)}`.execute(db)
  return rows.length > 0
}

// Links to complaints that were one with this, or are now. Undoing is offered where it is done: at the one that was merged or made.
const day = sql`interval '24 hours'`
const related = sql`(
  select coalesce(json_agg(json_build_object('reference', r.reference, 'how', l.how, 'undoUntil', l.until) order by l.at), '[]')
  from (
    select k.merged_into_id as id, 'merged_into' as how, k.closed_at as at, k.closed_at + ${day} as until
    from closures k where k.complaint_id = c.id and k.closed_at = c.closed_at and k.closure = 'merged'
    union all
    select k.complaint_id, 'merged_in', k.closed_at, null from closures k
    join complaints m on m.id = k.complaint_id and m.closed_at = k.closed_at and m.closure = 'merged'
    where k.merged_into_id = c.id
      and not exists (select 1 from complaint_splits s where s.complaint_id = k.complaint_id and s.undone_at is not null)
    union all
    select from_id, 'split_from', split_at, case when c.closed_at is null then split_at + ${day} end
    from complaint_splits where complaint_id = c.id and undone_at is null
    union all
    select complaint_id, 'split_off', split_at, null from complaint_splits where from_id = c.id and undone_at is null
    union all
    select from_id, 'follows_up', at, null from follow_ups where complaint_id = c.id
    union all
    select complaint_id, 'followed_up', at, null from follow_ups where from_id = c.id) l
  join complaints r on r.id = l.id)`

// Made in the shape of the answer by the database: one round trip for a complaint with everything named.
const shape = sql`
  c.id, c.reference, c.received_at as "receivedAt", c.recorded_at as "recordedAt", c.channel, c.language, c.title, c.text,
  case when c.customer_id is not null then json_build_object('id', c.customer_id, 'name', cu.name) end as customer,
  case when c.product_id is not null then json_build_object('id', c.product_id, 'name', pr.name) end as product,
  case when c.issue_id is not null then json_build_object('id', c.issue_id, 'name', i.name) end as issue,
  case when c.step_id is not null then json_build_object('id', c.step_id, 'name', st.name) end as step,
  case when c.team_id is not null then json_build_object('id', c.team_id, 'name', t.name) end as team,
  json_build_object('id', c.owner_id, 'name', p.name) as owner,
  case when c.logged_by is not null then json_build_object('id', c.logged_by, 'name', lp.name) end as "loggedBy",
  c.next_update_due as "nextUpdateDue",
  case when c.closed_at is null then (select json_build_object('kind', k.kind, 'regime', r.name, 'dueAt', k.due_at)
     from complaint_clocks k join regimes r on r.id = k.regime_id
     where k.complaint_id = c.id and k.met_at is null and k.is_duty and k.due_at = c.clock_due order by r.name limit 1) end as clock,
  c.closed_at as "closedAt", c.closure, c.reached_management_at as "reachedManagementAt",
  c.cause_class as "causeClass", c.cause_locus as "causeLocus",
  case when c.cause_id is not null then json_build_object('id', c.cause_id, 'name', ca.name) end as cause,
  c.fields, (select coalesce(json_agg(json_build_object('id', tg.id, 'name', tg.name, 'colour', tg.colour) order by lower(tg.name)), '[]')
     from complaint_tags ct join tags tg on tg.id = ct.tag_id where ct.complaint_id = c.id) as tags,
  c.import_id is not null as imported, ${related} as related, c.event_count as version,
  (select json_build_object('id', h.id, 'from', json_build_object('id', h.from_id, 'name', hf.name),
     'to', json_build_object('id', h.to_id, 'name', ht.name), 'offeredAt', h.offered_at, 'note', h.note)
   from handovers h join people hf on hf.id = h.from_id join people ht on ht.id = h.to_id
   where h.complaint_id = c.id and h.answered_at is null) as "openHandover",
  (select coalesce(json_agg(json_build_object('id', m.id, 'text', m.text, 'madeAt', m.made_at, 'dueAt', m.due_at, 'keptAt', m.kept_at,
     'released', m.release_reason) order by m.due_at), '[]')
   from commitments m where m.complaint_id = c.id and m.release_reason is distinct from 'taken_back') as commitments,
  (select json_build_object('id', h.id, 'name', h.name) from potholes h where h.id = c.pothole_id) as pothole,
  exists (select 1 from customer_addresses a where a.customer_id = c.customer_id and a.kind = 'email') as "hasEmail",
  c.customer_waits_since as "customerWaitsSince", c.times_customer_repeated as "timesCustomerRepeated"`

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString())

type Shaped = Omit<Complaint, 'receivedAt' | 'recordedAt' | Maybe> &
  Record<'receivedAt' | 'recordedAt', Date> &
  Record<Maybe, Date | null>
type Maybe = 'nextUpdateDue' | 'closedAt' | 'reachedManagementAt' | 'customerWaitsSince'

/** One complaint with everything named. `id` has passed `complaintId`. */
export async function readComplaint(db: Database | Tx, id: string): Promise<Complaint> {
  const { rows } = await sql<Shaped>`
    select ${shape} from complaints c
    left join customers cu on cu.id = c.customer_id left join products pr on pr.id = c.product_id left join issues i on i.id = c.issue_id
    left join journey_steps st on st.id = c.step_id left join teams t on t.id = c.team_id left join causes ca on ca.id = c.cause_id
    left join people lp on lp.id = c.logged_by join people p on p.id = c.owner_id
    where c.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) throw new Problem('not_found', 'complaint_not_found')
  return {
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    nextUpdateDue: iso(row.nextUpdateDue),
    clock: row.clock && { ...row.clock, dueAt: new Date(row.clock.dueAt).toISOString() },
    closedAt: iso(row.closedAt),
    reachedManagementAt: iso(row.reachedManagementAt),
    customerWaitsSince: iso(row.customerWaitsSince),
    openHandover: row.openHandover && {
      ...row.openHandover,
      offeredAt: new Date(row.openHandover.offeredAt).toISOString(),
    },
    related: row.related.map((each) => ({ ...each, undoUntil: iso(each.undoUntil) })),
    commitments: row.commitments.map((each) => ({
      ...each,
      madeAt: new Date(each.madeAt).toISOString(),
      dueAt: new Date(each.dueAt).toISOString(),
      keptAt: iso(each.keptAt),
    })),
  }
}
