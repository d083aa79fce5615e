import { sql } from 'kysely'
import { type Database, prepared } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { recheckListener } from '../platform/live/index.ts'
import { Problem } from '../platform/problem.ts'
import type { Role } from './rules.ts'
import { hashOf, newToken } from './tokens.ts'

export type ApiKey = { id: string; name: string; role: Role }

/** Makes an API key: `amends_…`, 256 bits, stored hashed. */
export async function createApiKey(
  db: Database,
  { name, role }: { name: string; role: Role },
  now: Date,
): Promise<{ id: string; key: string }> {
  const key = `amends_${newToken()}`
  const id = newId()
  await sql`insert into api_keys (id, key_hash, name, role, created_at) values (${id}, ${hashOf(key)}, ${name}, ${role}, ${now})`.execute(
    db,
  )
  return { id, key }
}

/** How long a key that called is taken for good: a program's next call then asks nothing. Revoking ends it at once. */
const trustMilliseconds = 2000
const trusted = new WeakMap<Database, Map<string, { key: ApiKey; until: number }>>()

/** The key, or null when unknown or revoked. */
export async function findApiKey(db: Database, secret: string): Promise<ApiKey | null> {
  const hash = hashOf(secret)
  const name = hash.toString('base64')
  const keys = trusted.get(db) ?? new Map<string, { key: ApiKey; until: number }>()
  trusted.set(db, keys)
  const known = keys.get(name)
  if (known && performance.now() < known.until) return known.key
  const { rows } =
    await sql<ApiKey>`${prepared}select id, name, role from api_keys where key_hash = ${hash} and revoked_at is null`.execute(
      db,
    )
  const key = rows[0] ?? null
  // Into the map that was there when we asked: if a key was revoked meanwhile, nobody looks into that one any more.
  if (key) keys.set(name, { key, until: performance.now() + trustMilliseconds })
  return key
}

export async function listApiKeys(
  db: Database,
): Promise<{ id: string; name: string; role: Role; createdAt: string; revokedAt: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; role: Role; created_at: Date; revoked_at: Date | null }>`
    select id, name, role, created_at, revoked_at from api_keys order by created_at desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }))
}

/** @throws Problem key_not_found */
export async function revokeApiKey(db: Database, id: string, now: Date): Promise<void> {
  const { numAffectedRows } =
    await sql`update api_keys set revoked_at = coalesce(revoked_at, ${now}) where id = ${id}`.execute(db)
  trusted.delete(db)
  if (!numAffectedRows) throw new Problem('not_found', 'key_not_found')
  recheckListener(db, id)
}
