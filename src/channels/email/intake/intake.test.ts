import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column } from '../../../../test/setup/product.ts'
import { replyTag } from '../../../complaints/links.ts'
import { secretOf } from '../../../platform/secret.ts'
import { startMailProduct, type Written } from '../../../../test/setup/mail-product.ts'

const product = await startMailProduct()
const { db, clock, people, call, deliver } = product
const agent = people.agent
const read = async (reference: string | null) =>
  (await call(agent, 'readComplaint', { params: { reference: reference ?? '' } })).body
const saidIn = async (reference: string | null) => {
  const { body } = await call(agent, 'readTimeline', { params: { reference: reference ?? '' } })
  return body.filter(({ kind }) => kind === 'customer_wrote').map(({ words }) => words)
}
const lettersOf = async (reference: string | null) =>
  column<string>(
    db,
    `select kind from letters l join complaints c on c.id = l.complaint_id where c.reference = '${reference}' order by occasion`,
  )
/** The last acknowledgement's Message-ID, as a mail program quotes it. */
const letterIdOf = async (reference: string | null) => {
  const [id] = await column<string>(
    db,
    `select l.complaint_id || '.acknowledgement.' || l.occasion from letters l join complaints c on c.id = l.complaint_id where c.reference = '${reference}'`,
  )
  return `${id}@example.com`
}
let people_ = 0
const somebody = (): string => `somebody.${++people_}@example.org`

test('a message becomes a complaint with its customer, subject, words and time, and is acknowledged', async () => {
  const sent = await deliver({
    from: 'Bo Berg <bo@example.org>',
    subject: 'Re: Late parcel',
    text: 'It never came.\n\nBo',
  })
  expect(sent).toMatchObject({ state: 'taken', became: 'complaint' })
  const complaint = await read(sent.reference)
  expect(complaint).toMatchObject({ title: 'Late parcel', channel: 'email', receivedAt: clock.now().toISOString() })
  expect(complaint.text).toContain('It never came.')
  expect(complaint.customer?.name).toBe('Bo Berg')
  expect(await lettersOf(sent.reference)).toEqual(['acknowledgement'])
})

test('the same message that comes again, or to two mailboxes, is taken once', async () => {
  const mail: Written = { from: somebody(), messageId: 'twice@example.org' }
  const first = await deliver(mail)
  const again = await deliver({ ...mail, headers: ['Delivered-To: info@example.com'] })
  expect(first.became).toBe('complaint')
  expect(again).toMatchObject({ state: 'repeated', reference: null })
})

test('another message under a Message-ID that is known is another message', async () => {
  const mail: Written = { from: somebody(), messageId: 'same-id@example.org', text: 'The lamp is broken.' }
  const first = await deliver(mail)
  const other = await deliver({ ...mail, from: somebody(), text: 'The chair is broken.' })
  expect(other.became).toBe('complaint')
  expect(other.reference).not.toBe(first.reference)
})

test('an answer to a letter of ours joins its complaint, with its files at the message', async () => {
  const { reference } = await deliver({ from: somebody() })
  const answer = await deliver({
    from: somebody(),
    subject: 'Something else entirely',
    text: 'Here is the picture.',
    headers: [`In-Reply-To: <${await letterIdOf(reference)}>`],
    files: { 'broken.txt': 'as you see' },
  })
  expect(answer).toMatchObject({ became: 'message', reference })
  expect(await saidIn(reference)).toEqual(['Here is the picture.'])
  const { body: files } = await call(agent, 'listAttachments', { params: { reference: reference ?? '' } })
  const { body: mails } = await call(agent, 'listComplaintMails', { params: { reference: reference ?? '' } })
  expect(files.map(({ name }) => name)).toEqual(['broken.txt'])
  expect(files[0]?.messageId).toBe(mails.find(({ became }) => became === 'message')?.messageId)
})

test('a reply tag in the address or in the subject joins its complaint, whoever writes', async () => {
  const { reference } = await deliver({ from: somebody() })
  const tag = replyTag(await secretOf(db, 'links'), reference ?? '')
  const byAddress = await deliver({ from: somebody(), to: `care+${tag}@example.com`, text: 'One.' })
  const bySubject = await deliver({ from: somebody(), subject: `AW: [${tag.toUpperCase()}] parcel`, text: 'Two.' })
  const byEnvelope = await deliver({ from: somebody(), text: 'Three.' }, [`care+${tag}@example.com`])
  expect([byAddress, bySubject, byEnvelope].map((each) => each.reference)).toEqual([reference, reference, reference])
  expect(await saidIn(reference)).toEqual(['One.', 'Two.', 'Three.'])
})

test('a tag that we did not make joins nothing', async () => {
  const { reference } = await deliver({ from: somebody() })
  const forged = `${reference}-0000000000`.toLowerCase()
  const other = await deliver({ from: somebody(), to: `care+${forged}@example.com`, subject: `[${forged}]` })
  expect(other.became).toBe('complaint')
  expect(other.reference).not.toBe(reference)
})

test('a number in the subject joins for the customer of that complaint, and for nobody else', async () => {
  const customer = somebody()
  const { reference } = await deliver({ from: customer })
  const theirs = await deliver({ from: customer, subject: `About ${reference}`, text: 'When does it come?' })
  const stranger = await deliver({ from: somebody(), subject: `About ${reference}`, text: 'Tell me all.' })
  expect(theirs).toMatchObject({ became: 'message', reference })
  expect(stranger.became).toBe('complaint')
  expect(stranger.reference).not.toBe(reference)
})

test('the same subject alone never joins', async () => {
  const customer = somebody()
  const first = await deliver({ from: customer, subject: 'Invoice' })
  const second = await deliver({ from: customer, subject: 'Re: Invoice' })
  expect(second.became).toBe('complaint')
  expect(second.reference).not.toBe(first.reference)
})

test('an answer to earlier mail joins for whoever wrote it, and is new from a stranger', async () => {
  const customer = somebody()
  const first = await deliver({ from: customer, messageId: 'own-1@example.org' })
  const headers = ['References: <unknown@example.org> <own-1@example.org>']
  const own = await deliver({ from: customer, headers, text: 'I forgot to say.' })
  const stranger = await deliver({ from: somebody(), headers, text: 'Me too.' })
  expect(own).toMatchObject({ became: 'message', reference: first.reference })
  expect(stranger.became).toBe('complaint')
  expect(stranger.reference).not.toBe(first.reference)
})

test('what a person quotes is not shown again, and the original keeps it', async () => {
  const { reference } = await deliver({ from: somebody() })
  const text = 'No, it did not come.\n\nOn Mon, 2 Mar 2026 at 09:00, Care <care@example.com> wrote:\n> Did it come?\n'
  const answer = await deliver({ from: somebody(), text, headers: [`In-Reply-To: <${await letterIdOf(reference)}>`] })
  expect(await saidIn(reference)).toEqual(['No, it did not come.'])
  const original = await call(agent, 'downloadMail', { params: { id: answer.id } })
  expect(original.text).toContain('> Did it come?')
})

test('an automatic answer is noted in the history, changes no words and is never answered', async () => {
  const { reference } = await deliver({ from: somebody() })
  const away = await deliver({
    from: somebody(),
    subject: 'Automatic reply: away',
    text: 'I am away until Monday.',
    headers: [`In-Reply-To: <${await letterIdOf(reference)}>`, 'Auto-Submitted: auto-replied'],
  })
  expect(away).toMatchObject({ state: 'taken', became: 'automatic', reference })
  expect(await saidIn(reference)).toEqual([])
  expect(await lettersOf(reference)).toEqual(['acknowledgement'])
})

test('automatic mail that belongs to nothing waits for a person and is not answered', async () => {
  const letters = await column<string>(db, 'select count(*)::text from letters')
  const newsletter = await deliver({
    from: somebody(),
    headers: ['Precedence: bulk', 'List-Unsubscribe: <mailto:x@example.org>'],
  })
  expect(newsletter).toMatchObject({ state: 'waiting', reason: 'automatic' })
  expect(await column<string>(db, 'select count(*)::text from letters')).toEqual(letters)
})

test('mail from our own addresses waits instead of going round', async () => {
  for (const from of ['care@example.com', 'Care <LETTERS@example.com>']) {
    expect(await deliver({ from })).toMatchObject({ state: 'waiting', reason: 'own' })
  }
})

test('two machines that write to each other stop: after some complaints none is acknowledged, then all wait', async () => {
  const from = somebody()
  const sent = []
  for (let turn = 0; turn < 22; turn++) sent.push(await deliver({ from, text: `Turn ${turn}` }))
  const acknowledged = await Promise.all(sent.map(async ({ reference }) => (await lettersOf(reference)).length))
  expect(acknowledged.reduce((sum, each) => sum + each, 0)).toBe(5)
  expect(sent.slice(0, 20).every(({ became }) => became === 'complaint')).toBe(true)
  expect(sent.slice(20).map(({ reason }) => reason)).toEqual(['too_many', 'too_many'])
  clock.advance(3_700_000)
  expect(await deliver({ from, text: 'An hour later' })).toMatchObject({ became: 'complaint' })
})

test('what a filter called spam is set aside, unless it answers a letter of ours', async () => {
  const { reference } = await deliver({ from: somebody() })
  const headers = ['X-Spam-Flag: YES']
  expect(await deliver({ from: somebody(), headers })).toMatchObject({ state: 'waiting', reason: 'spam' })
  const answer = [...headers, `In-Reply-To: <${await letterIdOf(reference)}>`]
  expect(await deliver({ from: somebody(), headers: answer })).toMatchObject({ became: 'message', reference })
})

test('what cannot be read waits and is kept whole', async () => {
  const bytes = Buffer.from([0, 1, 2, 255, 254, 13, 10, 7])
  const waiting = await deliver(bytes)
  expect(waiting).toMatchObject({ state: 'waiting', reason: 'unreadable' })
  const { headers } = await call(agent, 'downloadMail', { params: { id: waiting.id } })
  expect(Number(headers['content-length'])).toBe(bytes.length)
})

test('a letter that came back is noted at the letter', async () => {
  const { reference } = await deliver({ from: somebody() })
  await sql`update letters set attempts = 1, sent_at = ${clock.now()} where complaint_id = (select id from complaints where reference = ${reference})`.execute(
    db,
  )
  const report = [
    'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>',
    'To: letters@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    `Message-ID: <report-1@mx.example.org>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; somebody@example.org',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${await letterIdOf(reference)}>`,
    'Subject: We have your complaint',
    '',
    '--b--',
    '',
  ]
  expect(await deliver(Buffer.from(report.join('\r\n')))).toMatchObject({ became: 'bounce', reference })
  const [why] = await column<string>(
    db,
    `select l.bounce from letters l join complaints c on c.id = l.complaint_id where c.reference = '${reference}'`,
  )
  expect(why).toContain('no such user')
})

test('a delivery report about something that is not ours waits for a person', async () => {
  const report =
    'From: MAILER-DAEMON@mx.example.org\r\nTo: care@example.com\r\nSubject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; x@example.org\r\nAction: failed\r\nStatus: 5.0.0\r\n\r\n--b--\r\n'
  expect(await deliver(Buffer.from(report))).toMatchObject({ state: 'waiting', reason: 'bounced' })
})

test('programs are left out, the rest of a message comes in', async () => {
  const sent = await deliver({ from: somebody(), files: { 'run.exe': 'MZ', 'list.txt': 'one' } })
  const { body: files } = await call(agent, 'listAttachments', { params: { reference: sent.reference ?? '' } })
  const { body: mails } = await call(agent, 'listComplaintMails', { params: { reference: sent.reference ?? '' } })
  expect(files.map(({ name }) => name)).toEqual(['list.txt'])
  expect(mails.map(({ leftOut }) => leftOut)).toEqual([1])
})

test('what a customer writes to a complaint that was merged goes to where it goes on', async () => {
  const customer = somebody()
  const [one, other] = [
    await deliver({ from: customer, text: 'First.' }),
    await deliver({ from: customer, text: 'Again.' }),
  ]
  await call(agent, 'closeComplaint', {
    params: { reference: one.reference ?? '' },
    body: { closure: 'merged', into: other.reference ?? '' },
  })
  const headers = [`In-Reply-To: <${await letterIdOf(one.reference)}>`]
  expect(await deliver({ from: customer, headers, text: 'Any news?' })).toMatchObject({
    became: 'message',
    reference: other.reference,
  })
})
