import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { ToldStage, ToldState } from './rules.ts'

/** Who is looked at: a pothole with those merged into it, at a stage; with those that only match its rule, or without. */
export type Whom = { potholeId: string; stage: ToldStage; alsoMatching: boolean }
/** `complained`: their complaint shows the pothole; `matching`: it matches, and nobody looked; `listed`: they said nothing. */
export type Source = 'complained' | 'matching' | 'listed'

export type Affected = {
  /** `customer.ID`, `complaint.ID` of somebody we do not know, `listed.ID`. */
  key: string
  source: Source
  customerId: string | null
  complaintId: string | null
  listedId: string | null
  name: string | null
  /** The e-mail address that works, as far as we know. */
  address: string | null
  language: 'en' | 'ru' | null
  state: ToldState
  isReplied: boolean
  toldId: string | null
}

/** The pothole itself and what was merged into it: whoever was told of one of them was told. */
export const familyOf = (potholeId: string): RawBuilder<unknown> => sql`
  family as (
    select id from potholes where id = ${potholeId}
    union select h.id from potholes h join family f on h.merged_into_id = f.id)`

// One row a person: a customer with several complaints, or with several addresses on the list, is one; a complaint of somebody we
// do not know stands for itself. `who` says the same of those who were told, so that nobody is told twice.
const whoWasTold = (stage: ToldStage) => sql`
  already as (select t.* from told t where t.pothole_id in (select id from family) and t.stage = ${stage}),
  told_to as (
    select distinct on (who) who, id from (
      select 'customer ' || t.customer_id as who, t.id, t.at from already t where t.customer_id is not null
      union all select 'customer ' || a.customer_id, t.id, t.at from already t
        join customer_addresses a on a.kind = 'email' and a.address = t.address
      union all select 'address ' || t.address, t.id, t.at from already t where t.address is not null
      union all select 'address ' || s.email, t.id, t.at from already t join silent_affected s on s.id = t.listed_id
      union all select 'complaint ' || t.complaint_id, t.id, t.at from already t where t.customer_id is null and t.complaint_id is not null
    ) found order by who, at desc)`

const complained = (alsoMatching: boolean) => sql`
  shown as (
    select c.id, c.customer_id, c.language, c.received_at, c.closure, 'complained' as source
    from complaints c where c.pothole_id in (select id from family)
    union all
    select c.id, c.customer_id, c.language, c.received_at, c.closure, 'matching'
    from pothole_evidence e join complaints c on c.id = e.complaint_id
    where ${alsoMatching} and e.pothole_id in (select id from family) and e.answer is null and c.pothole_id is null),
  complained as (
    select distinct on (coalesce(customer_id, id)) * from shown
    order by coalesce(customer_id, id), source, closure is not distinct from 'merged', received_at, id)`

const best = sql`
  best as (
    select distinct on (a.customer_id) a.customer_id, a.address from customer_addresses a
    where a.kind = 'email' and a.came_back_at is null and a.customer_id in (select customer_id from complained)
    order by a.customer_id, a.address)`

const listed = sql`
  listed as (
    select distinct on (coalesce(a.customer_id::text, s.email)) s.*, a.customer_id, a.came_back_at
    from silent_affected s left join customer_addresses a on a.kind = 'email' and a.address = s.email
    where s.pothole_id in (select id from family)
      and not exists (select 1 from complained c where c.customer_id = a.customer_id)
    order by coalesce(a.customer_id::text, s.email), s.listed_at, s.id)`

const everybody = sql`
  everybody as (
    select case when c.customer_id is null then 'complaint.' || c.id else 'customer.' || c.customer_id end as key,
      case when c.customer_id is null then 'complaint ' || c.id else 'customer ' || c.customer_id end as who,
      c.source, c.customer_id, c.id as complaint_id, null::uuid as listed_id, cu.name, b.address, coalesce(cu.language, c.language) as language
    from complained c left join customers cu on cu.id = c.customer_id left join best b on b.customer_id = c.customer_id
    union all
    select 'listed.' || s.id, coalesce('customer ' || s.customer_id, 'address ' || s.email),
      'listed', s.customer_id, null, s.id, coalesce(s.name, cu.name), case when s.came_back_at is null then s.email end,
      coalesce(s.language, cu.language)
    from listed s left join customers cu on cu.id = s.customer_id)`

const fate = sql`
  case when coalesce(l.bounced_at, o.bounced_at) is not null then 'came_back'
    when coalesce(l.sent_at, o.sent_at) is not null then case when coalesce(l.delivery, o.delivery) = 'mailbox' then 'kept_here' else 'sent' end
    when coalesce(l.failure, o.failure) is not null then 'failed'
    when o.cancelled_at is not null then 'refused' else 'waiting' end`

/** They wrote again on the complaint, or in one that goes on with it; of those on the list: a complaint of theirs came after. */
const replied = sql`(
  exists (select 1 from messages m where m.complaint_id = t.complaint_id and m.direction = 'in' and m.at > l.sent_at)
  or exists (select 1 from follow_ups f where f.from_id = t.complaint_id and f.at > l.sent_at)
  or (o.sent_at is not null and exists (select 1 from customer_addresses a join complaints later on later.customer_id = a.customer_id
    where a.kind = 'email' and a.address = o.to_address and later.received_at > o.sent_at)))`

/** Everybody who was hit, each once, with how they stand: the query `hit`, for `with recursive … select from hit`. */
export function peopleOf({ potholeId, stage, alsoMatching }: Whom): RawBuilder<unknown> {
  return sql`
    ${familyOf(potholeId)}, ${whoWasTold(stage)}, ${complained(alsoMatching)}, ${best}, ${listed}, ${everybody},
    hit as (
      select p.key, p.source, p.customer_id as "customerId", p.complaint_id as "complaintId", p.listed_id as "listedId", p.name, p.address,
        case when p.language in ('en', 'ru') then p.language end as language, t.id as "toldId",
        case when t.id is null then
            case when p.customer_id in (select customer_id from stopped_news)
                or p.address in (select address from stopped_told) then 'refused'
              when p.address is null then 'no_address' else 'to_tell' end
          when t.how = 'unreachable' then 'unreachable' when t.how <> 'letter' then 'by_hand' else ${fate} end as state,
        coalesce(${replied}, false) as "isReplied",
        coalesce(l.bounce, o.bounce, l.failure, o.failure, l.last_refusal, o.last_refusal) as reason,
        t.how, t.told_on, t.told_by, t.note, coalesce(l.sent_at, o.sent_at, t.at) as told_at
      from everybody p left join told_to x on x.who = p.who left join told t on t.id = x.id
        left join letters l on l.complaint_id = t.complaint_id and l.kind = 'told' and l.occasion = t.occasion
        left join told_letters o on o.listed_id = t.listed_id and o.stage = t.stage and t.how = 'letter')`
}

/** Those in one of these states, in the order of their keys, after one key; only these, when keys are named. */
export async function affectedIn(
  db: Database | Tx,
  whom: Whom,
  {
    states,
    keys,
    most,
    language,
    skip = 0,
  }: {
    states: readonly ToldState[]
    keys?: readonly string[]
    most: number
    /** Only who is written to in this language; `ours`: with those whose language is not known. */
    language?: { is: 'en' | 'ru'; isOurs: boolean }
    skip?: number
  },
): Promise<Affected[]> {
  const named = keys ? sql`and key = any (${keys}::text[])` : sql``
  const spoken = language ? sql`and coalesce(language, ${language.isOurs ? language.is : ''}) = ${language.is}` : sql``
  const { rows } = await sql<Affected>`
    with recursive ${peopleOf(whom)}
    select key, source, "customerId", "complaintId", "listedId", name, address, language, state, "isReplied", "toldId" from hit
    where state = any (${states}::text[]) ${named} ${spoken} order by key offset ${skip} limit ${most}`.execute(db)
  return rows
}

export type Count = { source: Source; state: ToldState; language: 'en' | 'ru' | null; n: number; replied: number }

/** How many stand how, by where we know them from and their language. */
export async function countPeople(db: Database | Tx, whom: Whom): Promise<Count[]> {
  const { rows } = await sql<Count>`
    with recursive ${peopleOf(whom)}
    select source, state, language, count(*)::int as n, count(*) filter (where "isReplied")::int as replied
    from hit group by 1, 2, 3`.execute(db)
  return rows
}
