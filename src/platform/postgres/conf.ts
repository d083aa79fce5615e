import { totalmem } from 'node:os'
import type { Layout } from './folder.ts'

const megabyte = 2 ** 20

/**
 * Our settings, for a machine of two cores and many small durable transactions. `fsync`, `full_page_writes` and
 * `synchronous_commit` stay on: an answer of success means that the data is on disk.
 */
function settings(): Record<string, string> {
  const memory = Math.floor(totalmem() / megabyte)
  return {
    max_connections: '50',
    shared_buffers: `${Math.min(256, Math.max(32, Math.floor(memory / 4)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 4))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // Containers often have only 64 MB of /dev/shm; parallel queries take from here first.
    min_dynamic_shared_memory: '64MB',
    wal_compression: 'on',
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    autovacuum_naptime: '20s',
    autovacuum_vacuum_scale_factor: '0.05',
    // What an import brought is counted from indexes alone only once it was looked over.
    autovacuum_vacuum_insert_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.02',
    // The passwords are random, so stretching them only makes connecting slow.
    scram_iterations: '64',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The application logs its own errors; here only what concerns the server, so that the file stays small.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.simple',
  }
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** The text of postgresql.conf; `over` wins over ours, and the administrator's file over both. */
export function settingsFile(layout: Layout, over: Record<string, string> = {}): string {
  const lines = Object.entries({ ...settings(), ...over }).map(([name, value]) => `${name} = ${quoted(value)}`)
  return [
    '# Written by Amends at every start. Put your own settings in postgresql.local.conf beside this file.',
    ...lines,
    `include_if_exists = ${quoted(layout.localSettings)}`,
    '',
  ].join('\n')
}

/** The text of pg_hba.conf: a password always, so that no other user of the machine comes in. */
export function accessFile(): string {
  const local = process.platform === 'win32' ? 'host all all 127.0.0.1/32 scram-sha-256' : 'local all all scram-sha-256'
  return `# Written by Amends at every start.\n${local}\n`
}

/** What may not be changed by a file: where the server listens and where its files are. */
export function fixedArguments(layout: Layout, port: number): string[] {
  const windows = process.platform === 'win32'
  const fixed = {
    config_file: layout.settings,
    hba_file: layout.access,
    listen_addresses: windows ? '127.0.0.1' : '',
    unix_socket_directories: windows ? '' : layout.socket,
    unix_socket_permissions: '0700',
    port: String(port),
  }
  return Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
