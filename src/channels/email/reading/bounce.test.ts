import { expect, test } from 'vitest'
import { partsOf, read } from './mail-for-tests.ts'

const report = {
  From: 'MAILER-DAEMON@mx.example.com',
  'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
}
const original =
  'From: care@example.org\r\nSubject: Your complaint\r\nMessage-ID: <0190.reply.3@example.org>\r\n\r\nHello'
const statusOf = (lines: string) =>
  `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n${lines}`

test('a delivery report says which letter did not reach whom, and why', async () => {
  const lines =
    'Final-Recipient: rfc822; ann@new.example\r\nOriginal-Recipient: rfc822;ann@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n' +
    'Diagnostic-Code: smtp; 550 5.1.1 no such\r\n    mailbox'
  const mail = await read(
    report,
    partsOf('b', ['\r\nSorry.', statusOf(lines), `Content-Type: message/rfc822\r\n\r\n${original}`]),
  )
  expect(mail.bounce).toEqual({
    kind: 'failed',
    messageId: '0190.reply.3@example.org',
    subject: 'Your complaint',
    recipients: [
      { address: 'ann@example.com', isPermanent: true, status: '5.1.1', diagnostic: 'smtp; 550 5.1.1 no such mailbox' },
    ],
  })
  expect(mail.automatic?.kind).toBe('bounce')
  expect(mail.text).toBe('Sorry.')
})

test('a delay and a full mailbox are not for ever', async () => {
  const delayed = await read(
    report,
    partsOf('b', [statusOf('Final-Recipient: rfc822; a@b.c\r\nAction: delayed\r\nStatus: 4.4.1')]),
  )
  expect(delayed.bounce).toMatchObject({ kind: 'delayed', recipients: [{ address: 'a@b.c', isPermanent: false }] })
  const full = await read(
    report,
    partsOf('b', [statusOf('Final-Recipient: rfc822; a@b.c\r\nAction: failed\r\nStatus: 5.2.2')]),
  )
  expect(full.bounce).toMatchObject({ kind: 'failed', recipients: [{ isPermanent: false, status: '5.2.2' }] })
})

test('the quoted headers name the letter where the letter itself is left out', async () => {
  const headers = 'Content-Type: text/rfc822-headers\r\n\r\nSubject: Your complaint\r\nMessage-ID: <x@example.org>'
  const mail = await read(report, partsOf('b', [statusOf('Final-Recipient: rfc822; a@b.c\r\nAction: failed'), headers]))
  expect(mail.bounce).toMatchObject({ messageId: 'x@example.org', subject: 'Your complaint' })
})

test('a report in words alone is read by its sender and its lines', async () => {
  const words =
    'Delivery to the following recipient failed permanently:\r\n\r\n     ann@example.com\r\n\r\n550 5.1.0 Rejected\r\n\r\n' +
    '----- Original message -----\r\n\r\nReceived: by x\r\nMessage-ID: <y@example.org>\r\nSubject: Hi\r\n\r\nHi'
  const mail = await read(
    { From: 'mailer-daemon@example.com', Subject: 'Delivery Status Notification (Failure)' },
    words,
  )
  expect(mail.bounce).toEqual({
    kind: 'failed',
    messageId: 'y@example.org',
    subject: 'Hi',
    recipients: [{ address: 'ann@example.com', isPermanent: true, status: '5.1.0', diagnostic: '550 5.1.0 Rejected' }],
  })
  const named = await read({ From: 'x@example.com', 'X-Failed-Recipients': 'ann@example.com' }, 'It failed.')
  expect(named.bounce?.recipients[0]?.address).toBe('ann@example.com')
})

test('a reader who calls a letter unwanted is heard', async () => {
  const feedback =
    'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: <ann@example.com>'
  const mail = await read(
    { 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' },
    partsOf('b', ['\r\nAbuse.', feedback, `Content-Type: message/rfc822\r\n\r\n${original}`]),
  )
  expect(mail.bounce).toMatchObject({
    kind: 'unwanted',
    messageId: '0190.reply.3@example.org',
    recipients: [{ address: 'ann@example.com', diagnostic: 'abuse' }],
  })
  expect(mail.automatic?.kind).toBe('feedback_report')
})

test('a customer who forwards a report to us sends no report', async () => {
  const forwarded = `Content-Type: multipart/report; boundary=c\r\n\r\n${partsOf('c', [statusOf('Final-Recipient: rfc822; a@b.c\r\nAction: failed')])}`
  const mail = await read(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    partsOf('b', ['\r\nYour address does not work!', `Content-Type: message/rfc822\r\n\r\n${forwarded}`]),
  )
  expect(mail.bounce).toBeNull()
  expect(mail.automatic).toBeNull()
})
