import { createHmac } from 'node:crypto'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'

// Counts come as bigint and numeric; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// A date is a day, not an instant: keep '2026-03-01' as it is.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** We write our SQL ourselves, so Kysely knows no tables: rows are typed where they are asked for. */
export type Tables = Record<string, never>
export type Database = Kysely<Tables>
export type Tx = Transaction<Tables>

/** How to reach one database as one user. */
export type Connection = { host?: string; port?: number; user?: string; password?: string; database?: string; url?: string }

export type ConnectOptions = { max?: number; role?: string }

/** Settings for the driver. A role is taken on at connection start, so no session state is set later. */
export function driverSettings(connection: Connection, { max = 10, role }: ConnectOptions = {}): pg.PoolConfig {
  const { url, ...parts } = connection
  return {
    ...(url ? { connectionString: url } : parts),
    max,
    application_name: 'amends',
    ...(role ? { options: `-c role=${role}` } : {}),
  }
}

/** Opens a pool of connections. Nothing is sent before the first query. */
export function connect(connection: Connection, options: ConnectOptions = {}): Database {
  const pool = new pg.Pool(driverSettings(connection, options))
  // An idle connection that the server ends must not end us; the next query opens a new one.
  pool.on('error', () => {})
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** The user a connection is for: named in it, in its address, or the driver's default. */
export function userOf(connection: Connection): string {
  const fromUrl = connection.url ? decodeURIComponent(new URL(connection.url).username) : undefined
  return connection.user ?? (fromUrl || process.env.USER || 'postgres')
}

/** Name and password of the application's own role beside an owner: the same owner always gives the same two. */
export function appRoleOf(owner: Connection): { role: string; password: string } {
  const secret = owner.url ? decodeURIComponent(new URL(owner.url).password) : (owner.password ?? '')
  const role = `${userOf(owner)}_amends_app`.slice(0, 63)
  return { role, password: createHmac('sha256', `amends ${secret}`).update(role).digest('base64url') }
}

/**
 * Opens the application's pool: signed in as the application's role. Where the server lets only system users sign in
 * (peer), it signs in as the owner and takes the role on.
 * @throws the driver's error when neither works
 */
export async function connectAsApp(owner: Connection, options: { max?: number } = {}): Promise<Database> {
  const { role, password } = appRoleOf(owner)
  const own = connect(withUser(owner, role, password), options)
  try {
    await sql`select 1`.execute(own)
    return own
  } catch (error) {
    await own.destroy()
    if (!isSignInRefusal(error)) throw error
    return connect(owner, { ...options, role })
  }
}

function withUser(owner: Connection, user: string, password: string): Connection {
  if (!owner.url) return { ...owner, user, password }
  const url = new URL(owner.url)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  return { url: url.href }
}

const isSignInRefusal = (error: unknown): boolean => ['28000', '28P01'].includes(String((error as { code?: unknown }).code))
