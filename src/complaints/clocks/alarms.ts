import { type RawBuilder, sql } from 'kysely'
import { type NoticeDetail, notify } from '../../people/notices/notify.ts'
import type { NoticeKind } from '../../people/notices/rules.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { appendEvents, lockComplaint, type NewEvent } from '../events.ts'
import { type Concerned, rungs, whoIsTold } from './ladder.ts'
import type { StageKind } from './rules.ts'

/** A due time that has climbed a rung. `regimeId` and `stage` are null for the next update, which is the complaint's own. */
type Climbed = Concerned & {
  complaintId: string
  regimeId: string | null
  stage: string | null
  kind: StageKind
  due: Date
  from: number
  to: number
}

const batch = 100
/** What was due longer ago is no news: it came in late, as from an import, or nobody could be told for that long. */
const newsDays = 14
/** Who would be told of more than this at once is told how many they are. */
const mostOneByOne = 5

/**
 * Tells whoever must know that something is due to a customer, or was: each rung of the ladder once for each due time, however
 * many processes look. What has passed, and who was told of it further up, becomes part of the history.
 * @returns how many due times climbed
 */
export async function raiseAlarms(db: Database, now: Date): Promise<number> {
  for (let raised = 0; ; ) {
    const step = await inTransaction(db, async (tx) => {
      const climbed = [...(await climbedUpdates(tx, now)), ...(await climbedClocks(tx, now))]
      await note(tx, climbed)
      for (const each of climbed) await record(tx, each, now)
      await tell(tx, climbed, now)
      return climbed.length
    })
    raised += step
    if (step === 0) return raised
  }
}

/** The rung that `due` stands on by the ladder of the company `o`: a reminder comes in the last quarter of the time at most. */
const rungAt = (due: RawBuilder<unknown>, now: Date) => sql`case
  when ${due} <= ${now}::timestamptz - make_interval(hours => o.manager_hours_after) then ${rungs.manager}::int
  when ${due} <= ${now}::timestamptz - make_interval(hours => o.lead_hours_after) then ${rungs.lead}
  when ${due} <= ${now} then ${rungs.missed}
  when ${due} - least(make_interval(hours => o.remind_hours_before), (${due} - c.recorded_at) / 4) <= ${now} then ${rungs.soon}
  else 0 end`

const isNews = (due: RawBuilder<unknown>, now: Date) => sql`
  ${due} > ${now}::timestamptz - make_interval(days => ${newsDays})
  and ${due} <= ${now}::timestamptz + make_interval(hours => o.remind_hours_before)`

/** Who is concerned by a complaint `c` of the company `o` whose owner is `p`. */
const concerned = (now: Date) => sql`
  c.id as "complaintId", c.owner_id as "ownerId", o.last_resort_id as "lastResortId",
  (select s.id from people s where s.id = p.stand_in_id and s.active) as "standInId",
  coalesce(p.away_from <= ${now} and (p.away_until is null or p.away_until > ${now}), false) as "isAway",
  (select l.id from teams t join people l on l.id = t.lead_id and l.active
    where t.id = coalesce(c.team_id, p.team_id)) as "leadId",
  (select coalesce(json_agg(m.id), '[]') from people m
    where m.active and m.role = 'manager' and m.team_id = coalesce(c.team_id, p.team_id)) as "managerIds"`

async function climbedUpdates(tx: Tx, now: Date): Promise<Climbed[]> {
  const due = sql`c.next_update_due`
  const before = sql`case when c.update_alarm_for = ${due} then c.update_alarm else 0 end`
  const { rows } = await sql<Climbed>`
    select ${concerned(now)}, null as "regimeId", null as stage, 'next_update' as kind, ${due} as due,
      ${before} as from, ${rungAt(due, now)} as to
    from organization o, complaints c join people p on p.id = c.owner_id
    where c.closed_at is null and ${isNews(due, now)} and ${rungAt(due, now)} > ${before}
    order by ${due} limit ${batch} for no key update of c skip locked`.execute(tx)
  return rows
}

async function climbedClocks(tx: Tx, now: Date): Promise<Climbed[]> {
  const due = sql`k.due_at`
  const { rows } = await sql<Climbed>`
    select ${concerned(now)}, k.regime_id as "regimeId", k.stage, k.kind, ${due} as due, k.alarm as from,
      ${rungAt(due, now)} as to
    from organization o, complaint_clocks k join complaints c on c.id = k.complaint_id join people p on p.id = c.owner_id
    where c.closed_at is null and k.met_at is null and k.is_duty and ${isNews(due, now)} and ${rungAt(due, now)} > k.alarm
    order by ${due} limit ${batch} for no key update of c, k skip locked`.execute(tx)
  return rows
}

async function note(tx: Tx, climbed: Climbed[]): Promise<void> {
  for (const { complaintId, regimeId, stage, due, to } of climbed)
    await (regimeId
      ? sql`
        update complaint_clocks set alarm = ${to}
        where complaint_id = ${complaintId} and regime_id = ${regimeId} and stage = ${stage}`
      : sql`update complaints set update_alarm = ${to}, update_alarm_for = ${due} where id = ${complaintId}`
    ).execute(tx)
}

/** A reminder is no part of the history; that a time has passed, and who was told of it, is. */
async function record(
  tx: Tx,
  { complaintId, regimeId, kind, due, from, to, ...people }: Climbed,
  now: Date,
): Promise<void> {
  const detail = { clock: kind, due: due.toISOString(), ...(regimeId && { regime_id: regimeId }) }
  const actor = { kind: 'system', id: null } as const
  const events: NewEvent[] = []
  if (from < rungs.missed && to >= rungs.missed) events.push({ kind: 'clock_missed', at: now, actor, detail })
  if (to >= rungs.lead)
    for (const id of whoIsTold(people, Math.max(from, rungs.missed), to))
      events.push({ kind: 'clock_escalated', at: now, actor, detail: { ...detail, told_id: id } })
  if (events.length > 0) await appendEvents(tx, await lockComplaint(tx, complaintId), events, now)
}

type Told = { kind: NoticeKind; complaintId: string; detail: NoticeDetail }

/** Tells each person one by one, or how many there are when they are many. */
async function tell(tx: Tx, climbed: Climbed[], now: Date): Promise<void> {
  const byPerson = new Map<string, Told[]>()
  for (const { complaintId, kind: stage, due, from, to, ...people } of climbed) {
    const kind = to >= rungs.missed ? 'overdue' : 'due_soon'
    const told = { kind, complaintId, detail: { stage, due: due.toISOString(), owner_id: people.ownerId } } as const
    for (const id of whoIsTold(people, from, to)) byPerson.set(id, [...(byPerson.get(id) ?? []), told])
  }
  for (const [personId, all] of byPerson)
    for (const kind of ['overdue', 'due_soon'] as const) {
      const own = all.filter((each) => each.kind === kind)
      if (own.length <= mostOneByOne) for (const each of own) await notify(tx, { ...each, personIds: [personId], now })
      else {
        const detail = { count: new Set(own.map(({ complaintId }) => complaintId)).size }
        await notify(tx, { personIds: [personId], kind: `many_${kind}`, complaintId: null, detail, now })
      }
    }
}
