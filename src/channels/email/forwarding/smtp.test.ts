import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { column } from '../../../../test/setup/product.ts'
import { startMailProduct } from '../../../../test/setup/mail-product.ts'
import { listenForMail } from './smtp.ts'

const product = await startMailProduct()
const { db, services } = product
let door: Awaited<ReturnType<typeof listenForMail>>
let woken = 0

beforeAll(async () => {
  door = await listenForMail({ ...services, wake: () => void woken++ }, { port: 0, host: '127.0.0.1', tls: null })
})
afterAll(() => door.stop())

const send = (to: string | string[], subject: string) =>
  createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true }).sendMail({
    from: 'bo@example.org',
    to,
    subject,
    text: 'It never came.',
  })
const subjects = () => column<string>(db, 'select subject from mails where subject is not null order by subject')

test('a message for a forwarded address is on disk when the other server is told so', async () => {
  await send('care@example.com', 'By SMTP')
  expect(await column(db, 'select count(*)::int from mails')).toEqual([1])
  expect(woken).toBe(1)
  await product.settle()
  expect(await subjects()).toEqual(['By SMTP'])
})

test('an address with a tag belongs to the same mailbox, and the tag is kept', async () => {
  await send('care+am-00000-00000-0000000000@example.com', 'With a tag')
  expect(
    await column(
      db,
      "select forwarded_to[1] from mails where 'care+am-00000-00000-0000000000@example.com' = any (forwarded_to)",
    ),
  ).toHaveLength(1)
})

test('mail for other addresses is refused, so nobody sends through us', async () => {
  await expect(send('somebody@example.org', 'Relay me')).rejects.toMatchObject({ responseCode: 550 })
  await product.settle()
  expect(await subjects()).not.toContain('Relay me')
})
