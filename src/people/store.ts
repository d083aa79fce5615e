import { sql } from 'kysely'
import { z } from 'zod'
import { brokeConstraint, type Database, onlyRow, type Tx } from '../platform/database/index.ts'
import { versionOfContent } from '../platform/http/etag.ts'
import { pageOf, readPlace } from '../platform/http/pages.ts'
import { newId } from '../platform/ids.ts'
import { recheckListener } from '../platform/live/index.ts'
import { Problem } from '../platform/problem.ts'
import type { Person } from './contract.ts'
import { handPotholesOn } from './owned-potholes.ts'
import type { Role } from './rules.ts'

type PersonRow = {
  id: string
  name: string
  email: string
  role: Role
  team_id: string | null
  team_name: string | null
  language: 'en' | 'ru'
  active: boolean
  open_complaints: number
}

function toPerson(row: PersonRow): Person {
  const { id, name, email, role, language, active } = row
  const team = row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null
  const version = versionOfContent([name, email, role, row.team_id, language, active])
  return { id, name, email, role, team, language, active, openComplaints: row.open_complaints, version }
}

const peopleRows = sql`
  select p.id, p.name, p.email, p.role, p.team_id, t.name as team_name, p.language, p.active, lower(p.name) as place,
    (select count(*) from complaints c where c.owner_id = p.id and c.closed_at is null) as open_complaints
  from people p left join teams t on t.id = p.team_id`
const peopleOrder = sql`order by p.active desc, lower(p.name), p.id`

/** Everyone who works here, active first, by name, each with the number of open complaints they own. */
export async function listPeople(db: Database | Tx): Promise<Person[]> {
  const { rows } = await sql<PersonRow>`${peopleRows} ${peopleOrder}`.execute(db)
  return rows.map(toPerson)
}

/** The same, a page at a time. @throws Problem cursor_unreadable */
export async function pageOfPeople(
  db: Database,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Person[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.boolean(), z.string(), z.uuid()]))
  const beyond = after
    ? sql`where (not p.active, lower(p.name), p.id) > (not ${after[0]}::boolean, ${after[1]}, ${after[2]}::uuid)`
    : sql``
  const { rows } = await sql<PersonRow & { place: string }>`
    ${peopleRows} ${beyond} ${peopleOrder} limit ${limit + 1}`.execute(db)
  const { items, next } = pageOf(rows, limit, ({ active, place, id }) => [active, place, id])
  return { items: items.map(toPerson), next }
}

/** @throws Problem person_not_found */
export async function findPerson(db: Database | Tx, id: string): Promise<Person> {
  const person = (await listPeople(db)).find((each) => each.id === id)
  if (!person) throw new Problem('not_found', 'person_not_found')
  return person
}

export type PersonToStore = {
  name: string
  email: string
  role: Role
  teamId?: string | null
  language: 'en' | 'ru'
  passwordHash: string | null
}

/** Stores a new active person. @throws Problem email_taken, team_not_found */
export async function insertPerson(db: Database | Tx, person: PersonToStore, now: Date): Promise<string> {
  const id = newId()
  try {
    await sql`
      with new_person as (
        insert into people (id, name, email, role, team_id, language, password_hash, created_at)
        values (${id}, ${person.name}, ${person.email}, ${person.role}, ${person.teamId ?? null}, ${person.language}, ${person.passwordHash}, ${now})
        returning id, role)
      insert into role_grants (person_id, role, granted_at) select id, role, ${now} from new_person`.execute(db)
  } catch (error) {
    throw explain(error)
  }
  return id
}

export type PersonChange = {
  name?: string
  role?: Role
  teamId?: string | null
  language?: 'en' | 'ru'
  passwordHash?: string
}

/** Changes what is given of a person; a new password ends their sessions. @throws Problem person_not_found, team_not_found */
export async function updatePerson(tx: Tx, id: string, change: PersonChange, now: Date): Promise<void> {
  const { numAffectedRows } = await sql`
    update people set
      name = coalesce(${change.name ?? null}, name),
      role = coalesce(${change.role ?? null}, role),
      team_id = case when ${change.teamId !== undefined} then ${change.teamId ?? null}::uuid else team_id end,
      language = coalesce(${change.language ?? null}, language),
      password_hash = coalesce(${change.passwordHash ?? null}, password_hash)
    where id = ${id}`
    .execute(tx)
    .catch((error) => {
      throw explain(error)
    })
  if (!numAffectedRows) throw new Problem('not_found', 'person_not_found')
  if (change.role) {
    await sql`insert into role_grants (person_id, role, granted_at) values (${id}, ${change.role}, ${now}) on conflict do nothing`.execute(
      tx,
    )
    if (change.role !== 'manager' && change.role !== 'executive')
      await handPotholesOn(tx, { id, successorId: null, now })
  }
  if (change.passwordHash) await sql`delete from sessions where person_id = ${id}`.execute(tx)
  if (change.passwordHash || change.role) recheckListener(tx, id)
}

function explain(error: unknown): unknown {
  if (brokeConstraint(error, 'people_email'))
    return new Problem(
      'conflict',
      'email_taken',
      {},
      { cause: error, fields: [{ field: 'email', message: 'email_taken' }] },
    )
  if (brokeConstraint(error, 'people_team_id_fkey'))
    return new Problem(
      'unprocessable',
      'team_not_found',
      {},
      { cause: error, fields: [{ field: 'teamId', message: 'team_not_found' }] },
    )
  return error
}

/**
 * Ends a person's activity: sessions end, what routes to them routes to the successor, their potholes to one who can decide. The database refuses while they
 * still own an open complaint, so the caller hands over first, in the same transaction.
 */
export async function endActivity(tx: Tx, id: string, successorId: string, now: Date): Promise<void> {
  await sql`delete from sessions where person_id = ${id}`.execute(tx)
  await sql`update routing_rules set to_person_id = ${successorId} where to_person_id = ${id}`.execute(tx)
  await handPotholesOn(tx, { id, successorId, now })
  await sql`update organization set last_resort_id = ${successorId} where last_resort_id = ${id}`.execute(tx)
  await sql`update people set active = false where id = ${id}`.execute(tx)
  recheckListener(tx, id)
}

/** @throws Problem person_not_found */
export async function resumeActivity(db: Database, id: string): Promise<void> {
  const { numAffectedRows } = await sql`update people set active = true where id = ${id}`.execute(db)
  if (!numAffectedRows) throw new Problem('not_found', 'person_not_found')
}

/** All teams by name, with how many active people each has. */
export async function listTeams(db: Database): Promise<{ id: string; name: string; people: number }[]> {
  const { rows } = await sql<{ id: string; name: string; people: number }>`
    select t.id, t.name, count(p.id) as people from teams t left join people p on p.team_id = t.id and p.active
    group by t.id order by lower(t.name)`.execute(db)
  return rows
}

/** The team of that name, made when there is none. */
export async function ensureTeam(db: Database | Tx, name: string): Promise<string> {
  const found = await sql<{ id: string }>`select id from teams where name = ${name}`.execute(db)
  if (found.rows[0]) return found.rows[0].id
  const made = await sql<{ id: string }>`
    insert into teams (id, name) values (${newId()}, ${name}) on conflict (name) do update set name = excluded.name returning id`.execute(
    db,
  )
  return onlyRow(made).id
}
