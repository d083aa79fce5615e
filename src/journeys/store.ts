import { sql } from 'kysely'
import { type Database, onlyRow, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'

/** A product or an issue, as a row of a small tree: `parentId` null at the top. */
export type Branch = { id: string; name: string; parentId: string | null }
export type Tree = 'products' | 'issues'
export type Words = { en: string; ru: string }
export type Step = { id: string; code: string; name: Words; journey: Words; position: number }

/** All products or issues by name; the trees are small. */
export async function listBranches(db: Database | Tx, tree: Tree): Promise<Branch[]> {
  const { rows } =
    await sql<Branch>`select id, name, parent_id as "parentId" from ${sql.table(tree)} order by lower(name)`.execute(db)
  return rows
}

/**
 * The id of the branch named by a path from the top (`['Mortgage', 'FHA mortgage']`), made where it is missing. Empty
 * names end the path; null when there is none.
 */
export async function ensureBranch(
  db: Database | Tx,
  tree: Tree,
  path: (string | null | undefined)[],
): Promise<string | null> {
  let parentId: string | null = null
  for (const step of path) {
    const name = step?.trim()
    if (!name) break
    parentId = await ensureChild(db, tree, parentId, name.slice(0, 300))
  }
  return parentId
}

async function ensureChild(db: Database | Tx, tree: Tree, parentId: string | null, name: string): Promise<string> {
  const found = await sql<{ id: string }>`
    select id from ${sql.table(tree)} where name = ${name} and parent_id is not distinct from ${parentId}`.execute(db)
  if (found.rows[0]) return found.rows[0].id
  const made = await sql<{ id: string }>`
    insert into ${sql.table(tree)} (id, name, parent_id) values (${newId()}, ${name}, ${parentId})
    on conflict (parent_id, name) do update set name = excluded.name returning id`.execute(db)
  return onlyRow(made).id
}

/** The steps of all journeys, in order. */
export async function listSteps(db: Database | Tx): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select s.id, s.code, s.name, j.name as journey, s.position from journey_steps s join journeys j on j.id = s.journey_id
    order by j.id, s.position`.execute(db)
  return rows
}

/** Stores a journey with its steps in the order given; a step whose code is known is renamed and moved here. */
export async function storeJourney(
  tx: Tx,
  { name, steps }: { name: Words; steps: { code: string; name: Words }[] },
): Promise<void> {
  const journeyId = newId()
  await sql`insert into journeys (id, name) values (${journeyId}, ${JSON.stringify(name)})`.execute(tx)
  for (const [index, step] of steps.entries()) {
    await sql`
      insert into journey_steps (id, journey_id, position, code, name)
      values (${newId()}, ${journeyId}, ${index + 1}, ${step.code}, ${JSON.stringify(step.name)})
      on conflict (code) do update set journey_id = excluded.journey_id, position = excluded.position, name = excluded.name`.execute(
      tx,
    )
  }
}
