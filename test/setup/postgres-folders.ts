import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { beforeAll, inject, onTestFinished } from 'vitest'
import { layoutOf } from '../../src/platform/postgres/folder.ts'
import { processStart } from '../../src/platform/postgres/processes.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from '../../src/platform/postgres/index.ts'

export const isRoot = process.getuid?.() === 0

/** A new empty folder that goes when the test is over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(inject('runFolder'), 'test-'))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let making: Promise<void> | undefined

/** A data folder for all tests of this process to copy; made before the first of them. */
export function madeOnce(): string {
  const made = join(inject('runFolder'), `made-${process.pid}`)
  beforeAll(() => {
    making ??= startEmbedded({ dataFolder: made }).then(({ stop }) => stop())
    return making
  })
  return made
}

/** A copy of the data folder `made`, which is quicker than making one. */
export function copyOf(made: string): string {
  const folder = join(newFolder(), 'postgres')
  execFileSync('cp', ['-a', made, folder])
  return folder
}

/** Starts PostgreSQL in this process; it is stopped when the test is over. */
export async function start(dataFolder: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataFolder, ...options })
  onTestFinished(() => postgres.stop())
  return postgres
}

export interface Holder {
  child: ChildProcess
  pid: number
  adopted: boolean
  failed?: string
}

/** Starts PostgreSQL in a process of its own. `path` are the folders in which it finds programs. */
export async function startElsewhere(dataFolder: string, path = process.env.PATH): Promise<Holder> {
  const script = join(import.meta.dirname, 'hold-postgres.ts')
  const child = spawn(process.execPath, [script, dataFolder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PATH: path },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  // A killed process cannot tidy up.
  onTestFinished(() => rmSync(layoutOf(dataFolder).socket, { recursive: true, force: true }))
  return { child, ...JSON.parse(String(line)) }
}

/** Kills the process that holds a server, which has no time to end it. */
export async function kill({ child }: Holder): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

export const isRunning = (pid: number): boolean => processStart(pid) !== null

/** Waits until process `pid` has ended. */
export async function ended(pid: number): Promise<void> {
  while (isRunning(pid)) await wait(20)
}

/** The first column of the first row of the answer. */
export async function ask(connection: pg.ClientConfig, question: string): Promise<unknown> {
  const client = new pg.Client(connection)
  // The server may end while we are connected; the query then says so.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** A small disk of its own, for tests as root. */
export function smallDisk(megabytes: number): string {
  const folder = newFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder])
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder])
  })
  return folder
}
