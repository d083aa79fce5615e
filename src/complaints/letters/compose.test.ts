import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { sendFiles } from '../attachments/attaching-for-tests.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { secretOf } from '../../platform/secret.ts'
import { lockComplaint } from '../events.ts'
import { complaintOfLink, referenceOfTag } from '../links.ts'
import { type NewLetter, queueLetter } from './queue.ts'
import { sendLetters } from './sending.ts'

const smtp = await startSmtp()
const product = await startProduct()
const { db, owned, clock, files, call, people, send: request } = product
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })

async function complain({ language = 'en', name }: { language?: string; name?: string } = {}) {
  const body = { text: 'My parcel is late', language, customer: { email: `${newId()}@example.org`, name } }
  return (await call(people.agent, 'createComplaint', { body })).body
}

/** Sends what waits, and reads the last one as its reader's mail program does. */
async function sent() {
  await sendLetters({ db, clock, mailer, files, publicUrl: () => 'https://care.example.com' })
  const arrived = smtp.received.at(-1)
  const read = await PostalMime.parse(arrived?.raw ?? '')
  const header = (name: string) => read.headers.find(({ key }) => key === name)?.value
  return { ...read, header, returnedTo: arrived?.from }
}
const write = (id: string, letter: Pick<NewLetter, 'kind'> & Partial<NewLetter>) =>
  inTransaction(db, async (tx) =>
    queueLetter(tx, await lockComplaint(tx, id), {
      actor: { kind: 'system', id: null },
      now: clock.now(),
      ...letter,
    }),
  )

test('a letter is plain text and HTML with the customer’s own link, which is nowhere at rest', async () => {
  const { id, reference } = await complain()
  const { text = '', html = '', subject } = await sent()
  expect(subject).toBe(`We have your complaint ${reference}`)
  const [link, token = ''] = /https:\/\/care\.example\.com\/my-complaint\/([\w-]+)/.exec(text) ?? []
  expect(await complaintOfLink(db, token)).toBe(id)
  expect(html).toContain(`<a href="${link}"`)
  expect(html).not.toContain('[[link]]')
  const { rows } = await sql<{ body: string }>`select body from letters where complaint_id = ${id}`.execute(db)
  expect(rows[0]?.body).not.toContain(token)
})

test('what a customer or a person wrote cannot become markup of the letter', async () => {
  const { id } = await complain()
  await write(id, {
    kind: 'reply',
    values: { words: '<img src=x onerror=alert(1)> see https://example.com/a?b=1&c=2.' },
  })
  const { html = '', text } = await sent()
  expect(html).toContain('&lt;img src=x')
  expect(html).toContain('<a href="https://example.com/a?b=1&amp;c=2">')
  expect(text).toContain('<img src=x onerror=alert(1)>')
})

test('an answer goes to an address that names the complaint by a tag only we can make, and so does what is returned', async () => {
  const { reference } = await complain()
  const { replyTo, returnedTo, from } = await sent()
  expect(from).toEqual({ name: 'Care', address: 'care@example.com' })
  const [, tag = ''] = /^care\+(.*)@example\.com$/.exec(replyTo?.[0]?.address ?? '') ?? []
  expect(referenceOfTag(await secretOf(db, 'links'), tag)).toBe(reference)
  expect(returnedTo).toBe(replyTo?.[0]?.address)
})

test('where addresses with a tag do not work the tag is in the subject, and answers go where the settings say', async () => {
  const settings = { replyAddress: 'Help@Example.net', tagIn: 'subject' as const }
  const { status, body } = await call(people.administrator, 'changeLetterSettings', { body: settings })
  expect([status, body.replyAddress]).toEqual([200, 'help@example.net'])
  const { reference } = await complain()
  const { subject = '', replyTo, returnedTo } = await sent()
  expect(replyTo?.[0]?.address).toBe('help@example.net')
  expect(returnedTo).toBe('care@example.com')
  expect(referenceOfTag(await secretOf(db, 'links'), /\[(.*)\]$/.exec(subject)?.[1] ?? '')).toBe(reference)
  await call(people.administrator, 'changeLetterSettings', { body: { ...settings, tagIn: 'address' } })
  await complain()
  const other = await sent()
  expect(other.replyTo?.[0]?.address).toMatch(/^help\+am-.*@example\.net$/)
  // Returned to another domain it would look forged.
  expect(other.returnedTo).toBe('care@example.com')
  await call(people.administrator, 'changeLetterSettings', { body: { replyAddress: null, tagIn: 'address' } })
})

test('letters of one complaint name each other, and the customer’s last mail is what they answer', async () => {
  const { id } = await complain()
  const first = await sent()
  expect([first.inReplyTo, first.references]).toEqual([undefined, undefined])
  await write(id, { kind: 'reply', values: { words: 'It is on its way.' } })
  const second = await sent()
  expect(second.inReplyTo).toBe(first.messageId)
  await arrive(id, 'customer-1@example.org')
  await write(id, { kind: 'reply', values: { words: 'It arrives tomorrow.' } })
  const third = await sent()
  expect(third.inReplyTo).toBe('<customer-1@example.org>')
  expect(third.references?.split(/\s+/)).toEqual([first.messageId, second.messageId, '<customer-1@example.org>'])
})

/** A mail of the customer that became words on the complaint. */
async function arrive(complaintId: string, messageId: string): Promise<void> {
  const [mailbox, mail] = [newId(), newId()]
  const now = clock.now()
  await sql`
    insert into mailboxes (id, name, address, way, created_at) values (${mailbox}, 'Care', 'care@example.com', 'forward', ${now})`.execute(
    owned,
  )
  await sql`
    insert into mails (id, mailbox_id, size, arrived_at, stored_at, state, next_attempt_at, message_id)
    values (${mail}, ${mailbox}, 1, ${now}, ${now}, 'taken', ${now}, ${messageId})`.execute(owned)
  await sql`
    insert into complaint_mails (complaint_id, id, became, at) values (${complaintId}, ${mail}, 'message', ${now})`.execute(
    owned,
  )
}

test('answers to choose from are links with the words of each', async () => {
  const { id } = await complain()
  await write(id, { kind: 'thanks', values: { rating: '\nHow was it?\nGood: [[link]]/rate?satisfaction=4\n' } })
  const { html = '', text = '' } = await sent()
  expect(text).toMatch(/Good: https:\/\/care\.example\.com\/my-complaint\/[\w-]+\/rate\?satisfaction=4\n/)
  expect(html).toMatch(/<a href="https:\/\/[^"]+\/rate\?satisfaction=4">Good<\/a>/)
})

test('a letter carries the files of its message, and names those too large for one', async () => {
  const { id, reference } = await complain()
  await sent()
  const body = { direction: 'out', channel: 'email', text: 'See the plan.' } as const
  const message = (await call(people.agent, 'addMessage', { params: { reference }, body })).body.id
  await sendFiles(product, people.agent, reference, [{ name: 'plan.txt', content: 'Day 1' }], message)
  await sendFiles(product, people.agent, reference, [{ name: 'long.txt', content: 'x'.repeat(18_000_000) }], message)
  await sendFiles(product, people.agent, reference, [{ name: 'other.txt', content: 'of no message' }])
  await write(id, { kind: 'reply', values: { words: 'See the plan.' }, messageId: message })
  const { attachments, text } = await sent()
  expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([['plan.txt', 'text/plain']])
  expect(Buffer.from(attachments[0]?.content as ArrayBuffer).toString()).toBe('Day 1')
  expect(text).toMatch(/Too large for a letter: long\.txt\./)
})

test('letters that come by themselves say so, and those a person wrote do not', async () => {
  const { id } = await complain()
  const acknowledgement = await sent()
  expect(acknowledgement.header('auto-submitted')).toBe('auto-replied')
  expect(acknowledgement.header('x-auto-response-suppress')).toBe('All')
  await write(id, { kind: 'thanks' })
  expect((await sent()).header('auto-submitted')).toBe('auto-generated')
  for (const letter of [
    { kind: 'reply', values: { words: 'Yes.' } },
    { kind: 'notice', values: { words: 'It takes longer.' }, authorId: people.agent.id },
  ] as const) {
    await write(id, letter)
    expect((await sent()).header('auto-submitted'), letter.kind).toBeUndefined()
  }
})

test('only news of a repair can be stopped, with one click, and then no more comes', async () => {
  const { id } = await complain()
  expect((await sent()).header('list-unsubscribe')).toBeUndefined()
  await write(id, { kind: 'told', values: { words: 'The label is readable now.' } })
  const told = await sent()
  expect(told.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const [, path = ''] =
    /<https:\/\/care\.example\.com(\/stop-news\/[\w-]+)>/.exec(told.header('list-unsubscribe') ?? '') ?? []
  expect(told.text).toContain(path)
  const queued = async () => (await write(id, { kind: 'told', values: { words: 'Again.' } })) !== null
  // Programs that look at links before a person does stop nothing.
  expect((await request({ method: 'GET', url: path })).status).toBe(200)
  expect(await queued()).toBe(true)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const stopped = await request({ method: 'POST', url: path, headers, payload: 'List-Unsubscribe=One-Click' })
  expect(stopped.status).toBe(200)
  expect(await queued()).toBe(false)
  const wrong = `${path.slice(0, -2)}AA`
  expect((await request({ method: 'POST', url: wrong, headers, payload: '' })).status).toBe(404)
})

test('a letter is in the customer’s language, else in the company’s', async () => {
  await complain({ language: 'ru', name: 'Ольга' })
  expect((await sent()).subject).toMatch(/^Мы получили вашу жалобу AM-/)
  await complain({ language: 'pt' })
  expect((await sent()).subject).toMatch(/^We have your complaint AM-/)
})
