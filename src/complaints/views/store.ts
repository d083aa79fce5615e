import { type RawBuilder, sql } from 'kysely'
import { brokeConstraint, type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { publish } from '../../platform/live/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Layout, SavedView, ViewGiven } from './contract.ts'
import { type Keeper, mayChange, mayShare, type Sharing } from './rules.ts'

type Row = {
  id: string
  name: string
  ownerId: string
  ownerName: string
  sharedWith: Sharing
  teamId: string | null
  teamName: string | null
  search: Record<string, string>
  layout: Layout | null
  changedAt: Date
  version: number
}

/** Somebody as a keeper of views; a program keeps none and sees what is shared with everyone. */
export async function keeperOf(db: Database, caller: { id: string; role: string }): Promise<Keeper> {
  const { rows } = await sql<{ teamId: string | null }>`
    select team_id as "teamId" from people where id = ${caller.id}`.execute(db)
  return { id: caller.id, role: caller.role, teamId: rows[0]?.teamId ?? null }
}

/** Views `v` that somebody can see: their own, and what is shared with them. An administrator looks after all shared ones. */
function seenBy({ id, role, teamId }: Keeper): RawBuilder<unknown> {
  const shared =
    role === 'administrator'
      ? sql`v.shared_with <> 'nobody'`
      : sql`(v.shared_with = 'everyone' or (v.shared_with = 'team' and v.team_id = ${teamId}))`
  return sql`(v.owner_id = ${id} or ${shared})`
}

const select = (condition: RawBuilder<unknown>) => sql<Row>`
  select v.id, v.name, v.owner_id as "ownerId", p.name as "ownerName", v.shared_with as "sharedWith", v.team_id as "teamId",
    t.name as "teamName", v.search, v.layout, v.changed_at as "changedAt", v.version
  from saved_views v join people p on p.id = v.owner_id left join teams t on t.id = v.team_id where ${condition}`

const toView = (row: Row, keeper: Keeper): SavedView => ({
  id: row.id,
  name: row.name,
  owner: { id: row.ownerId, name: row.ownerName },
  sharedWith: row.sharedWith,
  team: row.teamId ? { id: row.teamId, name: row.teamName ?? '' } : null,
  search: row.search,
  layout: row.layout,
  mayChange: mayChange(keeper, row),
  changedAt: row.changedAt.toISOString(),
  version: row.version,
})

/** All views that somebody can see, by name. */
export async function listViews(db: Database, keeper: Keeper): Promise<SavedView[]> {
  const found = sql`v.deleted_at is null and ${seenBy(keeper)}`
  const { rows } = await sql<Row>`${select(found)} order by lower(v.name), v.id`.execute(db)
  return rows.map((row) => toView(row, keeper))
}

/** A view that somebody can see, held for a change when they may change it. @throws Problem view_not_found, view_not_yours */
async function holdView(tx: Tx, keeper: Keeper, id: string, isDeleted = false): Promise<Row> {
  const state = isDeleted ? sql`v.deleted_at is not null` : sql`v.deleted_at is null`
  const { rows } =
    await sql<Row>`${select(sql`v.id = ${id} and ${state} and ${seenBy(keeper)}`)} for update of v`.execute(tx)
  const row = rows[0]
  if (!row) throw new Problem('not_found', 'view_not_found')
  if (!mayChange(keeper, row)) throw new Problem('forbidden', 'view_not_yours', { owner: row.ownerName })
  return row
}

const refuseField = (key: string, field: string) =>
  new Problem('unprocessable', key, {}, { fields: [{ field, message: key }] })

/**
 * With which team a view is shared so: the one named, else the keeper's own.
 * @throws Problem view_team_needed, view_sharing_not_allowed
 */
function teamFor(keeper: Keeper, sharedWith: Sharing, teamId: string | null | undefined): string | null {
  const team = sharedWith === 'team' ? (teamId ?? keeper.teamId) : null
  if (sharedWith === 'team' && team === null) throw refuseField('view_team_needed', 'teamId')
  if (!mayShare(keeper, sharedWith, team)) throw new Problem('forbidden', 'view_sharing_not_allowed')
  return team
}

/** More than anybody can find their way in. */
const mostViews = 200

/** Saves a new view. @throws Problem view_team_needed, view_sharing_not_allowed, team_not_found, views_too_many */
export async function saveView(tx: Tx, keeper: Keeper, given: ViewGiven, now: Date): Promise<SavedView> {
  const teamId = teamFor(keeper, given.sharedWith, given.teamId)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from saved_views where owner_id = ${keeper.id} and deleted_at is null`.execute(tx)
  if ((rows[0]?.count ?? 0) >= mostViews) throw new Problem('conflict', 'views_too_many', { most: mostViews })
  const id = newId()
  await sql`
    insert into saved_views (id, owner_id, name, shared_with, team_id, search, layout, created_at, changed_at)
    values (${id}, ${keeper.id}, ${given.name}, ${given.sharedWith}, ${teamId}, ${JSON.stringify(given.search)},
      ${given.layout && JSON.stringify(given.layout)}, ${now}, ${now})`
    .execute(tx)
    .catch(explain)
  return viewNow(tx, keeper, id)
}

function explain(error: unknown): never {
  if (brokeConstraint(error, 'saved_views_team_id_fkey')) throw refuseField('team_not_found', 'teamId')
  throw error
}

/** What was just stored; whoever has the list of views open looks again. */
async function viewNow(tx: Tx, keeper: Keeper, id: string): Promise<SavedView> {
  publish(tx, { kind: 'views' })
  return toView(onlyRow(await select(sql`v.id = ${id}`).execute(tx)), keeper)
}

type Change = { [Part in keyof ViewGiven]?: ViewGiven[Part] | undefined }

/**
 * Changes a view; what is left out stays.
 * @throws Problem stale, view_not_found, view_not_yours, view_team_needed, view_sharing_not_allowed, team_not_found
 */
export async function changeView(
  tx: Tx,
  keeper: Keeper,
  { id, change, ifMatch, now }: { id: string; change: Change; ifMatch: IfMatch; now: Date },
): Promise<SavedView> {
  const held = await holdView(tx, keeper, id)
  requireVersion(ifMatch, held.version)
  const sharedWith = change.sharedWith ?? held.sharedWith
  const isShared = change.sharedWith !== undefined || change.teamId !== undefined
  const teamId = isShared ? teamFor(keeper, sharedWith, change.teamId ?? held.teamId) : held.teamId
  const layout = change.layout === undefined ? held.layout : change.layout
  await sql`
    update saved_views set name = ${change.name ?? held.name}, shared_with = ${sharedWith}, team_id = ${teamId},
      search = ${JSON.stringify(change.search ?? held.search)}, layout = ${layout && JSON.stringify(layout)},
      version = version + 1, changed_at = ${now} where id = ${id}`
    .execute(tx)
    .catch(explain)
  return viewNow(tx, keeper, id)
}

/** Deletes a view; its row stays, so that it can come back. @throws Problem stale, view_not_found, view_not_yours */
export async function deleteView(
  tx: Tx,
  keeper: Keeper,
  { id, ifMatch, now }: { id: string; ifMatch: IfMatch; now: Date },
): Promise<void> {
  const held = await holdView(tx, keeper, id)
  requireVersion(ifMatch, held.version)
  await sql`update saved_views set deleted_at = ${now}, version = version + 1 where id = ${id}`.execute(tx)
  publish(tx, { kind: 'views' })
}

/** Brings back a view that was deleted. @throws Problem view_not_found, view_not_yours */
export async function restoreView(tx: Tx, keeper: Keeper, id: string): Promise<SavedView> {
  await holdView(tx, keeper, id, true)
  await sql`update saved_views set deleted_at = null, version = version + 1 where id = ${id}`.execute(tx)
  return viewNow(tx, keeper, id)
}
