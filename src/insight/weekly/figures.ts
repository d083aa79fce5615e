import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { type Period, periodBefore, spanOf } from '../../causes/period.ts'
import type { Share } from '../../causes/contract.ts'
import { owedAt, type Viewer } from '../../complaints/filters.ts'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import { shareOf } from '../silent/estimates.ts'
import type { InsideOut } from '../split/contract.ts'
import type { VoiceDrawer } from '../split/voices.ts'

/** Who gets a weekly letter: their team's customers are theirs; without a team, everybody's. */
export type WeeklyReader = Viewer & { team: { id: string; name: string } | null }
type Flow = { arrived: number; closed: number; solved: number }

/** A manager's own figures of a week. */
export type WeeklyFigures = {
  week: Period
  flow: Flow
  before: Flow
  /** Now, not in that week: open, and of these later than the customer was told. */
  open: number
  late: number
  /** Of those who rated in that week: 4 or 5 of 5. */
  satisfied: z.infer<typeof Share>
  /** Customers who were taken to this manager in that week, and all who still wait for a word of theirs. */
  reached: number
  waiting: number
  /** Potholes this manager owns that are not closed, and of these past their date. */
  potholes: number
  potholesLate: number
  /** Of the whole company, raised in that week. */
  alarms: number
  voices: InsideOut['voices']['complaints']
  /** How many complaints the voices were drawn among. */
  among: number
}

type Asked = { week: Period; now: Date; drawer: VoiceDrawer }

/** Reads a manager's own figures of a week (whole days, UTC), and three customers' words drawn at random from it. */
export async function weeklyFigures(
  db: Database,
  reader: WeeklyReader,
  { week, now, drawer }: Asked,
): Promise<WeeklyFigures> {
  const span = spanOf(week)
  const received = sql`select count(*)::int as n from complaints where received_at >= ${span.from} and received_at < ${span.until}`
  const [flow, before, { n: among }, rest] = await Promise.all([
    flowIn(db, reader, week),
    flowIn(db, reader, periodBefore(week)),
    countOf(db, received),
    Promise.all([openNow(db, reader, now), satisfaction(db, reader, span), ofManager(db, reader, { span, now })]),
  ])
  const [open, satisfied, own] = rest
  const asked = { key: `weekly ${week.from} ${week.to}`, today: week.to, counts: [{ span, n: among }] }
  const voices = await drawer.voices(asked, reader)
  return { week, flow, before, ...open, satisfied, ...own, voices, among }
}

type Span = ReturnType<typeof spanOf>

const countOf = async (db: Database, question: RawBuilder<unknown>) =>
  onlyRow(await (question as RawBuilder<{ n: number }>).execute(db))

/** Complaints `c` of owners `p` that are the reader's. */
const own = ({ team }: WeeklyReader, teamOf: RawBuilder<unknown>) => (team ? sql`${teamOf} = ${team.id}` : sql`true`)

async function flowIn(db: Database, reader: WeeklyReader, { from, to }: Period): Promise<Flow> {
  const { rows } = await sql<Flow>`
    select coalesce(sum(w.arrived), 0)::int as arrived, coalesce(sum(w.closed), 0)::int as closed, coalesce(sum(w.solved), 0)::int as solved
    from workload_days w join people p on p.id = w.owner_id
    where w.day between ${from}::date and ${to}::date and ${own(reader, sql`coalesce(w.team_id, p.team_id)`)}`.execute(
    db,
  )
  return rows[0] as Flow
}

async function openNow(db: Database, reader: WeeklyReader, now: Date): Promise<{ open: number; late: number }> {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*)::int as open, (count(*) filter (where ${owedAt} < ${now}))::int as late
    from complaints c join people p on p.id = c.owner_id
    where c.closed_at is null and ${own(reader, sql`coalesce(c.team_id, p.team_id)`)}`.execute(db)
  return rows[0] as { open: number; late: number }
}

async function satisfaction(db: Database, reader: WeeklyReader, { from, until }: Span): Promise<z.infer<typeof Share>> {
  const { rows } = await sql<{ satisfied: number; n: number }>`
    select (count(*) filter (where r.satisfaction >= 4))::int as satisfied, count(*)::int as n
    from ratings r join complaints c on c.id = r.complaint_id join people p on p.id = c.owner_id
    where r.rated_at >= ${from} and r.rated_at < ${until} and ${own(reader, sql`coalesce(c.team_id, p.team_id)`)}`.execute(
    db,
  )
  const { satisfied, n } = rows[0] as { satisfied: number; n: number }
  return shareOf({ successes: satisfied, n })
}

type Own = Pick<WeeklyFigures, 'reached' | 'waiting' | 'potholes' | 'potholesLate' | 'alarms'>

async function ofManager(
  db: Database,
  { id }: WeeklyReader,
  { span: { from, until }, now }: { span: Span; now: Date },
): Promise<Own> {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<Own>`
    select
      (select count(*)::int from escalations where manager_id = ${id} and at >= ${from} and at < ${until}) as reached,
      (select count(*)::int from escalations where manager_id = ${id} and spoke_at is null and ended_at is null) as waiting,
      (select count(*)::int from potholes where owner_id = ${id} and closed_at is null) as potholes,
      (select count(*)::int from potholes where owner_id = ${id} and closed_at is null and due_on < ${today}::date) as "potholesLate",
      (select count(*)::int from alarms where raised_at >= ${from} and raised_at < ${until}) as alarms`.execute(db)
  return rows[0] as Own
}
