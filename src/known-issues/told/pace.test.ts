import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { sendLetters } from '../../complaints/letters/sending.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { lockPothole, noteProgress } from '../../potholes/record/store.ts'
import { tellDue } from './telling.ts'
import { tellerOf } from './told-for-tests.ts'

const smtp = await startSmtp()
const product = await startProduct()
const { db, clock } = product
const { pothole, complain, come, begin, post, arrived, leaving } = tellerOf(product, smtp)
const somebody = () => ({ email: `${newId()}@example.org` })
beforeEach(async () => {
  await sendLetters(leaving)
  smtp.received.length = 0
})

test('somebody whose letter cannot be queued keeps nobody behind them waiting, however slow the pace', async () => {
  const id = await pothole()
  const hit = []
  for (let number = 0; number < 3; number++) hit.push(await complain(id, somebody()))
  await come(id, 'proven')
  await begin(id, 'proven', { perHour: 60 })
  // The first in line is in the way of the database: their complaint is told already for somebody else.
  const { rows } = await sql<{ id: string; customerId: string }>`
    select id, customer_id as "customerId" from complaints where pothole_id = ${id} order by customer_id limit 1`.execute(
    db,
  )
  const { rows: addresses } = await sql<{ address: string }>`
    select address from customer_addresses where customer_id = ${rows[0]?.customerId}`.execute(db)
  const refused = addresses[0]?.address ?? ''
  await sql`alter table told add constraint in_the_way check (address <> ${sql.lit(refused)})`.execute(product.owned)
  for (let minute = 0; minute < 3; minute++) await post(60)
  const to = (await arrived()).map((letter) => letter.to)
  expect(new Set(to).size).toBe(2)
  expect(to).not.toContain(refused)
})

test('a pothole that is opened again while letters are queued is told of to nobody any more', async () => {
  const id = await pothole()
  await complain(id, somebody())
  await come(id, 'proven')
  await begin(id, 'proven')
  clock.advance(60_000)
  const waiting = async () =>
    Number((await column<string>(product.owned, `select count(*) from pg_locks where not granted`))[0])
  const { telling } = await inTransaction(db, async (tx) => {
    const locked = await lockPothole(tx, id)
    const begun = tellDue(leaving)
    // It has read that the repair is proven, and waits for us.
    await expect.poll(waiting, { timeout: 30_000 }).toBeGreaterThan(0)
    await noteProgress(tx, locked, { what: 'proven', at: null, now: clock.now(), actor: { kind: 'system', id: null } })
    return { telling: begun }
  })
  expect(await telling).toBe(0)
  await post()
  expect(await arrived()).toEqual([])
})
