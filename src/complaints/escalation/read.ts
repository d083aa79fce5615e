import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { EarlierStage, Escalation, EscalationState, ReachedCustomer } from './contract.ts'
import { owed, owedByManagement } from './owed.ts'
import { stageKinds } from './words.ts'

/** To whom a complaint was taken, what came before, and what is missing before it can close. */
export async function readEscalation(db: Database | Tx, complaintId: string): Promise<EscalationState> {
  return {
    escalations: await listEscalations(db, complaintId),
    stages: await earlierStages(db, complaintId),
    owed: await owedByManagement(db, complaintId),
  }
}

const iso = (at: Date): string => at.toISOString()

type EscalationRow = Omit<Escalation, 'at' | 'speakBy' | 'spoke' | 'ended'> & {
  at: Date
  speakBy: Date
  spokeAt: Date | null
  spokeHow: NonNullable<Escalation['spoke']>['how']
  spokeWords: string
  endedAt: Date | null
  endedAs: NonNullable<Escalation['ended']>['as']
}

async function listEscalations(db: Database | Tx, complaintId: string): Promise<Escalation[]> {
  const { rows } = await sql<EscalationRow>`
    select x.id, x.at, x.asked_by as "askedBy", why.text as why, json_build_object('id', f.id, 'name', f.name) as "from",
      json_build_object('id', m.id, 'name', m.name) as manager, x.speak_by as "speakBy", x.spoke_at as "spokeAt", x.spoke_how as "spokeHow",
      said.text as "spokeWords", x.ended_at as "endedAt", x.ended_as as "endedAs"
    from escalations x join people f on f.id = x.from_id join people m on m.id = x.manager_id
    join messages why on why.complaint_id = x.complaint_id and why.id = x.message_id
    left join messages said on said.complaint_id = x.complaint_id and said.id = x.spoke_message_id
    where x.complaint_id = ${complaintId} order by x.event_seq desc`.execute(db)
  return rows.map(({ at, speakBy, spokeAt, spokeHow, spokeWords, endedAt, endedAs, ...row }) => ({
    ...row,
    at: iso(at),
    speakBy: iso(speakBy),
    spoke: spokeAt && { at: iso(spokeAt), how: spokeHow, words: spokeWords },
    ended: endedAt && { at: iso(endedAt), as: endedAs },
  }))
}

type StageRow = Omit<EarlierStage, 'at' | 'until' | 'failure'> & {
  at: Date
  until: Date
  what: NonNullable<EarlierStage['failure']>['what'] | null
  note: string | null
  notedBy: { id: string; name: string } | null
  notedAt: Date
}

/** The stages before the last escalation, in their order, each with what was noted of it. */
async function earlierStages(db: Database | Tx, complaintId: string): Promise<EarlierStage[]> {
  const { rows } = await sql<StageRow>`
    with last as (select event_seq from escalations where complaint_id = ${complaintId} order by event_seq desc limit 1),
    stages as (
      select e.seq, e.kind, e.at, coalesce(e.detail ->> 'to_id', e.detail ->> 'owner_id', e.actor_id::text)::uuid as person_id,
        lead(e.seq, 1, last.event_seq) over (order by e.seq) as next_seq
      from complaint_events e, last
      where e.complaint_id = ${complaintId} and e.kind = any (${[...stageKinds]}::text[]) and e.seq < last.event_seq)
    select s.seq, s.kind, s.at, n.at as until,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as person,
      (select count(*)::integer from complaint_events a where a.complaint_id = ${complaintId} and a.seq >= s.seq and a.seq < s.next_seq
        and a.kind in ('answered', 'solution_proposed', 'manager_spoke')) as answers,
      f.what, f.note, f.noted_at as "notedAt", case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as "notedBy"
    from stages s join complaint_events n on n.complaint_id = ${complaintId} and n.seq = s.next_seq
    left join people p on p.id = s.person_id
    left join escalation_failures f on f.complaint_id = ${complaintId} and f.stage_seq = s.seq
    left join people b on b.id = f.noted_by
    order by s.seq`.execute(db)
  return rows.map(({ at, until, what, note, notedBy, notedAt, ...row }) => ({
    ...row,
    at: iso(at),
    until: iso(until),
    failure: what && { what, note, notedBy, notedAt: iso(notedAt) },
  }))
}

type ReachedRow = Omit<ReachedCustomer, 'at' | 'speakBy' | 'spokeAt' | 'saidSolvedAt'> & {
  at: Date
  speakBy: Date
  spokeAt: Date | null
  saidSolvedAt: Date | null
}

/**
 * Open complaints whose last escalation is this manager's (of every manager for null): who waits for a word first, by when it is
 * due; then what waits for nothing but what is owed; then the rest.
 */
export async function listReached(db: Database, managerId: string | null): Promise<ReachedCustomer[]> {
  const address = (kind: 'phone' | 'email') => sql`
    (select address from customer_addresses a where a.customer_id = c.customer_id and a.kind = ${kind} order by address limit 1)`
  const { rows } = await sql<ReachedRow>`
    select c.id, c.reference, case when c.customer_id is not null then json_build_object('id', c.customer_id, 'name', cu.name,
        'phone', ${address('phone')}, 'email', ${address('email')}) end as customer,
      json_build_object('id', m.id, 'name', m.name) as manager, x.asked_by as "askedBy", left(why.text, 400) as why, x.at,
      x.speak_by as "speakBy", x.spoke_at as "spokeAt", w.said_at as "saidSolvedAt", ${owed} as owed
    from escalations x join complaints c on c.id = x.complaint_id and c.closed_at is null
    join people m on m.id = x.manager_id join messages why on why.complaint_id = x.complaint_id and why.id = x.message_id
    left join customers cu on cu.id = c.customer_id left join waiting_closures w on w.complaint_id = c.id
    where (${managerId}::uuid is null or x.manager_id = ${managerId}) and x.ended_as is distinct from 'passed'
      and not exists (select 1 from escalations l where l.complaint_id = x.complaint_id and l.event_seq > x.event_seq)
    order by x.waits nulls last, w.said_at nulls last, case when x.waits then x.speak_by end, x.at limit 100`.execute(
    db,
  )
  return rows.map(({ at, speakBy, spokeAt, saidSolvedAt, ...row }) => ({
    ...row,
    at: iso(at),
    speakBy: iso(speakBy),
    spokeAt: spokeAt && iso(spokeAt),
    saidSolvedAt: saidSolvedAt && iso(saidSolvedAt),
  }))
}
