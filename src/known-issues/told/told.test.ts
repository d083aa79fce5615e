import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { sendLetters } from '../../complaints/letters/sending.ts'
import { newId } from '../../platform/ids.ts'
import { visitorOf } from '../../portal/visiting-for-tests.ts'
import { tellerOf } from './told-for-tests.ts'

const smtp = await startSmtp()
const product = await startProduct()
const { db, people, call, clock } = product
const { manager, agent, analyst } = people
const { pothole, complain, come, list, begin, read, states, persons, post, arrived, leaving } = tellerOf(product, smtp)
const visitor = visitorOf(product)
const somebody = (name?: string) => ({ email: `${newId()}@example.org`, name })
// Letters that say a complaint came in are none of ours.
beforeEach(async () => {
  await sendLetters(leaving)
  smtp.received.length = 0
})

test('everyone hit gets one letter in their language with what they told us, what was changed and the proof', async () => {
  const id = await pothole()
  const [kim, lena, sam] = [somebody('Kim'), somebody('Лена'), `${newId()}@example.org`]
  const { reference } = await complain(id, kim, 'A fee of 12 euros at the desk. See evil.example/x')
  await complain(id, lena, 'Сбор на месте, о нём не сказали.', 'ru')
  await list(id, `email,name,happened\n${sam},Sam,Paid the fee in May`)
  await come(id, 'proven')
  expect((await begin(id)).status).toBe(200)
  await post()
  const letters = await arrived()
  const to = (address: string) => letters.find((each) => each.to === address)
  expect(letters).toHaveLength(3)
  expect(to(kim.email)?.subject).toBe('What went wrong for you is repaired')
  expect(to(kim.email)?.text).toContain('On 2 Mar 2026 you told us: “A fee of 12 euros at the desk. See …”')
  expect(to(kim.email)?.text).toContain('it was shown that the repair works')
  expect(to(kim.email)?.text).not.toContain('evil')
  expect(to(kim.email)?.replyTo?.[0]?.address).toContain(`care+${reference.toLowerCase()}`)
  expect(to(lena.email)?.subject).toBe('То, что пошло не так у вас, исправлено')
  expect(to(lena.email)?.text).toContain('«Сбор на месте, о нём не сказали.»')
  expect(to(sam)?.text).toContain('this happened to you: “Paid the fee in May”')
  expect(to(sam)?.text).not.toContain('Thank you')
  expect(await states(id)).toEqual({ sent: 3 })
  expect((await call(manager, 'readPothole', { params: { id } })).body.state).toBe('told')
})

test('a person is one, however many complaints, addresses or potholes that became one', async () => {
  const [id, other] = [await pothole(), await pothole()]
  const kim = somebody('Kim')
  await complain(id, kim)
  await complain(id, kim, 'Again.')
  await list(id, `email\n${kim.email.toUpperCase()}`)
  await complain(other, kim, 'And here.')
  expect((await read(id)).people).toBe(1)
  for (const each of [id, other]) await come(each, 'proven')
  await begin(other)
  await post()
  expect(await arrived()).toHaveLength(1)
  await sql`update potholes set closed_at = ${clock.now()}, closing = 'merged', merged_into_id = ${id} where id = ${other}`.execute(
    db,
  )
  await begin(id)
  await post()
  expect(await arrived()).toHaveLength(1)
  expect(await states(id)).toEqual({ sent: 1 })
})

test('who was on the list, was told, and complains then is not told again', async () => {
  const id = await pothole()
  const sam = somebody('Sam')
  await list(id, `email\n${sam.email}`)
  await come(id, 'proven')
  await begin(id)
  await post()
  await complain(id, sam, 'I was hit too.')
  await post(120)
  expect(await arrived()).toHaveLength(1)
  expect(await states(id)).toEqual({ sent: 1 })
  expect((await persons(id))[0]).toMatchObject({ source: 'complained', isReplied: false, state: 'sent' })
})

test('before it is proven the letter says so, and the proof brings one more and no other', async () => {
  const id = await pothole()
  const kim = somebody()
  await complain(id, kim)
  expect((await begin(id)).body.type).toContain('told_not_proven')
  await begin(id, 'earlier')
  await post()
  expect((await arrived())[0]?.text).toContain('Nothing is repaired yet')
  expect((await call(manager, 'readPothole', { params: { id } })).body.toldAt).toBeNull()
  await come(id, 'proven')
  await post(120)
  expect((await read(id, 'earlier')).stoppedBecause).toBe('proven')
  await begin(id)
  await post()
  await post(3600)
  expect((await arrived()).map(({ subject }) => subject)).toEqual([
    'What went wrong for you: where the repair stands',
    'What went wrong for you is repaired',
  ])
})

test('letters leave at the pace that was chosen, stop at once, and go on with those who are left', async () => {
  const id = await pothole()
  for (let n = 0; n < 5; n++) await complain(id, somebody())
  await come(id, 'proven')
  await sendLetters(leaving)
  smtp.received.length = 0
  await begin(id, 'proven', { perHour: 60 })
  await post(0)
  expect(await states(id)).toEqual({ sent: 1, to_tell: 4 })
  await post(30)
  expect(await states(id)).toEqual({ sent: 1, to_tell: 4 })
  smtp.refusal = { code: 451, words: 'later' }
  await post(30)
  expect(await states(id)).toEqual({ sent: 1, waiting: 1, to_tell: 3 })
  const { body } = await call(manager, 'stopTelling', { params: { id }, query: {} })
  expect([body.state, body.stoppedBecause]).toEqual(['stopped', 'by_hand'])
  smtp.refusal = null
  await post(3600)
  expect(await states(id)).toEqual({ sent: 1, to_tell: 4 })
  expect(await arrived()).toHaveLength(1)
  await begin(id, 'proven', { perHour: 20_000 })
  await post()
  expect(await states(id)).toEqual({ sent: 5 })
  expect(new Set((await arrived()).map(({ to }) => to)).size).toBe(5)
  expect(await arrived()).toHaveLength(5)
})

test('two processes at once tell nobody twice', async () => {
  const id = await pothole()
  for (let n = 0; n < 4; n++) await complain(id, somebody())
  await list(id, `email\n${newId()}@example.org\n${newId()}@example.org`)
  await come(id, 'proven')
  await begin(id)
  await Promise.all([post(), post(), post()])
  await post()
  const to = (await arrived()).map((each) => each.to)
  expect([to.length, new Set(to).size]).toEqual([6, 6])
})

test('who wants no such news gets none, from either link, and counts as told', async () => {
  const id = await pothole()
  const [kim, sam] = [somebody(), `${newId()}@example.org`]
  await complain(id, kim)
  await list(id, `email\n${sam}`)
  await begin(id, 'earlier')
  await post()
  for (const { text = '' } of await arrived()) {
    const path = /\/stop-news\/[\w-]+/.exec(text)?.[0] ?? ''
    await visitor.open(path)
    expect(await states(id)).not.toHaveProperty('refused')
    expect((await visitor.press(path)).status).toBe(200)
  }
  await come(id, 'proven')
  await begin(id)
  await post()
  expect(await arrived()).toHaveLength(2)
  expect(await states(id, 'proven')).toEqual({ refused: 2 })
  expect((await call(manager, 'readPothole', { params: { id } })).body.state).toBe('told')
})

test('what did not arrive is listed with its reason, put in line again, or told by hand', async () => {
  const id = await pothole()
  await complain(id, somebody())
  await list(id, `email\n${newId()}@example.org`)
  await come(id, 'proven')
  await begin(id)
  smtp.refusal = { code: 550, words: 'No such mailbox' }
  await post()
  expect(await states(id)).toEqual({ failed: 2 })
  const failed = await persons(id)
  expect(failed.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('No such'),
    expect.stringContaining('No such'),
  ])
  expect((await call(manager, 'retryTold', { params: { id }, body: { stage: 'proven' } })).body.people).toBe(2)
  smtp.refusal = null
  await post()
  expect(await states(id)).toEqual({ sent: 2 })
  expect((await call(manager, 'retryTold', { params: { id }, body: { stage: 'proven' } })).body.people).toBe(0)
})

test('a letter that may have arrived is sent again only when a person names it', async () => {
  const id = await pothole()
  await list(id, `email\n${newId()}@example.org`)
  await come(id, 'proven')
  await begin(id)
  smtp.hangsUp = true
  await post()
  smtp.hangsUp = false
  const [person] = await persons(id)
  expect(person).toMatchObject({ state: 'failed', isUnsure: true })
  expect((await call(manager, 'retryTold', { params: { id }, body: { stage: 'proven' } })).body.people).toBe(0)
  const named = { stage: 'proven' as const, people: [person?.key ?? ''] }
  expect((await call(manager, 'retryTold', { params: { id }, body: named })).body.people).toBe(1)
})

test('who has no address is told by hand on a day by somebody, or nobody can reach them and it says why', async () => {
  const id = await pothole()
  await complain(id, { name: 'Kim', phone: '+44 20 7946 0958' })
  await complain(id, null)
  await complain(id, null)
  await come(id, 'proven')
  expect(await states(id)).toEqual({ no_address: 3 })
  const kim = (await persons(id)).find(({ name }) => name === 'Kim')
  expect(kim?.phone).toBe('+442079460958')
  const tell = (body: object, who = agent) =>
    call(who, 'tellByHand', { params: { id }, body: { stage: 'proven', ...body } as never })
  const phoned = { people: [kim?.key], how: 'telephone', on: '2026-03-02', note: 'Was glad.' }
  expect((await tell({ ...phoned, on: '2099-01-01' })).body.errors?.[0]?.field).toBe('on')
  expect((await tell(phoned, analyst)).status).toBe(403)
  expect((await tell(phoned)).body.people).toBe(1)
  expect((await tell(phoned)).body.people).toBe(0)
  expect((await persons(id)).find(({ name }) => name === 'Kim')).toMatchObject({
    state: 'by_hand',
    how: 'telephone',
    at: '2026-03-02',
    toldBy: { name: agent.name },
  })
  const unknown = { people: 'no_address', how: 'unreachable', on: '2026-03-02' }
  expect((await tell(unknown)).body.errors?.[0]?.field).toBe('note')
  expect((await tell({ ...unknown, note: 'They gave no address.' })).body.people).toBe(2)
  expect(await states(id)).toEqual({ by_hand: 1, unreachable: 2 })
  expect((await call(manager, 'readPothole', { params: { id } })).body.state).toBe('told')
})

test('somebody new who was hit takes back that everyone was told, until they are', async () => {
  const id = await pothole()
  await complain(id, somebody())
  await come(id, 'proven')
  await begin(id)
  await post()
  const state = async () => (await call(manager, 'readPothole', { params: { id } })).body.state
  expect(await state()).toBe('told')
  await call(manager, 'stopTelling', { params: { id }, query: {} })
  await complain(id, somebody())
  await post(120)
  expect(await state()).toBe('proven')
  await begin(id)
  await post(120)
  expect(await state()).toBe('told')
})

test('those who only match the rule are told when the manager says so, and are not thanked', async () => {
  const id = await pothole()
  await complain(id, somebody())
  const { id: complaintId } = await complain(null, somebody())
  await sql`insert into pothole_evidence (complaint_id, pothole_id, how, found_at) values (${complaintId}, ${id}, 'rule', ${clock.now()})`.execute(
    db,
  )
  await come(id, 'proven')
  expect(await read(id)).toMatchObject({ people: 1, sources: { complained: 1, matching: 1, listed: 0 } })
  await begin(id, 'proven', { alsoMatching: true })
  await post()
  expect(await states(id)).toEqual({ sent: 2 })
  expect((await arrived()).filter(({ text }) => text?.includes('Thank you'))).toHaveLength(1)
})

test('words of the manager’s own are used, and those that blame or leave out the proof are refused', async () => {
  const id = await pothole()
  await complain(id, somebody('Kim'))
  await come(id, 'proven')
  const params = { id, stage: 'proven', language: 'en' } as const
  const write = (body: string) => call(manager, 'writeToldWords', { params, body: { subject: 'It is repaired', body } })
  expect((await write('{told_us} You should have read the terms. {proof}')).body.type).toContain('told_words_blame')
  expect((await write('{told_us}')).body.errors?.[0]?.message).toContain('{proof}')
  expect((await write('Dear {name},\n\n{told_us}\n\n{proof}\n\n{issue}')).status).toBe(200)
  const asked = {
    stage: 'proven',
    language: 'en',
    subject: 'It is repaired',
    body: '{name}: {told_us} {proof}',
  } as const
  const { body: preview } = await call(manager, 'previewTold', { params: { id }, body: asked as never })
  expect(preview).toMatchObject({ of: 1, person: { name: 'Kim' }, flaws: [] })
  expect(preview.text).toContain('Kim: On 2 Mar 2026 you told us')
  await begin(id)
  await post()
  expect((await arrived())[0]?.text).toMatch(/^Dear Kim,\n\nOn 2 Mar 2026 you told us/)
})

test('an answer to the letter comes back to their own complaint, and counts as an answer', async () => {
  const id = await pothole()
  const kim = somebody()
  const { id: complaintId, reference } = await complain(id, kim)
  await come(id, 'proven')
  await begin(id)
  await post()
  clock.advance(3_600_000)
  await sql`insert into messages (complaint_id, id, direction, channel, at, text)
    values (${complaintId}, ${newId()}, 'in', 'email', ${clock.now()}, 'Thank you.')`.execute(db)
  expect((await persons(id))[0]).toMatchObject({ reference, isReplied: true })
  expect((await read(id)).replied).toBe(1)
})

test('a test letter goes to oneself and tells nobody', async () => {
  const id = await pothole()
  await complain(id, somebody('Kim'))
  await come(id, 'proven')
  const body = {
    stage: 'proven',
    language: 'en',
    subject: 'It is repaired',
    body: '{told_us} {proof}',
    to: 'me@example.com',
  } as const
  const { body: sent } = await call(manager, 'sendToldTest', { params: { id }, body })
  expect(sent).toEqual({ to: 'me@example.com', delivery: 'mailbox' })
  const [kept] = (await call(manager, 'listKeptLetters', {})).body
  expect(kept).toMatchObject({ to: 'me@example.com', subject: expect.stringContaining('It is repaired') })
  expect(await states(id)).toEqual({ to_tell: 1 })
})

test('those of a list whom nobody told can be taken off it', async () => {
  const id = await pothole()
  const imported = await list(id, `email\n${newId()}@example.org\nbad\n`)
  expect(JSON.parse(imported.text)).toMatchObject({
    added: 1,
    known: 0,
    complained: 0,
    rejected: [{ line: 3, reason: 'bad_email' }],
  })
  expect((await call(manager, 'removeAffected', { params: { id } })).body.people).toBe(1)
  expect((await read(id)).people).toBe(0)
})
