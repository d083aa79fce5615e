import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/setup/database.ts'
import { connect, connectAsApp } from './connect.ts'
import { insertRows } from './bulk.ts'
import { afterCommit, brokeConstraint, inTransaction, isDatabaseAway } from './transaction.ts'

const { owner } = await testDatabase()
const db = connect(owner, { max: 4 })
afterAll(() => db.destroy())
await sql`create table accounts (id integer primary key, units integer not null check (units >= 0), note text, day date, at timestamptz, raw bytea, more jsonb)`.execute(
  db,
)
await sql`insert into accounts (id, units) values (1, 100), (2, 100)`.execute(db)
const units = async (id: number) =>
  (await sql<{ units: number }>`select units from accounts where id = ${id}`.execute(db)).rows[0]?.units

test('two transactions that lock each other out both end well', async () => {
  const move = (from: number, to: number) =>
    inTransaction(db, async (tx) => {
      await sql`update accounts set units = units - 1 where id = ${from}`.execute(tx)
      await wait(50)
      await sql`update accounts set units = units + 1 where id = ${to}`.execute(tx)
    })
  await Promise.all([move(1, 2), move(2, 1)])
  expect([await units(1), await units(2)]).toEqual([100, 100])
})

test('a transaction that another got in the way of runs again, at most five times', async () => {
  let runs = 0
  const fail = (times: number) =>
    inTransaction(db, async (tx) => {
      runs += 1
      await sql`update accounts set units = units + 1 where id = 1`.execute(tx)
      if (runs <= times) throw Object.assign(new Error('could not serialize'), { code: '40001' })
      return runs
    })
  expect(await fail(4)).toBe(5)
  expect(await units(1)).toBe(101)
  runs = 0
  await expect(fail(99)).rejects.toThrow('could not serialize')
  expect(runs).toBe(5)
  expect(await units(1)).toBe(101)
})

test('whatever else goes wrong undoes all of it and is not tried again', async () => {
  let runs = 0
  const spend = inTransaction(db, async (tx) => {
    runs += 1
    await sql`update accounts set units = 0 where id = 2`.execute(tx)
    await sql`update accounts set units = -1 where id = 1`.execute(tx)
  })
  const error: unknown = await spend.catch((reason: unknown) => reason)
  expect(brokeConstraint(error, 'accounts_units_check')).toBe(true)
  expect(brokeConstraint(error, 'accounts_pkey')).toBe(false)
  expect(brokeConstraint(error)).toBe(true)
  expect(isDatabaseAway(error)).toBe(false)
  expect([runs, await units(2)]).toEqual([1, 100])
})

test.each([null, undefined, new Error('x'), 'x', { code: '42601' }])(
  '%j broke no constraint and is no absence',
  (error) => {
    expect(brokeConstraint(error)).toBe(false)
    expect(isDatabaseAway(error)).toBe(false)
  },
)

test('a database that is not there, or ends a connection, is away', async () => {
  const nowhere = connect({ host: '/nowhere', port: 1, user: 'nobody', database: 'none' })
  expect(isDatabaseAway(await sql`select 1`.execute(nowhere).catch((error: unknown) => error))).toBe(true)
  await nowhere.destroy()
  const ending = sql`select pg_terminate_backend(pg_backend_pid())`.execute(db).catch((error: unknown) => error)
  expect(isDatabaseAway(await ending)).toBe(true)
  // The next one may still be given the same connection; the one after is not.
  await vi.waitFor(async () => expect(await units(2)).toBe(100))
})

test('what is to follow a transaction happens after its commit, once however often it was tried, and never after a rollback', async () => {
  const told: string[] = []
  let tries = 0
  await inTransaction(db, async (tx) => {
    tries += 1
    afterCommit(tx, (of) => told.push(of === db ? `told ${tries}` : 'another database'))
    if (tries < 3) throw Object.assign(new Error('in the way'), { code: '40001' })
    expect(told).toEqual([])
  })
  expect(told).toEqual(['told 3'])
  const undone = inTransaction(db, async (tx) => {
    afterCommit(tx, () => told.push('undone'))
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  expect(told).toEqual(['told 3'])
  afterCommit(db, () => told.push('at once'))
  expect(told).toEqual(['told 3', 'at once'])
})

test('counts come as numbers, days as days, and times as they were', async () => {
  const at = new Date('2024-02-29T23:59:59.999Z')
  const { rows } =
    await sql`select count(*) as n, 1.5::numeric as numeric, '2024-02-29'::date as day, ${at}::timestamptz as at from accounts`.execute(
      db,
    )
  expect(rows).toEqual([{ n: 2, numeric: 1.5, day: '2024-02-29', at }])
})

test('many rows go in with one statement, in the types of the table', async () => {
  const at = new Date('2024-02-29T23:59:59.999Z')
  const row = {
    units: 1,
    note: `quote ' " \\ \n я 👩‍👧 zero\0`,
    day: '2024-02-29',
    at,
    raw: Buffer.from([0, 255, 10]),
    more: { a: ['\0', null] },
  }
  await inTransaction(db, async (tx) => {
    await insertRows(
      tx,
      'accounts',
      Array.from({ length: 1000 }, (_, index) => ({ id: 1000 + index, ...row })),
    )
    await insertRows(tx, 'accounts', [])
    await insertRows(tx, 'accounts', [{ id: 1000, units: 5 }], sql`on conflict do nothing`)
  })
  const { rows } = await sql`select units, note, day, at, raw from accounts where id = 1999`.execute(db)
  expect(rows).toEqual([{ units: 1, note: row.note.replaceAll('\0', ''), day: '2024-02-29', at, raw: row.raw }])
  expect(await units(1000)).toBe(1)
})

test('the application signs in as a role that owns nothing', async () => {
  const app = await connectAsApp(owner)
  await expect(sql`drop table accounts`.execute(app)).rejects.toThrow('must be owner')
  await expect(sql`create table mine ()`.execute(app)).rejects.toThrow('permission denied')
  await app.destroy()
})
