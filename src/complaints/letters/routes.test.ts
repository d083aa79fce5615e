import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { lockComplaint } from '../events.ts'
import { addressWorks, recordBounce } from './bounce.ts'
import { developmentMailer } from './development-mailbox.ts'
import { queueLetter } from './queue.ts'
import { messageIdOf } from './rules.ts'
import { sendLetters } from './sending.ts'

const smtp = await startSmtp()
const { db, clock, files, call, people } = await startProduct()
const { agent, manager, administrator } = people
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const kept = developmentMailer({ db, clock, from: 'Care <care@example.com>' })
const publicUrl = () => 'https://care.example.com'
const send = (by = mailer) => sendLetters({ db, clock, mailer: by, files, publicUrl })

async function complain(email = `${newId()}@example.org`, language = 'en') {
  const body = { text: 'My parcel is late', language, customer: { email } }
  return { ...(await call(agent, 'createComplaint', { body })).body, email }
}
const lettersOf = async (reference: string) => (await call(agent, 'listLetters', { params: { reference } })).body
const resend = (reference: string, to?: string, letter = 'acknowledgement.2') =>
  call(agent, 'resendLetter', { params: { reference, letter }, body: { to } })
const bounce = (id: string, reason = '550 5.1.1 No such user') => {
  const messageId = messageIdOf(id, { kind: 'acknowledgement', occasion: 2 }, 'example.com')
  return inTransaction(db, (tx) => recordBounce(tx, { letter: messageId, reason, now: clock.now() }))
}

test('a letter that came back is shown so, with the reason, told to the owner, and recorded once', async () => {
  const { id, reference } = await complain()
  await send()
  expect([await bounce(id), await bounce(id, 'again')]).toEqual([id, null])
  expect(await lettersOf(reference)).toMatchObject([{ state: 'came_back', reason: '550 5.1.1 No such user' }])
  const { items } = (await call(agent, 'listNotices', {})).body
  expect(items.filter(({ complaint }) => complaint?.reference === reference)).toMatchObject([
    { kind: 'letter_failed', detail: { letter: 'acknowledgement' } },
  ])
  const timeline = (await call(agent, 'readTimeline', { params: { reference } })).body
  expect(timeline.at(-1)).toMatchObject({ kind: 'letter_came_back', actor: { kind: 'system' } })
})

test('a bounce of a letter that never left, or of none of ours, is nobody’s', async () => {
  const { id, reference } = await complain()
  expect([await bounce(id), await bounce(newId())]).toEqual([null, null])
  expect(await lettersOf(reference)).toMatchObject([{ state: 'waiting' }])
})

test('a letter that may have left has left when it comes back', async () => {
  smtp.hangsUp = true
  const { id, reference } = await complain()
  await send()
  expect(await bounce(id)).toBe(id)
  expect(await lettersOf(reference)).toMatchObject([{ state: 'came_back', isUnsure: false }])
})

test('a person sends a letter that came back to a better address, which later letters use too', async () => {
  const { id, reference } = await complain()
  await send()
  await bounce(id)
  const better = `${newId()}@example.org`
  expect((await resend(reference, better.toUpperCase())).body).toMatchObject({
    state: 'waiting',
    to: better,
    attempts: 0,
  })
  await send()
  expect(smtp.received.at(-1)?.to).toEqual([better])
  expect(await lettersOf(reference)).toMatchObject([{ state: 'sent' }])
  const actor = { kind: 'person', id: agent.id } as const
  await inTransaction(db, async (tx) =>
    queueLetter(tx, await lockComplaint(tx, id), { kind: 'thanks', actor, now: clock.now() }),
  )
  expect((await lettersOf(reference))[0]).toMatchObject({ kind: 'thanks', to: better })
})

test('an address that came back is the last choice, until the customer writes from it again', async () => {
  const { id, reference, email } = await complain()
  const other = `zz-${newId()}@example.org`
  await sql`
    insert into customer_addresses (kind, address, customer_id)
    select 'email', ${other}, customer_id from complaints where id = ${id}`.execute(db)
  const next = async () => {
    const actor = { kind: 'system', id: null } as const
    await inTransaction(db, async (tx) =>
      queueLetter(tx, await lockComplaint(tx, id), { kind: 'thanks', actor, now: clock.now() }),
    )
    return (await lettersOf(reference))[0]?.to
  }
  await send()
  await bounce(id)
  expect(await next()).toBe(other)
  await inTransaction(db, (tx) => addressWorks(tx, email.toUpperCase()))
  expect(await next()).toBe(email)
})

test('a letter is not sent again to an address of somebody else, nor while it is on its way, nor one there is not', async () => {
  const [one, other] = [await complain(), await complain()]
  expect((await resend(one.reference)).body.type).toMatch(/letter_not_resendable$/)
  await send()
  await bounce(one.id)
  const refused = await resend(one.reference, other.email)
  expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([409, 'to'])
  expect((await resend(one.reference, undefined, 'reply.9')).status).toBe(404)
  expect((await resend(one.reference, undefined, 'nonsense')).status).toBe(404)
  expect(await lettersOf(one.reference)).toMatchObject([{ state: 'came_back', to: one.email }])
})

test('without a mail server letters are kept where a page shows them, said to be so, and can be sent once there is one', async () => {
  const { reference, email } = await complain()
  await send(kept)
  expect(await lettersOf(reference)).toMatchObject([{ state: 'kept_here' }])
  const [line] = (await call(agent, 'listKeptLetters', {})).body
  expect(line).toMatchObject({ to: email, subject: `We have your complaint ${reference}` })
  const { body } = await call(agent, 'readKeptLetter', { params: { id: line?.id ?? '' } })
  expect(body.text).toMatch(/https:\/\/care\.example\.com\/my-complaint\/[\w-]+/)
  expect(body.html).toContain('Open your complaint')
  expect(body.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-replied' })
  expect((await resend(reference)).body.state).toBe('waiting')
  await send()
  expect(smtp.received.at(-1)?.to).toEqual([email])
})

test('the development mailbox keeps the newest five hundred', async () => {
  const before = Array.from(
    { length: 499 },
    (_, at) =>
      sql`(${newId()}, ${new Date(clock.now().getTime() - 1000 * (at + 2))}, 'a@example.org', ${`Old ${at}`}, '')`,
  )
  await sql`delete from development_mailbox`.execute(db)
  await sql`insert into development_mailbox (id, at, to_address, subject, raw) values ${sql.join(before)}`.execute(db)
  const mail = { to: 'b@example.org', text: 'x', messageId: '<1@example.com>' }
  for (const subject of ['one', 'two']) await kept.send({ ...mail, subject })
  const all = (await call(agent, 'listKeptLetters', {})).body
  expect(all).toHaveLength(500)
  expect(new Set(all.slice(0, 2).map(({ subject }) => subject))).toEqual(new Set(['one', 'two']))
  expect(all.at(-1)?.subject).toBe('Old 497')
})

const words = {
  subject: 'Your {reference}',
  body: 'Dear {name},\n\nwe have it, and {owner} writes by {due}.\n\n{company}',
}
const acknowledgement = { kind: 'acknowledgement', language: 'en' } as const

test('a company’s own words are what the next letter says, until it takes the product’s again', async () => {
  const changed = await call(manager, 'changeLetterTemplate', { params: acknowledgement, body: words })
  expect(changed.body).toMatchObject({ isOwn: true, subject: words.subject })
  const own = await complain()
  const [letter] = await lettersOf(own.reference)
  expect(letter?.subject).toBe(`Your ${own.reference}`)
  expect(letter?.text).toBe(
    'Dear,\n\nwe have it, and Agent writes by Thursday, March 5, 2026 at 09:00 UTC.\n\nParcels & Co\n',
  )
  const reset = await call(manager, 'resetLetterTemplate', { params: acknowledgement })
  expect(reset.body).toMatchObject({ isOwn: false, subject: 'We have your complaint {reference}' })
  const usual = await complain()
  expect((await lettersOf(usual.reference))[0]?.subject).toBe(`We have your complaint ${usual.reference}`)
  expect((await lettersOf(own.reference))[0]?.subject).toBe(`Your ${own.reference}`)
})

test('words that cannot be used are refused with the field and what to do, and nothing is changed', async () => {
  const wrong = { subject: 'Your {link}', body: 'Dear {nobody}, we have {reference}.' }
  const { status, body } = await call(manager, 'changeLetterTemplate', { params: acknowledgement, body: wrong })
  expect(status).toBe(400)
  expect(body.errors).toEqual([
    { field: 'subject', message: '{link} has no place in the subject: put it into the text.' },
    { field: 'body', message: expect.stringMatching(/^There is no \{nobody\} to fill in/) },
    { field: 'body', message: expect.stringMatching(/^The text needs \{due\}/) },
  ])
  const templates = (await call(manager, 'listLetterTemplates', {})).body
  expect(templates.filter(({ isOwn }) => isOwn)).toEqual([])
  expect((await call(agent, 'changeLetterTemplate', { params: acknowledgement, body: words })).status).toBe(403)
})

test('a preview fills every placeholder in, and says what is wrong while it is written', async () => {
  const preview = async (params: { kind: 'decision' | 'acknowledgement'; language: 'en' | 'ru' }, body = words) =>
    (await call(manager, 'previewLetter', { params, body })).body
  const good = await preview(acknowledgement)
  expect(good).toMatchObject({ subject: 'Your AM-7Q2M4-K9TX3', flaws: [] })
  expect(good.text).toMatch(/^Dear Kim Larsen,\n\nwe have it, and Manager writes by 5 Mar 2026, 09:00 UTC/)
  const bad = await preview({ kind: 'decision', language: 'ru' })
  expect(bad.flaws.map(({ field }) => field)).toEqual(Array(5).fill('body'))
  const templates = (await call(manager, 'listLetterTemplates', {})).body
  for (const { kind, language, subject, body } of templates) {
    const { status, body: shown } = await call(manager, 'previewLetter', {
      params: { kind, language },
      body: { subject, body },
    })
    expect([status, shown.flaws], `${kind} ${language}`).toEqual([200, []])
    expect(`${shown.subject}${shown.text}`, `${kind} ${language}`).not.toMatch(/[{}]|\[\[/)
  }
})

test('a test letter goes to who asks, or where they say, and is kept here where no mail server is set', async () => {
  const test = (to?: string) => call(manager, 'sendTestLetter', { params: acknowledgement, body: { ...words, to } })
  const mine = (await test()).body
  expect(mine).toMatchObject({ delivery: 'mailbox', to: expect.stringMatching(/^manager\./) })
  expect((await test('me@example.net')).body.to).toBe('me@example.net')
  const subjects = (await call(manager, 'listKeptLetters', {})).body.slice(0, 2).map(({ subject }) => subject)
  expect(subjects).toEqual(['Test: Your AM-7Q2M4-K9TX3', 'Test: Your AM-7Q2M4-K9TX3'])
})

test('how letters leave is told, and only administrators change where answers go', async () => {
  const usual = {
    replyAddress: null,
    tagIn: 'address',
    from: 'Amends <amends@localhost>',
    delivery: 'mailbox',
    dkim: null,
  }
  expect((await call(agent, 'readLetterSettings', {})).body).toEqual(usual)
  const body = { replyAddress: 'care@example.com', tagIn: 'subject' as const }
  expect((await call(manager, 'changeLetterSettings', { body })).status).toBe(403)
  expect((await call(administrator, 'changeLetterSettings', { body })).body).toEqual({ ...usual, ...body })
  const wrong = await call(administrator, 'changeLetterSettings', { body: { ...body, replyAddress: 'care' } })
  expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([400, 'replyAddress'])
})
