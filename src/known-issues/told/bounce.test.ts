import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startMailProduct } from '../../../test/setup/mail-product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { handleMails } from '../../channels/email/intake/handle.ts'
import { keepMail } from '../../channels/email/intake/keep.ts'
import { recordToldBounce } from './bounce.ts'
import { tellerOf } from './told-for-tests.ts'

const smtp = await startSmtp()
const product = await startMailProduct()
const { db, clock, mailboxId, outcomeOf } = product
const services = {
  ...product.services,
  cameBackElsewhere: (letter: Parameters<typeof recordToldBounce>[1]) => recordToldBounce(db, letter),
}
const { pothole, come, list, begin, persons, post, states } = tellerOf(product, smtp)

const reportAbout = (messageId: string) =>
  [
    'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>',
    'To: letters@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    `Message-ID: <report.${messageId.length}.${messageId.slice(0, 8)}@mx.example.org>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; sam@example.org',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}>`,
    '',
    '--b--',
    '',
  ].join('\r\n')

test('a letter to somebody of a list that comes back is noted at it, with why', async () => {
  const id = await pothole()
  await list(id, 'email\nsam@example.org')
  await come(id, 'proven')
  await begin(id)
  await post()
  expect(await states(id)).toEqual({ sent: 1 })
  const { rows } = await sql<{ id: string }>`select listed_id as id from told_letters`.execute(db)
  expect(await recordToldBounce(db, { messageId: 'x@example.com', why: 'no', now: clock.now() })).toBe(false)
  const bytes = Buffer.from(reportAbout(`${rows[0]?.id}.told_proven.1@example.com`))
  const kept = await keepMail(services, { mailboxId, at: null, bytes, arrivedAt: clock.now(), forwardedTo: [] })
  await handleMails(services)
  await expect.poll(async () => (await outcomeOf(kept ?? '')).state, { timeout: 15_000 }).toBe('dismissed')
  expect((await persons(id))[0]).toMatchObject({ state: 'came_back', reason: expect.stringContaining('no such user') })
})
