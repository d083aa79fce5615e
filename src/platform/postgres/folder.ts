import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { PostgresFailure } from './failure.ts'
import { isLockFile } from './lock.ts'

/** The PostgreSQL that comes with Amends; the files of another major version cannot be opened. */
export const majorVersion = '18'

/** Where things are in the data folder. Only `cluster` belongs to the account that runs PostgreSQL. */
export interface Layout {
  folder: string
  /** PostgreSQL's own files. */
  cluster: string
  /** The same while they are being made; it takes the right name in the last step. */
  unfinished: string
  credentials: string
  settings: string
  access: string
  /** Laid over our settings when it exists: for an administrator. */
  localSettings: string
  log: string
  previousLog: string
  /** Links to libraries, only where the packages' folder may not be written. */
  libraries: string
  socket: string
}

/** Makes `dataFolder` when missing and says where things are in it. */
export function layoutOf(dataFolder: string): Layout {
  mkdirSync(dataFolder, { recursive: true })
  const folder = realpathSync(dataFolder)
  const at = (name: string) => join(folder, name)
  return {
    folder,
    cluster: at('cluster'),
    unfinished: at('cluster.unfinished'),
    credentials: at('credentials.json'),
    settings: at('postgresql.conf'),
    access: at('pg_hba.conf'),
    localSettings: at('postgresql.local.conf'),
    log: at('postgres.log'),
    previousLog: at('postgres.previous.log'),
    libraries: at('libraries'),
    socket: socketFolder(folder),
  }
}

/** A path for the socket: the system allows it about 100 bytes, data folders are often longer. */
function socketFolder(folder: string): string {
  const name = `amends-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  const path = join(realpathSync(tmpdir()), name)
  return Buffer.byteLength(path) > 80 ? join('/tmp', name) : path
}

/**
 * Looks at what is in the folder and never changes it. `new`: nothing yet; `interrupted`: a first start did not finish, so
 * nothing was ever stored; `ready`: a cluster. Throws `PostgresFailure` for anything else, so that nothing is written over.
 */
export function inspect(layout: Layout): 'new' | 'interrupted' | 'ready' {
  const names = readdirSync(layout.folder)
  const holds = (path: string) => names.some((name) => join(layout.folder, name) === path)
  if (holds(layout.cluster)) {
    checkCluster(layout, holds(layout.credentials))
    return 'ready'
  }
  const ours = [
    layout.unfinished,
    layout.credentials,
    layout.settings,
    layout.access,
    layout.localSettings,
    layout.libraries,
  ]
  const logs = [layout.log, layout.previousLog]
  const foreign = names.filter(
    (name) =>
      !isLockFile(name) &&
      !name.startsWith('.unfinished-lock-') &&
      name !== 'lost+found' &&
      ![...ours, ...logs].includes(join(layout.folder, name)),
  )
  if (foreign.length > 0) throw notEmpty(layout.folder, foreign)
  return holds(layout.unfinished) ? 'interrupted' : 'new'
}

function checkCluster({ folder, cluster }: Layout, hasCredentials: boolean): void {
  const version = readVersion(cluster)
  if (version === null) {
    throw new PostgresFailure(
      `The folder ${cluster} is not a whole database: its file PG_VERSION is missing. It was left as it is.`,
      `Restore ${folder} from a backup, or move it away to begin with an empty database.`,
    )
  }
  if (version !== majorVersion) {
    throw new PostgresFailure(
      `The data in ${folder} was made by PostgreSQL ${version}; this Amends comes with PostgreSQL ${majorVersion}. It was left as it is.`,
      'Start the Amends that made it, write a backup there, and restore that backup here into a new folder.',
    )
  }
  if (!hasCredentials) {
    throw new PostgresFailure(
      `The file credentials.json is missing in ${folder}, so nobody can sign in to the database. The data was left as it is.`,
      `Put credentials.json back from the same backup as the rest of ${folder}.`,
    )
  }
}

function readVersion(cluster: string): string | null {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch {
    return null
  }
}

function notEmpty(folder: string, foreign: string[]): PostgresFailure {
  if (foreign.includes('PG_VERSION')) {
    return new PostgresFailure(
      `${folder} is the folder of a PostgreSQL server, not of Amends. It was left as it is.`,
      'Start that server and set DATABASE_URL to it, or choose an empty folder.',
    )
  }
  return new PostgresFailure(
    `${folder} holds other files (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}) and no database of Amends. They were left as they are.`,
    'Choose an empty folder. If the database should be here, restore it from a backup.',
  )
}

/** The uid of the cluster's files; null when there are none. */
export function ownerOf({ cluster }: Layout): number | null {
  return statSync(cluster, { throwIfNoEntry: false })?.uid ?? null
}

/** Lets only `account` (and root) reach the data: the cluster 0700, the folder open only to passing through to it. */
export function close(layout: Layout, account: Account): void {
  chmodSync(layout.folder, account.switches ? 0o711 : 0o700)
  if (ownerOf(layout) !== null && ownerOf(layout) !== account.uid) handOver(layout.cluster, account)
}

function handOver(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) handOver(join(path, name), account)
}

/** Makes a folder that only `account` may enter; one that is there already must be just that. */
export function makePrivate(path: string, account: Account): void {
  try {
    mkdirSync(path, { mode: 0o700 })
    if (account.switches) chownSync(path, account.uid, account.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const found = lstatSync(path)
    const ours =
      process.platform === 'win32' ||
      ((found.mode & 0o077) === 0 && [account.uid, process.getuid?.()].includes(found.uid))
    if (!found.isDirectory() || !ours) {
      throw new PostgresFailure(
        `Somebody else made ${path}, where the database's socket should be. It was not used.`,
        `Ask the machine's administrator who made it and to remove it: rm -r ${path}`,
      )
    }
    if (account.switches) chownSync(path, account.uid, account.gid)
  }
}
