import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from './database/index.ts'

const known = new WeakMap<object, Map<string, Promise<Buffer>>>()

/** A key of this installation, 32 random bytes; made when it is first asked for, the same ever after and for every process. */
export function secretOf(db: Database, name: string): Promise<Buffer> {
  const secrets = known.get(db) ?? new Map<string, Promise<Buffer>>()
  known.set(db, secrets)
  const found = secrets.get(name) ?? readSecret(db, name)
  secrets.set(name, found)
  // A failure is asked again next time.
  found.catch(() => secrets.delete(name))
  return found
}

/** The same inside a transaction. */
export async function readSecret(db: Database | Tx, name: string): Promise<Buffer> {
  await sql`insert into secrets (name, value) values (${name}, ${randomBytes(32)}) on conflict (name) do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ value: Buffer }>`select value from secrets where name = ${name}`.execute(db)
  const value = rows[0]?.value
  if (!value) throw new Error(`The key "${name}" could not be stored`)
  return value
}
