import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { appRoleOf, type Connection, driverSettings } from './connect.ts'

/** A database that cannot be brought to this version; the message says why and what to do. */
export class MigrationError extends Error {}

type Step = { name: string; text: string; digest: string }

/**
 * Brings the database to this version: every file of `folder` not yet applied, in order of name, each in a transaction,
 * one migrating process at a time. Makes the application's role first, because the files grant to it.
 * @returns the names applied now
 * @throws MigrationError when an applied file has changed, is missing here, or the role may not be made
 */
export async function migrate(owner: Connection, folder: string): Promise<string[]> {
  const client = new pg.Client(driverSettings(owner) as pg.ClientConfig)
  await client.connect()
  try {
    const steps = await readSteps(folder)
    await client.query('begin')
    // One transaction for all: the lock ends with it, and a pooler in between does no harm.
    await client.query('select pg_advisory_xact_lock(727300)')
    const role = await ensureAppRole(client, owner)
    const applied = await applySteps(client, steps, role)
    await client.query('commit')
    return applied
  } finally {
    await client.end()
  }
}

async function readSteps(folder: string): Promise<Step[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function ensureAppRole(client: pg.Client, owner: Connection): Promise<string> {
  const { role, password } = appRoleOf(owner)
  const name = client.escapeIdentifier(role)
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  try {
    if (rowCount === 0) await client.query(`create role ${name} login password ${client.escapeLiteral(password)}`)
    const { rows } = await client.query(
      `select pg_has_role(current_user, $1, 'member') as member, current_database() as database`,
      [role],
    )
    if (!rows[0].member) await client.query(`grant ${name} to current_user`)
    await client.query(`grant connect on database ${client.escapeIdentifier(rows[0].database)} to ${name}`)
  } catch (cause) {
    throw new MigrationError(
      `The user of DATABASE_URL may not create the role "${role}" that the application runs under. ` +
        `Ask the database's administrator: CREATE ROLE "${role}" LOGIN PASSWORD '…'; GRANT "${role}" TO that user.`,
      { cause },
    )
  }
  return name
}

async function applySteps(client: pg.Client, steps: Step[], role: string): Promise<string[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migrations')
  const known = new Map(rows.map((row) => [row.name, row.digest]))
  for (const name of known.keys()) {
    if (!steps.some((step) => step.name === name)) {
      throw new MigrationError(
        `The database has the change "${name}", which this version does not know. Run the newer version.`,
      )
    }
  }
  const applied: string[] = []
  for (const step of steps) {
    if (known.get(step.name) === step.digest) continue
    if (known.has(step.name))
      throw new MigrationError(`The file ${step.name} was changed after it was applied. Put the original back.`)
    await client.query(step.text.replaceAll(':app_role', role))
    await client.query('insert into migrations (name, digest) values ($1, $2)', [step.name, step.digest])
    applied.push(step.name)
  }
  return applied
}
