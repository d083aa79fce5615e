import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { verifyEvents } from '../../src/complaints/events.ts'
import { insertOrganization } from '../../src/people/organization.ts'
import { insertPerson } from '../../src/people/store.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connect, connectAsApp, type Database, inTransaction, migrate } from '../../src/platform/database/index.ts'
import { startEmbedded } from '../../src/platform/postgres/index.ts'
import { column, startProduct } from '../setup/product.ts'

const { db, people, call } = await startProduct()
const { agent, analyst } = people

const create = (key: string, body: object, who: typeof agent = agent) =>
  call(who, 'createComplaint', { headers: { 'idempotency-key': key }, body: { text: 'Broken.', ...body } })
const stored = async (text: string) => column<string>(db, `select id from complaints where text = '${text}'`)

test('the same key twenty times at once is one complaint, with one letter', async () => {
  const same = { text: 'Twenty times', customer: { email: 'new@example.com', phone: '+49 30 1' } }
  const answers = await Promise.all(Array.from({ length: 20 }, () => create('twenty', same)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201))
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  expect(answers.filter((answer) => !answer.body.repeated)).toHaveLength(1)
  const [id] = await stored('Twenty times')
  expect(await column(db, `select kind from letters where complaint_id = '${id}'`)).toEqual(['acknowledgement'])
  expect(
    await column(db, `select count(*) from customers c join complaints k on k.customer_id = c.id and k.id = '${id}'`),
  ).toEqual([1])
})

test('the same key with other words is refused, and nothing is stored', async () => {
  await create('other', { text: 'First words' })
  const answer = await create('other', { text: 'Other words' })
  expect([answer.status, answer.body.type]).toEqual([422, 'urn:amends:problem:idempotency_key_reused'])
  expect(await stored('Other words')).toEqual([])
})

test('the same key of another person is another complaint', async () => {
  const [one, two] = [await create('mine', {}), await create('mine', {}, analyst)]
  expect(two.body.repeated).toBe(false)
  expect(two.body.id).not.toBe(one.body.id)
})

test('twenty complaints of one new customer at once are twenty of one customer', async () => {
  const body = { text: 'All at once', customer: { email: 'Busy@Example.com' } }
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => create(`busy ${index}`, body)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201))
  const customers = await column(db, `select distinct customer_id from complaints where text = 'All at once'`)
  expect(customers).toHaveLength(1)
  expect(
    await column(
      db,
      `select count(*) from customers where id not in (select customer_id from complaints where customer_id is not null)`,
    ),
  ).toEqual([0])
})

test('the number of a source is one complaint, whatever else differs', async () => {
  const of = (source: string, text: string) => create(`${source} ${text}`, { externalId: '4711', source, text })
  const [first, again, elsewhere] = [await of('desk', 'One'), await of('desk', 'Two'), await of('shop', 'Three')]
  expect([again.body.id, again.body.repeated]).toEqual([first.body.id, true])
  expect(elsewhere.body.id).not.toBe(first.body.id)
})

test('what was answered with success is there after the database crashed, and nothing is there twice', async () => {
  const { product, backend } = await productToCrash()
  const headers = { authorization: 'Bearer local-token' }
  const acknowledged: string[] = []
  const send = async (key: string): Promise<void> => {
    const payload = { text: `Number ${key}`, customer: { email: `${key}@example.com` } }
    const answer = await product.http.inject({
      method: 'POST',
      url: '/api/v1/complaints',
      headers: { ...headers, 'idempotency-key': key },
      payload,
    })
    if (answer.statusCode === 201) acknowledged.push(answer.json().id)
    else {
      // What a careful sender does: the same again, with the same key.
      await wait(20)
      await send(key)
    }
  }
  const workers = Array.from({ length: 8 }, async (_, worker) => {
    for (let turn = 0; turn < 30; turn++) await send(`${worker}-${turn}`)
  })
  while (acknowledged.length < 60) await wait(5)
  process.kill(await backend(), 'SIGKILL')
  await Promise.all(workers)
  const ids = await column<string>(product.db, 'select id from complaints')
  expect([...ids].sort()).toEqual([...acknowledged].sort())
  expect(ids).toHaveLength(240)
  expect((await verifyEvents(product.db)).breaks).toEqual([])
  expect(await column(product.db, 'select count(*) from letters')).toEqual([240])
})

/** The product over a server of its own, which may be killed without harm to other tests; durable as in earnest. */
async function productToCrash() {
  const folder = mkdtempSync(join(tmpdir(), 'amends-crash-'))
  const postgres = await startEmbedded({ dataFolder: join(folder, 'postgres') })
  await migrate(postgres.connection, join(import.meta.dirname, '..', '..', 'db', 'migrations'))
  const own = await connectAsApp(postgres.connection)
  const app = await createApp({ db: own, clock: systemClock, dataFolder: folder, localToken: 'local-token' })
  onTestFinished(async () => {
    await app.stop()
    await own.destroy()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await inTransaction(own, async (tx) => {
    const owner = { name: 'Ann', email: 'ann@example.com', role: 'agent', language: 'en', passwordHash: null } as const
    const lastResortId = await insertPerson(tx, owner, new Date())
    await insertOrganization(tx, { name: 'Us', language: 'en', demonstration: false, lastResortId })
  })
  return { product: { http: app.http, db: own }, backend: () => someBackend(connect(postgres.connection, { max: 1 })) }
}

/** The process of one of the application's connections. */
async function someBackend(watcher: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where application_name = 'amends' and pid <> pg_backend_pid()
    order by state = 'active' desc limit 1`.execute(watcher)
  await watcher.destroy()
  return rows[0]?.pid ?? 0
}
