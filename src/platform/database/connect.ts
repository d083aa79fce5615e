import { createHash, createHmac } from 'node:crypto'
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
export type Connection = {
  host?: string
  port?: number
  user?: string
  password?: string
  database?: string
  url?: string
}

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
  const pool = new pg.Pool({ ...driverSettings(connection, options), Client: PreparingClient } as pg.PoolConfig)
  // A connection that the server ends must not end us, be it idle or at work: whoever waits on it is told by the query, and
  // the next query opens a new one.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * A connection that keeps the plan of statements marked `prepared` (see below): for the few that run hundreds of times a
 * second, planning costs as much as doing.
 */
class PreparingClient extends pg.Client {
  override query(...given: never[]): never {
    const [text, values] = given as unknown as [unknown, unknown[] | undefined]
    if (typeof text !== 'string' || !text.startsWith(preparedMark))
      return super.query(...(given as unknown as [never])) as never
    return super.query({ name: nameOf(text), text, values: values ?? [] }) as never
  }
}

const preparedMark = '/*prepared*/'
/** Begins a statement whose text is always the same, so that its plan is worth keeping. */
export const prepared = sql.raw(preparedMark)

const names = new Map<string, string>()
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `amends_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  names.set(text, name)
  return name
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

const isSignInRefusal = (error: unknown): boolean =>
  ['28000', '28P01'].includes((error as { code?: string }).code ?? '')
