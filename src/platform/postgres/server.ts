import pg from 'pg'
import { PostgresFailure } from './failure.ts'

/** The oldest PostgreSQL whose features we use: `nulls not distinct` and others of 15. */
const oldestMajor = 15

/**
 * Checks that `databaseUrl` (from DATABASE_URL) answers and is PostgreSQL 15 or newer; returns how to connect as the owner
 * of the tables. Throws `PostgresFailure` naming what is wrong; the message never holds the password.
 */
export async function serverSettings(databaseUrl: string, oldest = oldestMajor): Promise<{ url: string }> {
  const shown = shownUrl(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  // A server that ends while we ask says so twice; what the query throws is enough.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    if (major < oldest) {
      throw new PostgresFailure(
        `The server at ${shown} is PostgreSQL ${major}; Amends needs ${oldest} or newer.`,
        'Upgrade that server, set DATABASE_URL to another, or leave DATABASE_URL empty to use the PostgreSQL that comes with Amends.',
      )
    }
    return { url: databaseUrl }
  } catch (error) {
    throw error instanceof PostgresFailure ? error : unreachable(error, shown)
  } finally {
    await client.end().catch(() => {})
  }
}

function shownUrl(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) {
    throw new PostgresFailure(
      'DATABASE_URL is not an address of a PostgreSQL database.',
      'Write it like postgres://user:password@host:5432/database; characters such as @ or / in the password as %40 or %2F.',
    )
  }
  const { username, host, pathname, searchParams } = new URL(databaseUrl)
  return `postgres://${username ? `${username}@` : ''}${host || searchParams.get('host') || ''}${pathname}`
}

const remedies: Record<string, string> = {
  ECONNREFUSED: 'Start that server, or correct host and port in DATABASE_URL.',
  ENOTFOUND: 'Correct the host in DATABASE_URL.',
  '28P01': 'Correct user and password in DATABASE_URL.',
  '28000': 'Allow this user in the pg_hba.conf of that server, or correct DATABASE_URL.',
  '3D000': 'Create that database (createdb), or correct its name in DATABASE_URL.',
  '53300': 'The server has no connection free: raise its max_connections or end other programs.',
}

function unreachable(error: unknown, shown: string): PostgresFailure {
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  const remedy = remedies[code] ?? 'Check that the server runs and that DATABASE_URL is right.'
  return new PostgresFailure(`The database at ${shown} cannot be used: ${message || code}`, remedy, { cause: error })
}
