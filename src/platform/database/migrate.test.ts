import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/setup/database.ts'
import { appRoleOf, connect } from './connect.ts'
import { MigrationError, migrate } from './migrate.ts'

const { owner } = await testDatabase()
const db = connect(owner, { max: 1 })
const folder = mkdtempSync(join(tmpdir(), 'amends-migrations-'))
afterAll(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const applied = async () =>
  (await sql<{ name: string }>`select name from migrations order by name`.execute(db)).rows.map((row) => row.name)

beforeEach(async () => {
  await sql`drop table if exists one, two`.execute(db)
  await sql`delete from migrations`.execute(db)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  write('0001_one.sql', 'create table one (id uuid primary key); grant select on one to :app_role')
})

test('files are applied in order, once, and those that come later afterwards', async () => {
  expect(await migrate(owner, folder)).toEqual(['0001_one.sql'])
  expect(await migrate(owner, folder)).toEqual([])
  write('0002_two.sql', 'create table two (id uuid primary key references one)')
  write('notes.txt', 'not a migration')
  expect(await migrate(owner, folder)).toEqual(['0002_two.sql'])
  expect(await applied()).toEqual(['0001_one.sql', '0002_two.sql'])
})

test('many who start at once apply them once', async () => {
  const done = await Promise.all([1, 2, 3, 4].map(() => migrate(owner, folder)))
  expect(done.flat()).toEqual(['0001_one.sql'])
})

test('one that fails undoes all that came with it', async () => {
  write('0002_two.sql', 'create table two (id uuid primary key); select nonsense')
  await expect(migrate(owner, folder)).rejects.toThrow('nonsense')
  expect(await applied()).toEqual([])
  const { rows } = await sql`select to_regclass('one') as one, to_regclass('two') as two`.execute(db)
  expect(rows).toEqual([{ one: null, two: null }])
})

test('a file that was changed after it was applied is refused by name', async () => {
  await migrate(owner, folder)
  write('0001_one.sql', 'create table one (id integer)')
  const error: unknown = await migrate(owner, folder).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(MigrationError)
  expect(String(error)).toContain('0001_one.sql was changed after it was applied')
})

test('a database of a newer version is refused, and says which version is needed', async () => {
  write('0009_future.sql', 'create table two (id integer primary key)')
  await migrate(owner, folder)
  rmSync(join(folder, '0009_future.sql'))
  await expect(migrate(owner, folder)).rejects.toThrow('Run the newer version')
})

test('the application’s role gets what the files grant', async () => {
  await migrate(owner, folder)
  const { role } = appRoleOf(owner)
  const { rows } =
    await sql`select has_table_privilege(${role}, 'one', 'select') as reads, has_table_privilege(${role}, 'one', 'insert') as adds`.execute(
      db,
    )
  expect(rows).toEqual([{ reads: true, adds: false }])
})
