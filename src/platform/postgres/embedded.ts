import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { chooseAccount } from './account.ts'
import { findBinaries, linkLibraries } from './binaries.ts'
import { accessFile, settingsFile } from './conf.ts'
import { createCluster, ownerName, readCredentials } from './create.ts'
import { explain, PostgresFailure } from './failure.ts'
import { close, inspect, type Layout, layoutOf, makePrivate, ownerOf } from './folder.ts'
import { lockFolder } from './lock.ts'
import { type Postmaster, startPostmaster, stopPostmaster, survivor } from './postmaster.ts'
import { processStart } from './processes.ts'
import type { Programs } from './programs.ts'

export interface EmbeddedOptions {
  /** Absolute path of a folder for nothing but the database; made when missing. */
  dataFolder: string
  /** Told in one line each what takes a moment or is unusual: first start, repair, adoption. */
  log?: (line: string) => void
  /** Called once if the server ends though nobody called `stop`. */
  lost?: (reason: PostgresFailure) => void
  /** PostgreSQL settings laid over ours, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
}

/** How to sign in as the owner of the tables. The host is the folder of a socket, except on Windows. */
export interface EmbeddedConnection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export interface EmbeddedPostgres {
  connection: EmbeddedConnection
  /** True when a server left running by a killed process was taken over instead of started. */
  adopted: boolean
  /** Process id of the server. */
  pid: number
  /** Ends the server cleanly and gives the folder free. Calling it twice is harmless. */
  stop: () => Promise<void>
}

/**
 * Starts PostgreSQL on `dataFolder`; makes the database when the folder is empty, and takes over a server that still runs
 * there. On Linux the server ends with this process, even with a killed one. Throws `PostgresFailure` with a remedy, and
 * never writes over files that are there.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    const layout = layoutOf(options.dataFolder)
    const release = await lockFolder(layout.folder, { log: options.log })
    return await startLocked(layout, options, release).catch(async (error) => {
      await release()
      throw error
    })
  } catch (error) {
    throw await explain(error, options.dataFolder)
  }
}

async function startLocked(
  layout: Layout,
  options: EmbeddedOptions,
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {})
  const state = inspect(layout)
  const programs = await prepare(layout)
  if (state === 'interrupted')
    log('An earlier first start was interrupted before anything was stored; beginning again.')
  if (state !== 'ready') {
    log('Making the database…')
    await createCluster(layout, programs)
  }
  const found = await survivor(layout, log)
  if (found) log(`Taking over the database server that still runs (process ${found.pid}).`)
  const postmaster = found ?? (await startFresh(layout, programs, options, log))
  const connection = await connectionTo(layout, postmaster).catch(async (error) => {
    if (!found) await stopPostmaster(layout, programs, postmaster)
    throw error
  })
  return handle({ layout, programs, postmaster, connection, release, lost: options.lost, adopted: found !== null })
}

async function prepare(layout: Layout): Promise<Programs> {
  const binaries = findBinaries()
  const account = chooseAccount(layout.folder, binaries.native, ownerOf(layout))
  close(layout, account)
  return { binaries, account, environment: await linkLibraries(binaries.native, layout.libraries) }
}

async function startFresh(
  layout: Layout,
  programs: Programs,
  options: EmbeddedOptions,
  log: (line: string) => void,
): Promise<Postmaster> {
  // Readable for the account that runs the server; there is no secret in them.
  await writeFile(layout.settings, settingsFile(layout, options.settings), { mode: 0o644 })
  await writeFile(layout.access, accessFile(), { mode: 0o644 })
  if (process.platform !== 'win32') makePrivate(layout.socket, programs.account)
  return startPostmaster(layout, programs, process.platform === 'win32' ? await freePort() : 5432, log)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function connectionTo(layout: Layout, { socket, port }: Postmaster): Promise<EmbeddedConnection> {
  const connection = { host: socket || '127.0.0.1', port, database: ownerName, ...(await readCredentials(layout)) }
  await firstQuery(connection, layout)
  return connection
}

/** Signing in proves that it is our server; while it repairs itself it refuses with 57P03. */
async function firstQuery(connection: EmbeddedConnection, layout: Layout): Promise<void> {
  for (;;) {
    const client = new pg.Client(connection)
    // A server that ends while we ask says so twice; what the query throws is enough.
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch (cause) {
      if ((cause as { code?: string }).code !== '57P03') {
        throw new PostgresFailure(
          `The database server runs, but signing in failed: ${cause instanceof Error ? cause.message : String(cause)}`,
          `If ${layout.folder} was restored from a backup, restore credentials.json from the same backup.`,
          { cause },
        )
      }
      await wait(100)
    } finally {
      await client.end()
    }
  }
}

interface Running {
  layout: Layout
  programs: Programs
  postmaster: Postmaster
  connection: EmbeddedConnection
  release: () => Promise<void>
  lost: EmbeddedOptions['lost']
  adopted: boolean
}

function handle({ layout, programs, postmaster, connection, release, lost, adopted }: Running): EmbeddedPostgres {
  const { pid } = postmaster
  const unwatch = watch(postmaster, () => {
    lost?.(
      new PostgresFailure(
        'The database server ended by itself.',
        `Its last words are in ${layout.log}. Start Amends again.`,
      ),
    )
  })
  // A last resort where the kernel does not tie it to us; `stop` is the clean way.
  const atExit = () => {
    if (processStart(pid) !== null) process.kill(pid, 'SIGINT')
  }
  process.once('exit', atExit)
  let stopping: Promise<void> | undefined
  const stop = async () => {
    unwatch()
    await stopPostmaster(layout, programs, postmaster)
    process.off('exit', atExit)
    rmSync(layout.socket, { recursive: true, force: true })
    await release()
  }
  return {
    connection,
    adopted,
    pid,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

function watch({ pid, child }: Postmaster, ended: () => void): () => void {
  if (child) {
    child.once('exit', ended)
    return () => child.off('exit', ended)
  }
  const began = processStart(pid)
  const timer = setInterval(() => {
    if (processStart(pid) === began) return
    clearInterval(timer)
    ended()
  }, 1_000)
  timer.unref()
  return () => clearInterval(timer)
}
