import { sql } from 'kysely'
import { excerpt } from '../language/index.ts'
import type { StageKind } from './clocks/rules.ts'
import type { ComplaintListItem } from './shapes.ts'

type Words = { en: string; ru: string }

export type ItemRow = {
  id: string
  reference: string
  received_at: Date
  channel: ComplaintListItem['channel']
  language: string
  title: string | null
  words: string | null
  customer_id: string | null
  customer_name: string | null
  product_id: string | null
  product_name: string | null
  issue_id: string | null
  issue_name: string | null
  step_id: string | null
  step_name: Words | null
  named_team_id: string | null
  team_name: string | null
  owner_id: string
  owner_name: string
  logged_by: string | null
  logged_by_name: string | null
  next_update_due: Date | null
  clock_due: Date | null
  clock: { kind: StageKind; regime: string } | null
  closed_at: Date | null
  closure: ComplaintListItem['closure']
  reached_management_at: Date | null
  changed_at: Date
  cause_class: ComplaintListItem['causeClass']
  cause_locus: string | null
  cause_id: string | null
  cause_name: Words | null
  version: number
  tags: ComplaintListItem['tags']
}

/** The columns of a list item, for complaints `c`. */
export const itemColumns = sql`
  c.id, c.reference, c.received_at, c.channel, c.language, c.title, left(c.text, 600) as words, c.customer_id, c.product_id,
  c.issue_id, c.step_id, c.team_id, c.owner_id, c.logged_by, c.next_update_due, c.clock_due, c.closed_at, c.closure, c.reached_management_at,
  coalesce(c.changed_at, c.recorded_at) as changed_at, c.cause_class, c.cause_locus, c.cause_id, c.event_count as version`

/** The names that belong to the rows of one page, looked up for those rows only. */
export const nameColumns = sql`cu.name as customer_name, pr.name as product_name, i.name as issue_name, st.name as step_name,
  t.id as named_team_id, t.name as team_name, ca.name as cause_name, p.name as owner_name, lp.name as logged_by_name,
  (select json_build_object('kind', k.kind, 'regime', r.name) from complaint_clocks k join regimes r on r.id = k.regime_id
     where k.complaint_id = page.id and k.met_at is null and k.is_duty and k.due_at = page.clock_due order by r.name limit 1) as clock,
  (select coalesce(json_agg(json_build_object('id', tg.id, 'name', tg.name, 'colour', tg.colour) order by lower(tg.name)), '[]')
     from complaint_tags ct join tags tg on tg.id = ct.tag_id where ct.complaint_id = page.id) as tags`
export const withNames = sql`
  left join customers cu on cu.id = page.customer_id left join products pr on pr.id = page.product_id
  left join issues i on i.id = page.issue_id left join journey_steps st on st.id = page.step_id
  join people p on p.id = page.owner_id left join people lp on lp.id = page.logged_by
  left join teams t on t.id = coalesce(page.team_id, p.team_id) left join causes ca on ca.id = page.cause_id`

const named = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)
const translated = (id: string | null, name: Words | null) => (id && name ? { id, name } : null)
const moment = (at: Date | null): string | null => at?.toISOString() ?? null

/** When the customer is owed something next. */
export const owedOf = ({ next_update_due, clock_due }: Pick<ItemRow, 'next_update_due' | 'clock_due'>): Date | null =>
  next_update_due && clock_due && clock_due < next_update_due ? clock_due : next_update_due

/** A row as the list tells it. */
export const toItem = (row: ItemRow): ComplaintListItem => ({
  id: row.id,
  reference: row.reference,
  receivedAt: row.received_at.toISOString(),
  channel: row.channel,
  language: row.language,
  title: row.title,
  excerpt: row.words === null ? null : excerpt(row.words, 240),
  customer: row.customer_id ? { id: row.customer_id, name: row.customer_name } : null,
  product: named(row.product_id, row.product_name),
  issue: named(row.issue_id, row.issue_name),
  step: translated(row.step_id, row.step_name),
  team: named(row.named_team_id, row.team_name),
  owner: { id: row.owner_id, name: row.owner_name },
  loggedBy: named(row.logged_by, row.logged_by_name),
  nextUpdateDue: moment(row.next_update_due),
  clock: row.clock && row.clock_due ? { ...row.clock, dueAt: row.clock_due.toISOString() } : null,
  closedAt: moment(row.closed_at),
  closure: row.closure,
  reachedManagementAt: moment(row.reached_management_at),
  changedAt: row.changed_at.toISOString(),
  causeClass: row.cause_class,
  causeLocus: row.cause_locus,
  cause: translated(row.cause_id, row.cause_name),
  version: row.version,
  tags: row.tags,
})
