import type { DatabaseConnection } from './connection.ts'

/**
 * Checks that `databaseUrl` (from DATABASE_URL) answers and is PostgreSQL 15 or newer, and says how to connect as owner
 * and as application. Throws `PostgresFailure`.
 */
export declare function serverSettings(databaseUrl: string): Promise<DatabaseConnection>
