import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, copyOf, isRoot, madeOnce, newFolder, smallDisk, start } from '../../../test/setup/postgres-folders.ts'
import { PostgresFailure, startEmbedded } from './index.ts'

const made = madeOnce()

/** What a start on `dataFolder` is refused with; every refusal must name a remedy and change no file. */
async function refusal(dataFolder: string): Promise<string> {
  const files = () => new Set(readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }))
  const before = files()
  const error = await startEmbedded({ dataFolder }).then(
    ({ stop }) => stop(),
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(PostgresFailure)
  expect((error as PostgresFailure).remedy).not.toBe('')
  expect(files()).toEqual(before)
  return (error as PostgresFailure).message
}

function fill(disk: string): void {
  const { status } = spawnSync('dd', ['if=/dev/zero', `of=${disk}/filling`, 'bs=1M'], { stdio: 'ignore' })
  expect(status, 'dd ends with an error when nothing more fits').toBe(1)
}

test('a database of another major version is left alone', async () => {
  const dataFolder = copyOf(made)
  writeFileSync(join(dataFolder, 'cluster', 'PG_VERSION'), '17\n')
  expect(await refusal(dataFolder)).toContain('made by PostgreSQL 17; this Amends comes with PostgreSQL 18')
  expect(readFileSync(join(dataFolder, 'cluster', 'PG_VERSION'), 'utf8')).toBe('17\n')
})

test('a database without its PG_VERSION is left alone', async () => {
  const dataFolder = copyOf(made)
  rmSync(join(dataFolder, 'cluster', 'PG_VERSION'))
  expect(await refusal(dataFolder)).toContain('is not a whole database')
})

test('a database without its credentials is left alone', async () => {
  const dataFolder = copyOf(made)
  rmSync(join(dataFolder, 'credentials.json'))
  expect(await refusal(dataFolder)).toContain('credentials.json is missing')
})

test('credentials of another backup are recognised, and the server does not stay behind', async () => {
  const dataFolder = copyOf(made)
  writeFileSync(join(dataFolder, 'credentials.json'), '{"user":"amends","password":"of another backup"}')
  await expect(startEmbedded({ dataFolder })).rejects.toThrow('signing in failed')
  expect(readdirSync(join(dataFolder, 'cluster'))).not.toContain('postmaster.pid')
})

test("a damaged database is left alone, with PostgreSQL's reason", async () => {
  const dataFolder = copyOf(made)
  rmSync(join(dataFolder, 'cluster', 'global', 'pg_control'))
  await expect(startEmbedded({ dataFolder })).rejects.toThrow(
    /did not start .*(pg_control|could not find the database system)/,
  )
})

test('a folder with other files is never made into a database', async () => {
  const dataFolder = newFolder()
  writeFileSync(join(dataFolder, 'thesis.txt'), 'years of work')
  expect(await refusal(dataFolder)).toContain('holds other files (thesis.txt)')
  expect(readFileSync(join(dataFolder, 'thesis.txt'), 'utf8')).toBe('years of work')
})

test("a PostgreSQL server's own folder is recognised and left alone", async () => {
  expect(await refusal(join(copyOf(made), 'cluster'))).toContain('is the folder of a PostgreSQL server, not of Amends')
})

test('a file where the folder should be is named', async () => {
  const path = join(newFolder(), 'data')
  writeFileSync(path, '')
  await expect(startEmbedded({ dataFolder: path })).rejects.toThrow(`${path} is not a folder`)
})

test('a socket folder that somebody else made is not used', async () => {
  const dataFolder = copyOf(made)
  const { connection, stop } = await startEmbedded({ dataFolder })
  await stop()
  mkdirSync(connection.host)
  chmodSync(connection.host, 0o777)
  try {
    expect(await refusal(dataFolder)).toContain('Somebody else made')
    rmSync(connection.host, { recursive: true })
    symlinkSync(newFolder(), connection.host)
    expect(await refusal(dataFolder)).toContain('Somebody else made')
  } finally {
    rmSync(connection.host, { recursive: true })
  }
})

test.runIf(isRoot)('on a disk that is too small nothing is begun', async () => {
  expect(await refusal(smallDisk(100))).toContain('needs 200 MB')
})

test.runIf(isRoot)('a full disk is named, and after making room everything is there', async () => {
  const disk = smallDisk(300)
  const dataFolder = join(disk, 'postgres')
  execFileSync('cp', ['-a', made, dataFolder])
  const first = await startEmbedded({ dataFolder })
  await ask(first.connection, 'create table kept as select 7 as n')
  await first.stop()
  fill(disk)
  await expect(startEmbedded({ dataFolder })).rejects.toThrow(/disk .* is full \(0 MB free\)/)
  rmSync(join(disk, 'filling'))
  const next = await start(dataFolder)
  expect(await ask(next.connection, 'select n from kept')).toBe(7)
})
