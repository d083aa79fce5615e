import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { failureFrom, freeBytes, PostgresFailure } from './failure.ts'
import { type Layout, makePrivate } from './folder.ts'
import { type Programs, run } from './programs.ts'

/** The role that owns the embedded database, and that database's name. */
export const ownerName = 'amends'

/** What a first start takes on disk, with room to work (bytes). */
const needed = 200 * 2 ** 20

interface Credentials {
  user: string
  password: string
}

/**
 * Makes a new cluster with the database and role `amends`. All is made under another name and renamed last, so an
 * interrupted attempt is never taken for a database. Throws `PostgresFailure`; then nothing is left behind.
 */
export async function createCluster(layout: Layout, programs: Programs): Promise<void> {
  const free = await freeBytes(layout.folder)
  if (free < needed) {
    throw new PostgresFailure(
      `A new database needs 200 MB; the disk that holds ${layout.folder} has ${Math.floor(free / 2 ** 20)} MB free. Nothing was made.`,
      'Free some space on that disk, or choose another folder with AMENDS_DATA, then start again.',
    )
  }
  await rm(layout.unfinished, { recursive: true, force: true })
  const password = randomBytes(32).toString('base64url')
  await writeDurably(layout.credentials, JSON.stringify({ user: ownerName, password } satisfies Credentials))
  makePrivate(layout.unfinished, programs.account)
  try {
    await initialise(layout, programs)
    await addOwner(layout, programs, password)
  } catch (error) {
    await rm(layout.unfinished, { recursive: true, force: true })
    throw error
  }
  await rename(layout.unfinished, layout.cluster)
  await syncFolder(layout.folder)
}

async function initialise(layout: Layout, programs: Programs): Promise<void> {
  const options = {
    pgdata: layout.unfinished,
    username: 'postgres',
    auth: 'trust',
    encoding: 'UTF8',
    locale: 'C',
    // Upper and lower case of every script, the same on every machine; who sorts names for people names a collation.
    'locale-provider': 'builtin',
    'builtin-locale': 'C.UTF-8',
  }
  const args = ['--no-instructions', ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)]
  const { code, said } = await run(programs, programs.binaries.initdb, args)
  if (code !== 0) throw failureFrom(said, await freeBytes(layout.folder), layout.folder)
}

/** Single-user mode: no socket is open before passwords are required. The superuser has none and so can never sign in. */
async function addOwner(layout: Layout, programs: Programs, password: string): Promise<void> {
  const statements = [
    `set scram_iterations = 64`,
    `create role ${ownerName} login createdb createrole password '${password}'`,
    `grant pg_monitor, pg_checkpoint, pg_maintain, pg_signal_backend to ${ownerName}`,
    `create database ${ownerName} owner ${ownerName}`,
    `revoke connect on database postgres, template1 from public`,
  ]
  const input = statements.map((statement) => `${statement};\n`).join('')
  const args = ['--single', '-c', 'exit_on_error=on', '-D', layout.unfinished, 'postgres']
  const { code, said } = await run(programs, programs.binaries.postgres, args, input)
  if (code !== 0) throw failureFrom(said, await freeBytes(layout.folder), layout.folder)
}

/** Name and password of the cluster's owner. Throws `PostgresFailure` when the file cannot be read. */
export async function readCredentials(layout: Layout): Promise<Credentials> {
  try {
    const { user, password } = JSON.parse(await readFile(layout.credentials, 'utf8'))
    if (typeof user === 'string' && typeof password === 'string') return { user, password }
  } catch {}
  throw new PostgresFailure(
    `The file ${layout.credentials} is damaged, so nobody can sign in to the database. The data was left as it is.`,
    'Put credentials.json back from a backup of this folder.',
  )
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true })
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
