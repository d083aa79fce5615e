import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  ask,
  copyOf,
  ended,
  isRunning,
  kill,
  madeOnce,
  newFolder,
  start,
  startElsewhere,
} from '../../../test/setup/postgres-folders.ts'
import { startEmbedded } from './index.ts'

const made = madeOnce()

/** A PATH without setpriv, as on systems that cannot tie a server's life to ours. */
function pathWithoutTie(): string {
  const folder = newFolder()
  symlinkSync('/usr/bin/unshare', join(folder, 'unshare'))
  return folder
}

test('a killed process takes its server along, and nothing stored is lost', async () => {
  const dataFolder = copyOf(made)
  const first = await start(dataFolder)
  await ask(first.connection, 'create table kept as select 7 as n')
  await first.stop()
  const holder = await startElsewhere(dataFolder)
  await kill(holder)
  await ended(holder.pid)
  const next = await start(dataFolder)
  expect(next.adopted).toBe(false)
  expect(await ask(next.connection, 'select n from kept')).toBe(7)
})

test('a start right after a kill waits for the old server to end instead of adopting it', async () => {
  const dataFolder = copyOf(made)
  const holder = await startElsewhere(dataFolder)
  await kill(holder)
  const next = await start(dataFolder)
  expect(next.adopted).toBe(false)
  expect(isRunning(holder.pid)).toBe(false)
})

test('a server that outlived its process is adopted, not started twice, and can be stopped', async () => {
  const dataFolder = copyOf(made)
  const holder = await startElsewhere(dataFolder, pathWithoutTie())
  await kill(holder)
  expect(isRunning(holder.pid)).toBe(true)
  const lines: string[] = []
  const next = await start(dataFolder, { log: (line) => lines.push(line) })
  expect(next).toMatchObject({ adopted: true, pid: holder.pid })
  expect(lines).toEqual([`Taking over the database server that still runs (process ${holder.pid}).`])
  expect(await ask(next.connection, 'select 1')).toBe(1)
  await next.stop()
  expect(isRunning(holder.pid)).toBe(false)
})

test('when an adopted server ends by itself we are told', async () => {
  const dataFolder = copyOf(made)
  const holder = await startElsewhere(dataFolder, pathWithoutTie())
  await kill(holder)
  const told = new Promise<string>((resolve) => {
    void start(dataFolder, { lost: ({ message }) => resolve(message) }).then(({ pid }) => process.kill(pid, 'SIGQUIT'))
  })
  expect(await told).toBe('The database server ended by itself.')
})

test('a second Amends on the same folder is refused and told by whom; the first goes on', async () => {
  const dataFolder = copyOf(made)
  const first = await start(dataFolder)
  const second = await startElsewhere(dataFolder)
  expect(second.failed).toContain(`already running on ${dataFolder} (process ${process.pid})`)
  await expect(startEmbedded({ dataFolder })).rejects.toThrow('already running')
  expect(await ask(first.connection, 'select 1')).toBe(1)
})

test('of several that start at once on an empty folder exactly one gets it', async () => {
  const dataFolder = join(newFolder(), 'postgres')
  const holders = await Promise.all([1, 2, 3].map(() => startElsewhere(dataFolder)))
  expect(holders.filter(({ failed }) => failed === undefined)).toHaveLength(1)
})

test('after the server was killed the next start says that it repairs, and finds what was stored', async () => {
  const dataFolder = copyOf(made)
  const first = await startEmbedded({ dataFolder })
  await ask(first.connection, 'create table kept as select 7 as n')
  process.kill(first.pid, 'SIGKILL')
  await ended(first.pid)
  await first.stop()
  const lines: string[] = []
  const next = await start(dataFolder, { log: (line) => lines.push(line) })
  expect(lines[0]).toContain('not shut down cleanly')
  expect(await ask(next.connection, 'select n from kept')).toBe(7)
})

test('a leftover postmaster.pid whose number belongs to another program does not prevent the start', async () => {
  const dataFolder = copyOf(made)
  writeFileSync(
    join(dataFolder, 'cluster', 'postmaster.pid'),
    `${process.pid}\n${dataFolder}/cluster\n1\n5432\n/tmp\n\n\nready   \n`,
  )
  const { connection } = await start(dataFolder)
  expect(await ask(connection, 'select 1')).toBe(1)
})

test('a first start that was killed half-way begins again', async () => {
  const dataFolder = join(newFolder(), 'postgres')
  mkdirSync(join(dataFolder, 'cluster.unfinished', 'base'), { recursive: true })
  writeFileSync(join(dataFolder, 'cluster.unfinished', 'PG_VERSION'), '18\n')
  const lines: string[] = []
  const { connection } = await start(dataFolder, { log: (line) => lines.push(line) })
  expect(lines[0]).toContain('was interrupted before anything was stored')
  expect(await ask(connection, 'select 1')).toBe(1)
})
