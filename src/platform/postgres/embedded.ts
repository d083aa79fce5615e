import type { DatabaseConnection } from './connection.ts'

export interface EmbeddedOptions {
  /** Absolute path of a folder of our own; created when missing. */
  dataFolder: string
  /** Told in one line each what takes a moment or is unusual: first start, recovery, adoption. */
  log?: (line: string) => void
  /** Called once if the server ends though nobody called `stop`. */
  lost?: (reason: Error) => void
  /** PostgreSQL settings laid over ours, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
}

export interface EmbeddedPostgres extends DatabaseConnection {
  /** True when a server left running by a killed process was taken over instead of started. */
  adopted: boolean
  /** Process id of the postmaster. */
  pid: number
  /** Ends the server cleanly and gives the folder free. Calling it twice is harmless. */
  stop(): Promise<void>
}

/** Starts (on an empty folder: makes) the embedded PostgreSQL in `dataFolder`. Throws `PostgresFailure`. */
export declare function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres>
