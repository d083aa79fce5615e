import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import { dueSpan } from './due-span.ts'
import type { ComplaintFilters, Due, HandoverState, Several } from './filter-shapes.ts'
import { fieldCondition, type KnownFilter, lookUpFields } from './fields/filter.ts'
import { anyAndNone, type Condition, oneOf, severalIn } from './several.ts'
import { tagCondition } from './tags/filter.ts'

/** Whose eyes look: someone in operations sees what they passed on and what they own, everyone else the whole. */
export type Viewer = { id: string; role: string }
export const seesEverything = (viewer: Viewer): boolean => viewer.role !== 'operations'

/** When the customer of a complaint `c` is owed something next: an update, or what a clock asks for. */
export const owedAt = sql`least(c.next_update_due, c.clock_due)`

/** What a viewer may see, as a condition on complaints `c`. */
export function visibleTo(viewer: Viewer): Condition {
  return seesEverything(viewer) ? sql`true` : sql`(c.logged_by = ${viewer.id} or c.owner_id = ${viewer.id})`
}

/** A product or issue and everything below it. */
export const withBranches = (tree: 'products' | 'issues', id: string): Condition => sql`(
  with recursive below as (select id from ${sql.table(tree)} where id = ${id}
    union all select child.id from ${sql.table(tree)} child join below on child.parent_id = below.id)
  select id from below)`

/**
 * What filters stand for that must be asked before the list itself, so that the database knows how many complaints to
 * expect and walks the right index: everything below the chosen products and issues, and the people of teams.
 */
export type Looked = {
  product: Map<string, string[]>
  issue: Map<string, string[]>
  teams: Map<string, string[]>
  fields: KnownFilter[]
}

const valuesOf = (filter: Several | undefined): string[] => [...(filter?.any ?? []), ...(filter?.none ?? [])]

/** Looks up what filters by product, issue and team stand for. */
export async function lookUp(db: Database, { product, issue, team, field }: ComplaintFilters): Promise<Looked> {
  const [products, issues, teams, fields] = await Promise.all([
    below(db, 'products', valuesOf(product)),
    below(db, 'issues', valuesOf(issue)),
    peopleOf(db, valuesOf(team)),
    lookUpFields(db, field),
  ])
  return { product: products, issue: issues, teams, fields }
}

/** Each of these products or issues with everything below it. */
async function below(db: Database, tree: 'products' | 'issues', values: string[]): Promise<Map<string, string[]>> {
  const ids = values.filter((value) => value !== 'none')
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ top: string; id: string }>`
    with recursive below as (select id as top, id from ${sql.table(tree)} where id in (${sql.join(ids)})
      union all select below.top, child.id from ${sql.table(tree)} child join below on child.parent_id = below.id)
    select top, id from below`.execute(db)
  return grouped(rows.map(({ top, id }) => [top, id]))
}

/** The people of each of these teams; of those without one under `none`. */
async function peopleOf(db: Database, teams: string[]): Promise<Map<string, string[]>> {
  if (teams.length === 0) return new Map()
  const { rows } = await sql<{ team: string; id: string }>`
    select coalesce(team_id::text, 'none') as team, id from people where coalesce(team_id::text, 'none') in (${sql.join(teams)})`.execute(
    db,
  )
  return grouped(rows.map(({ team, id }) => [team, id]))
}

function grouped(pairs: [string, string][]): Map<string, string[]> {
  const found = Map.groupBy(pairs, ([group]) => group)
  return new Map([...found].map(([group, members]) => [group, members.map(([, id]) => id)]))
}

function inBranches(
  kind: 'product' | 'issue',
  values: Several,
  { itself }: ComplaintFilters,
  looked: Looked,
): Condition {
  if (itself === kind) return severalIn(`${kind}_id`, values)
  const spread = (each: string[]) => each.flatMap((id) => (id === 'none' ? ['none'] : (looked[kind].get(id) ?? [])))
  return anyAndNone(values, (each) => oneOf(`${kind}_id`, spread(each)))
}

/** Its own team, as some sources state it; else the team of whoever owns it. */
function inTeams(values: Several, looked: Looked): Condition {
  return anyAndNone(values, (each) => {
    const owners = oneOf(
      'owner_id',
      each.flatMap((team) => looked.teams.get(team) ?? []),
    )
    const stated = each.filter((team) => team !== 'none')
    return sql`(${oneOf('team_id', stated)} or (c.team_id is null and ${owners}))`
  })
}

const dayLength = 86_400_000
const startOf = (day: string): Date => new Date(day)
const endOf = (day: string): Date => new Date(Date.parse(day) + dayLength)

/** The condition on a filter's value, if the filter is given. */
const when = <Value>(value: Value | undefined, condition: (value: Value) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)]

type Asked = { viewer: Viewer; looked: Looked; now: Date }

/**
 * The filters as conditions on complaints `c`; the words to search for are a condition of their own (`sourceOf`). One group
 * for each kind of thing a complaint can be narrowed by; a new kind of filter is a group of its own here.
 */
export function conditionsOf(filters: ComplaintFilters, asked: Asked): Condition {
  return sql.join(
    [
      visibleTo(asked.viewer),
      ...aboutState(filters, asked),
      ...aboutPeople(filters, asked),
      ...aboutTopic(filters, asked),
      ...aboutCause(filters),
      ...aboutTime(filters, asked),
      ...when(filters.tag, (tags) => tagCondition(sql`c.id`, tags)),
      ...asked.looked.fields.map((field) => fieldCondition(sql`c.id`, field)),
    ],
    sql` and `,
  )
}

const yesOrNo = (condition: Condition) => (isTrue: boolean) => (isTrue ? condition : sql`not ${condition}`)

function aboutState(filters: ComplaintFilters, { viewer, now }: Asked): Condition[] {
  return [
    ...when(filters.state, (state) => (state === 'open' ? sql`c.closed_at is null` : sql`c.closed_at is not null`)),
    ...when(filters.closure, (closure) => severalIn('closure', closure)),
    ...when(filters.overdue, (isOverdue) => overdueCondition(isOverdue, now)),
    ...when(filters.due, (dues) => anyAndNone(dues, (each) => dueCondition(each, now))),
    ...when(filters.reachedManagement, yesOrNo(sql`(c.reached_management_at is not null)`)),
    ...when(filters.pothole, (pothole) => severalIn('pothole_id', pothole)),
    ...when(filters.handover, (states) => anyAndNone(states, (each) => handoverCondition(each, viewer))),
  ]
}

function aboutPeople(filters: ComplaintFilters, { viewer, looked }: Asked): Condition[] {
  const named = ({ any, none }: Several): Several => {
    const byId = (value: string) => (value === 'me' ? viewer.id : value)
    return { any: any.map(byId), none: none.map(byId) }
  }
  return [
    ...when(filters.owner, (owner) => severalIn('owner_id', named(owner))),
    ...when(filters.team, (team) => inTeams(team, looked)),
    ...when(filters.loggedBy, (person) => severalIn('logged_by', named(person))),
    ...when(filters.customer, (customer) => severalIn('customer_id', customer)),
  ]
}

/** Asked of each complaint by its own index, or of the few that have files first: whichever the database finds cheaper. */
const hasAttachments = sql`exists (select 1 from attachments a where a.complaint_id = c.id and a.removed_at is null)`

function aboutTopic(filters: ComplaintFilters, { looked }: Asked): Condition[] {
  return [
    ...when(filters.product, (product) => inBranches('product', product, filters, looked)),
    ...when(filters.issue, (issue) => inBranches('issue', issue, filters, looked)),
    ...when(filters.step, (step) => severalIn('step_id', step)),
    ...when(filters.channel, (channel) => severalIn('channel', channel)),
    ...when(filters.language, (language) => severalIn('language', language)),
    ...when(filters.import, (imported) => severalIn('import_id', imported)),
    ...when(filters.withWords, yesOrNo(sql`(c.text is not null)`)),
    ...when(filters.attachments, yesOrNo(hasAttachments)),
  ]
}

function aboutCause(filters: ComplaintFilters): Condition[] {
  return [
    ...when(filters.causeClass, (causeClass) => severalIn('cause_class', causeClass)),
    ...when(filters.causeLocus, (locus) => severalIn('cause_locus', locus)),
    ...when(filters.cause, (cause) => severalIn('cause_id', cause)),
    ...when(filters.coded, yesOrNo(sql`(c.cause_class is not null)`)),
  ]
}

function aboutTime(filters: ComplaintFilters, { now }: Asked): Condition[] {
  const since = (days: number) => new Date(now.getTime() - days * dayLength)
  const changedAt = sql`coalesce(c.changed_at, c.recorded_at)`
  return [
    ...when(filters.from, (day) => sql`c.received_at >= ${startOf(day)}`),
    ...when(filters.to, (day) => sql`c.received_at < ${endOf(day)}`),
    ...when(filters.receivedWithin, (days) => sql`c.received_at >= ${since(days)}`),
    ...when(filters.closedFrom, (day) => sql`c.closed_at >= ${startOf(day)}`),
    ...when(filters.closedTo, (day) => sql`c.closed_at < ${endOf(day)}`),
    ...when(filters.closedWithin, (days) => sql`c.closed_at >= ${since(days)}`),
    ...when(filters.changedFrom, (day) => sql`${changedAt} >= ${startOf(day)}`),
    ...when(filters.changedTo, (day) => sql`${changedAt} < ${endOf(day)}`),
    ...when(filters.dueFrom, (day) => sql`(c.closed_at is null and ${owedAt} >= ${startOf(day)})`),
    ...when(filters.dueTo, (day) => sql`(c.closed_at is null and ${owedAt} < ${endOf(day)})`),
  ]
}

const overdueCondition = (isOverdue: boolean, now: Date): Condition =>
  isOverdue ? sql`(c.closed_at is null and ${owedAt} < ${now})` : sql`(c.closed_at is not null or ${owedAt} >= ${now})`

/** Open ones whose next update is due in one of these spans. */
function dueCondition(spans: readonly Due[], now: Date): Condition {
  const parts = spans.map((span) => {
    const { from, to } = dueSpan(span, now)
    return from ? sql`(${owedAt} >= ${from} and ${owedAt} < ${to})` : sql`${owedAt} < ${to}`
  })
  return sql`(c.closed_at is null and (${sql.join(parts, sql` or `)}))`
}

function handoverCondition(states: readonly HandoverState[], viewer: Viewer): Condition {
  const whose = { open: sql`true`, to_me: sql`h.to_id = ${viewer.id}`, from_me: sql`h.from_id = ${viewer.id}` }
  const parts = states.map((state) => whose[state])
  return sql`c.id in (select h.complaint_id from handovers h where h.answered_at is null and (${sql.join(parts, sql` or `)}))`
}
