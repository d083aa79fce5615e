import { sql } from 'kysely'
import { type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import type { Solution, SolutionState } from './contract.ts'
import { careTimes, daysAfter } from './settings.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What was proposed to solve a complaint, what the customer said, and how it was for them. */
export async function readSolution(db: Database | Tx, complaintId: string): Promise<SolutionState> {
  const { rows } = await sql<StateRow>`
    select w.closure, w.said_at as "saidAt", m.text as words, c.closed_at as "closedAt", k.reopen_until as "reopenUntil",
      rr.asked_at as "askedAt", r.satisfaction, r.effort, r.comment, r.rated_at as "ratedAt", h.why,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as "heldBy",
      (select recourse from closures l where l.closure = 'decided' order by l.closed_at desc limit 1) as "lastRecourse"
    from complaints c left join waiting_closures w on w.complaint_id = c.id
    left join messages m on m.complaint_id = c.id and m.id = w.message_id
    left join closures k on k.complaint_id = c.id and k.closed_at = c.closed_at and k.closure = c.closure
    left join rating_requests rr on rr.complaint_id = c.id left join ratings r on r.complaint_id = c.id
    left join rating_holds h on h.complaint_id = c.id left join people p on p.id = h.held_by
    where c.id = ${complaintId}`.execute(db)
  const row = onlyRow({ rows })
  const { closure, saidAt, words, askedAt, satisfaction, effort, comment, ratedAt, why, heldBy, lastRecourse } = row
  return {
    solutions: await listSolutions(db, complaintId),
    waiting: closure && saidAt && { closure, saidAt: saidAt.toISOString(), words: words ?? '' },
    reopenUntil: iso(await until(db, row)),
    rating: {
      askedAt: iso(askedAt),
      satisfaction,
      effort,
      comment,
      ratedAt: iso(ratedAt),
      hold: why && { why, by: heldBy },
    },
    lastRecourse,
  }
}

type Rating = SolutionState['rating']
type StateRow = Pick<Rating, 'satisfaction' | 'effort' | 'comment'> & {
  closure: 'solved' | 'withdrawn' | null
  saidAt: Date | null
  words: string | null
  closedAt: Date | null
  reopenUntil: Date | null
  askedAt: Date | null
  ratedAt: Date | null
  why: NonNullable<Rating['hold']>['why'] | null
  heldBy: { id: string; name: string } | null
  lastRecourse: string | null
}

async function until(db: Database | Tx, { closedAt, reopenUntil }: StateRow): Promise<Date | null> {
  if (!closedAt || reopenUntil) return reopenUntil
  return daysAfter(closedAt, (await careTimes(db)).reopenWithinDays)
}

type SolutionRow = Omit<Solution, 'proposedAt' | 'nextStepAt' | 'closesAt' | 'answeredAt'> & {
  proposedAt: Date
  nextStepAt: Date | null
  answeredAt: Date | null
}

async function listSolutions(db: Database | Tx, complaintId: string): Promise<Solution[]> {
  const { rows } = await sql<SolutionRow>`
    select s.id, m.text as words, s.proposed_at as "proposedAt",
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as "proposedBy",
      exists (select 1 from letters l where l.complaint_id = s.complaint_id and l.message_id = s.message_id) as letter,
      s.remind_after_days as "remindAfterDays", s.reminders_stated as "remindersStated",
      (select count(*)::integer from letters l where l.complaint_id = s.complaint_id and l.solution_id = s.id and l.is_sent) as "remindersSent",
      s.next_step_at as "nextStepAt", s.answer, s.answered_at as "answeredAt"
    from solutions s join messages m on m.complaint_id = s.complaint_id and m.id = s.message_id
    left join people p on p.id = s.proposed_by
    where s.complaint_id = ${complaintId} order by s.proposed_at desc, s.id desc`.execute(db)
  return rows.map((row) => ({
    ...row,
    proposedAt: row.proposedAt.toISOString(),
    nextStepAt: iso(row.nextStepAt),
    closesAt: iso(closesAt(row)),
    answeredAt: iso(row.answeredAt),
  }))
}

/** After the reminders that are still to come. */
const closesAt = ({ nextStepAt, remindersStated, remindersSent, remindAfterDays }: SolutionRow): Date | null =>
  nextStepAt && daysAfter(nextStepAt, remindAfterDays * Math.max(0, remindersStated - remindersSent))
