import { sql } from 'kysely'
import { excerpt } from '../../language/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Viewer, visibleTo } from '../filters.ts'
import type { Channel } from '../shapes.ts'
import type { CareCustomer } from './contract.ts'
import { isAside, rank, type Reason, reasonsOf, type Situation, type Snooze } from './rules.ts'

type Row = {
  id: string
  reference: string
  title: string | null
  about: string | null
  words: string | null
  spoken_on: Channel
  language: string
  customer_id: string | null
  customer_name: string | null
  received_at: Date
  next_update_due: Date
  waits_since: Date | null
  decision_since: Date | null
  handover_since: Date | null
  commitments: { madeAt: string; dueAt: string }[]
  until: Date | null
  set_at: Date | null
  repeated: number
}
type Each = Row & { customerId: string | null; reasons: Reason[]; situation: Situation; snooze: Snooze | null }

/** Of each kind of reason so many are looked at; whoever has more to do sees the most urgent of each. */
const mostOfKind = 120

/**
 * The customers of a person in the order in which they need them, and why; what they put aside is apart.
 * @throws Problem person_not_found
 */
export async function readCare(
  db: Database,
  { owner, limit, viewer, now }: { owner: string; limit: number; viewer: Viewer; now: Date },
) {
  const ownerId = owner === 'me' ? viewer.id : owner
  const named = await nameOf(db, ownerId)
  const rows = await candidates(db, { ownerId, viewer, now })
  const each = rows.map((row) => situated(row, now))
  const groups = rank(each.filter((one) => !isAside(one.snooze, one.situation, now)))
  const aside = rank(each.filter((one) => isAside(one.snooze, one.situation, now)))
  return {
    owner: named,
    customers: groups.slice(0, limit).map(toCustomer),
    more: groups.length > limit || rows.length >= mostOfKind,
    aside: aside.map(toCustomer),
  }
}

async function nameOf(db: Database, id: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where id = ${id} union all select id, name from api_keys where id = ${id}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'person_not_found')
  return rows[0]
}

/** Open complaints that may need this person: of each kind of reason those where it presses most, each found by an index. */
async function candidates(
  db: Database,
  { ownerId, viewer, now }: { ownerId: string; viewer: Viewer; now: Date },
): Promise<Row[]> {
  const day = 86_400_000
  const [since, until] = [new Date(now.getTime() - 90 * day), new Date(now.getTime() + day)]
  const { rows } = await sql<Row>`
    with mine as (
      (select id from complaints where owner_id = ${ownerId} and closed_at is null order by next_update_due limit ${mostOfKind})
      union (select id from complaints where owner_id = ${ownerId} and closed_at is null and customer_waits_since is not null
        order by customer_waits_since limit ${mostOfKind})
      union (select h.complaint_id from handovers h join complaints o on o.id = h.complaint_id
        where h.to_id = ${ownerId} and h.answered_at is null and o.closed_at is null limit ${mostOfKind})
      union (select id from complaints where owner_id = ${ownerId} and closed_at is null and reached_management_at is not null
        order by received_at desc limit ${mostOfKind})
      union (select m.complaint_id from commitments m join complaints o on o.id = m.complaint_id
        where o.owner_id = ${ownerId} and o.closed_at is null and m.kept_at is null and m.released_at is null
          and m.due_at between ${since} and ${until} order by m.due_at limit ${mostOfKind})
      union (select z.complaint_id from snoozes z join complaints o on o.id = z.complaint_id
        where z.person_id = ${ownerId} and z.until > ${now} and o.owner_id = ${ownerId} and o.closed_at is null limit ${mostOfKind}))
    select c.id, c.reference, c.title, nullif(concat_ws(' · ', pr.name, i.name), '') as about, left(coalesce(said.text, c.text), 600) as words, coalesce(said.channel, c.channel) as spoken_on,
      c.language, c.customer_id, cu.name as customer_name, c.received_at, c.next_update_due, c.customer_waits_since as waits_since,
      (select min(x.at) from escalations x where x.complaint_id = c.id and x.manager_id = c.owner_id and x.waits) as decision_since, h.offered_at as handover_since, s.until, s.set_at, c.times_customer_repeated as repeated,
      (select coalesce(json_agg(json_build_object('madeAt', m.made_at, 'dueAt', m.due_at)), '[]') from commitments m
       where m.complaint_id = c.id and m.kept_at is null and m.released_at is null and m.due_at >= ${since}) as commitments
    from mine join complaints c on c.id = mine.id left join customers cu on cu.id = c.customer_id
    left join products pr on pr.id = c.product_id left join issues i on i.id = c.issue_id
    left join handovers h on h.complaint_id = c.id and h.answered_at is null and h.to_id = ${ownerId}
    left join snoozes s on s.complaint_id = c.id and s.person_id = ${ownerId}
    left join lateral (select m.text, m.channel from messages m where m.complaint_id = c.id and m.direction = 'in'
      order by m.at desc limit 1) said on true
    where ${visibleTo(viewer)}`.execute(db)
  return rows
}

function situated(row: Row, now: Date): Each {
  const situation: Situation = {
    receivedAt: row.received_at,
    nextUpdateDue: row.next_update_due,
    waitsSince: row.waits_since,
    decisionSince: row.decision_since,
    handoverSince: row.handover_since,
    commitments: row.commitments.map(({ madeAt, dueAt }) => ({ madeAt: new Date(madeAt), dueAt: new Date(dueAt) })),
  }
  const snooze = row.until && row.set_at ? { until: row.until, setAt: row.set_at } : null
  return { ...row, customerId: row.customer_id, situation, snooze, reasons: reasonsOf(situation, now) }
}

function toCustomer(group: Each[]): CareCustomer {
  const [first] = group as [Each]
  return {
    customer: first.customer_id ? { id: first.customer_id, name: first.customer_name } : null,
    complaints: group.map((row) => ({
      id: row.id,
      reference: row.reference,
      title: row.title,
      about: row.about,
      excerpt: row.words === null ? null : excerpt(row.words, 240),
      channel: row.spoken_on,
      language: row.language,
      receivedAt: row.received_at.toISOString(),
      nextUpdateDue: row.next_update_due.toISOString(),
      reasons: row.reasons.map(({ why, at }) => ({ why, at: at.toISOString() })),
      timesCustomerRepeated: row.repeated,
      snoozedUntil: row.snooze?.until.toISOString() ?? null,
    })),
  }
}
