import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { appRoleOf, type Connection, migrate } from '../../src/platform/database/index.ts'
import { serverSettings, startEmbedded } from '../../src/platform/postgres/index.ts'

/** What a test file needs to make a database of its own. */
export interface Place {
  /** Signs in as the owner to the database in which databases are made. */
  owner: Connection
  /** The migrated database that is copied, and how the names of all databases of this run begin. */
  template: string
  prefix: string
}

export interface Cluster {
  place: Place
  end: () => Promise<void>
}

const migrations = join(import.meta.dirname, '..', '..', 'db', 'migrations')

/** A new cluster in `folder`, which forgets what it promised when the power fails: faster, and here nobody minds. */
export async function embeddedCluster(folder: string): Promise<Cluster> {
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    max_wal_size: '256MB',
  }
  const postgres = await startEmbedded({ dataFolder: folder, settings })
  const place = await makeTemplate(postgres.connection, 'test')
  return { place, end: () => postgres.stop() }
}

/** A server that others may use too: all our databases have names of their own and go at the end. */
export async function serverCluster(url: string): Promise<Cluster> {
  const owner = await serverSettings(url)
  const { role } = appRoleOf(owner)
  const roleWasThere = await asOwner(
    owner,
    async (client) => (await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount,
  )
  const place = await makeTemplate(owner, `amends_test_${randomBytes(4).toString('hex')}`)
  return { place, end: () => asOwner(owner, (client) => clean(client, place.prefix, roleWasThere ? null : role)) }
}

async function makeTemplate(owner: Connection, prefix: string): Promise<Place> {
  const template = `${prefix}_template`
  await asOwner(owner, (client) => client.query(`create database ${template}`))
  await migrate(inDatabase(owner, template), migrations)
  return { owner, template, prefix }
}

async function clean(client: pg.Client, prefix: string, role: string | null): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows)
    await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`)
  // Another run on the same server may use the role; then it stays.
  if (role) await client.query(`drop role if exists ${client.escapeIdentifier(role)}`).catch(() => {})
}

/** The same connection to another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (!connection.url) return { ...connection, database }
  const url = new URL(connection.url)
  url.pathname = `/${database}`
  return { url: url.href }
}

/** Runs `work` with a connection of its own. */
export async function asOwner<Result>(
  owner: Connection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(owner.url ? { connectionString: owner.url } : owner)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
