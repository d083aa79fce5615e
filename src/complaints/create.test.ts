import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'
import { ensureBranch, storeJourney } from '../journeys/store.ts'
import { inTransaction } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'

const { db, people, call, send } = await startProduct()
const { agent } = people
const productId = (await ensureBranch(db, 'products', ['Cards', 'Debit'])) ?? ''
const issueId = (await ensureBranch(db, 'issues', ['Fees'])) ?? ''
const words = (text: string) => ({ en: text, ru: text })
await inTransaction(db, (tx) => storeJourney(tx, { name: words('Buy'), steps: [{ code: 'pay', name: words('Pay') }] }))
const [stepId = ''] = await column<string>(db, 'select id from journey_steps')

const create = (body: object) => call(agent, 'createComplaint', { body: body as never })
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const errorsOf = (answer: Awaited<ReturnType<typeof create>>) => answer.body.errors?.map((each) => each.field)

test('words are enough: the rest follows', async () => {
  const { status, body, headers } = await create({ text: 'The card was swallowed by the machine and nobody answers.' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    repeated: false,
    owner: { id: agent.id, name: 'Agent' },
    nextUpdateDue: '2026-03-05T09:00:00.000Z',
  })
  expect(body.reference).toMatch(/^AM-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(headers.location).toBe(`/api/v1/complaints/${body.reference}`)
  const complaint = await read(body.reference)
  expect(complaint).toMatchObject({ channel: 'api', language: 'en', customer: null, closedAt: null, version: 1 })
  expect(complaint).toMatchObject({
    receivedAt: '2026-03-02T09:00:00.000Z',
    loggedBy: { id: agent.id },
    imported: false,
  })
})

test('everything that may be said is kept', async () => {
  const { body } = await create({
    text: 'Zu teuer',
    title: 'Fee',
    channel: 'letter',
    language: 'de',
    receivedAt: '2026-02-27T16:05:04.321Z',
    customer: { name: ' Bo ', email: 'Bo@Example.com', phone: '+49 (30) 123-45', externalId: ' K-1 ' },
    productId,
    issueId,
    stepId,
    externalId: 'X-1',
    source: 'desk',
    fields: { branch: 'North', 'Любое поле': 'значение' },
  })
  const complaint = await read(body.reference)
  expect(complaint).toMatchObject({
    text: 'Zu teuer',
    title: 'Fee',
    channel: 'letter',
    language: 'de',
    receivedAt: '2026-02-27T16:05:04.321Z',
    recordedAt: '2026-03-02T09:00:00.000Z',
    product: { id: productId, name: 'Debit' },
    issue: { id: issueId, name: 'Fees' },
    step: { id: stepId, name: words('Pay') },
    customer: { name: 'Bo' },
    fields: { branch: 'North', 'Любое поле': 'значение' },
  })
  const customer = await call(agent, 'readCustomer', { params: { id: complaint.customer?.id ?? '' } })
  expect(customer.body.addresses).toEqual([
    { kind: 'email', address: 'bo@example.com' },
    { kind: 'external', address: 'K-1' },
    { kind: 'phone', address: '+493012345' },
  ])
})

test('a customer is known again by any address, and new addresses are added', async () => {
  const of = async (customer: object) =>
    (await read((await create({ text: 'Again', customer })).body.reference)).customer?.id
  const first = await of({ name: 'Cy', email: 'cy@example.com' })
  expect(await of({ email: ' CY@example.com '.trim(), phone: '030 99' })).toBe(first)
  expect(await of({ phone: '(030) 99' })).toBe(first)
  expect(await of({ email: 'other@example.com' })).not.toBe(first)
  expect(await of({ name: 'Cy' })).not.toBe(first)
  expect(await of({})).toBeUndefined()
})

test('a product or issue by a new name is made once, however many say it at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => create({ text: 'New', product: 'Scooters', issue: 'Brakes' })),
  )
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(201))
  expect(await column(db, `select count(*) from products where name = 'Scooters'`)).toEqual([1])
  expect((await read(answers[0]?.body.reference ?? '')).product?.name).toBe('Scooters')
})

test.each(['productId', 'issueId', 'stepId'])('an id nobody knows as %s is named', async (field) => {
  const answer = await create({ text: 'Lost', [field]: newId() })
  expect([answer.status, answer.body.type]).toEqual([422, 'urn:amends:problem:no_such_reference'])
  expect(errorsOf(answer)).toEqual([field])
})

test.each([
  ['no words', {}, 'text'],
  ['empty words', { text: '' }, 'text'],
  ['words of spaces and line ends', { text: ' \n\t ' }, 'text'],
  ['more words than fit', { text: 'x'.repeat(50_001) }, 'text'],
  ['words that are no text', { text: 42 }, 'text'],
  ['a channel nobody has', { text: 'x', channel: 'pigeon' }, 'channel'],
  ['an address that is none', { text: 'x', customer: { email: 'bo at example' } }, 'customer.email'],
  ['an id that is none', { text: 'x', productId: '1' }, 'productId'],
  ['a time that is none', { text: 'x', receivedAt: 'yesterday' }, 'receivedAt'],
  ['a time before computers', { text: 'x', receivedAt: '0000-01-01T00:00:00Z' }, 'receivedAt'],
  ['a time to come', { text: 'x', receivedAt: '2026-03-02T09:00:00.001Z' }, 'receivedAt'],
  ['a field that does not exist', { text: 'x', recievedAt: '2026-03-01T00:00:00Z' }, 'recievedAt'],
  ['a field of the customer that does not exist', { text: 'x', customer: { mail: 'a@example.com' } }, 'customer.mail'],
  ['a source’s field that is too long', { text: 'x', fields: { a: 'x'.repeat(2001) } }, 'fields.a'],
])('%s is refused, and the field named', async (_name, body, field) => {
  const answer = await create(body)
  expect(answer.status).toBe(400)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(errorsOf(answer)).toEqual([field])
  expect(answer.body.errors?.[0]?.message).not.toBe('')
})

test.each([
  ['words as long as fit', 'я'.repeat(50_000)],
  ['right-to-left words with a number', 'الطرد 123 لم يصل \u202eabc\u202c بعد'],
  ['emoji of many parts', '👩‍👩‍👧‍👦 🇩🇪 é'],
  ['what looks like SQL', `'); drop table complaints; --`],
  ['what looks like a page', '<script>alert(1)</script>'],
  ['line ends and tabs', 'one\n\ttwo\r\nthree'],
])('%s are kept as they are', async (_name, text) => {
  const { status, body } = await create({ text })
  expect(status).toBe(201)
  expect((await read(body.reference)).text).toBe(text)
})

test('characters that cannot be stored are marked, wherever they stand', async () => {
  const odd = 'a\0b\ud800c'
  const { status, body } = await create({
    text: odd,
    title: odd,
    source: odd,
    externalId: odd,
    fields: { [odd]: odd },
    customer: { name: odd },
  })
  expect(status).toBe(201)
  const marked = 'a\ufffdb\ufffdc'
  expect(await read(body.reference)).toMatchObject({
    text: marked,
    title: marked,
    customer: { name: marked },
    fields: { [marked]: marked },
  })
})

test.each([
  ['broken JSON', '{"text": ', 'application/json', 400],
  ['no JSON at all', 'text=x', 'application/x-www-form-urlencoded', 415],
  ['a list', '[]', 'application/json', 400],
  ['nothing', undefined, undefined, 400],
  ['a poisoned prototype', '{"text": "x", "__proto__": {"role": "administrator"}}', 'application/json', 400],
  ['far too much', JSON.stringify({ text: 'x'.repeat(1_100_000) }), 'application/json', 413],
])('%s is refused', async (_name, payload, type, status) => {
  const headers = { ...agent.headers, ...(type && { 'content-type': type }) }
  const answer = await send({ method: 'POST', url: '/api/v1/complaints', headers, payload })
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json')
})

test('the number of a source gives the complaint that is there, also after it closed and its owner left', async () => {
  const known = { text: 'Numbered', externalId: '7', source: 'old' }
  const { body: first } = await create(known)
  const leaver = await call(people.administrator, 'addPerson', {
    body: { name: 'Leaver', email: 'leaver@example.com', role: 'agent' },
  })
  const params = { reference: first.reference }
  const offer = await call(agent, 'offerHandover', { params, body: { toId: leaver.body.person.id } })
  const session = await call({ headers: {} }, 'signIn', {
    body: { email: 'leaver@example.com', password: leaver.body.password ?? '' },
  })
  const cookie = String(session.headers['set-cookie']).split(';')[0] ?? ''
  await call({ headers: { cookie } }, 'answerHandover', {
    params: { ...params, id: offer.body.id },
    body: { answer: 'accepted' },
  })
  await call(agent, 'closeComplaint', {
    params,
    body: { closure: 'solved', customerWords: 'Fine now', channel: 'phone' },
  })
  await call(people.administrator, 'deactivatePerson', {
    params: { id: leaver.body.person.id },
    body: { successorId: agent.id },
  })
  const again = await create({ ...known, text: 'Other words' })
  expect(again.body).toMatchObject({ id: first.id, repeated: true, owner: { name: 'Leaver' }, nextUpdateDue: null })
})

test('a complaint that is taken in has its first event, its search row, its count and its letter', async () => {
  const { body } = await create({ text: 'Все части', customer: { email: 'parts@example.com' } })
  const of = (table: string, what = 'count(*)') =>
    column(db, `select ${what} from ${table} where complaint_id = '${body.id}'`)
  expect(await of('complaint_events', 'kind')).toEqual(['received', 'letter_queued'])
  expect(await of('complaint_search')).toEqual([1])
  // It waits to be counted, or has been since: a job counts what waits every two seconds.
  const counted = await column<boolean>(
    db,
    `select (select coalesce(sum(delta), 0) from complaint_counts_outbox) + (select coalesce(sum(n), 0) from complaint_counts)
       = (select count(*) from complaints)`,
  )
  expect(counted).toEqual([true])
  expect(await of('letters', 'language')).toEqual(['ru'])
  expect(await of('complaint_references', 'reference')).toEqual([body.reference])
})

test('events hold nothing that says who the customer is or what they said', async () => {
  const { body } = await create({
    text: 'Secret words',
    title: 'Secret title',
    customer: { name: 'Secret name', email: 'secret@example.com', phone: '555' },
  })
  await call(agent, 'addMessage', {
    params: { reference: body.reference },
    body: { direction: 'in', channel: 'phone', text: 'Secret message' },
  })
  const details = await column<object>(db, `select detail from complaint_events where complaint_id = '${body.id}'`)
  expect(JSON.stringify(details)).not.toMatch(/secret|555/i)
})

test('before the company is set up nothing is taken in', async () => {
  const empty = await startProduct({ isSetUp: false })
  const answer = await empty.call({ headers: { authorization: 'Bearer local-token' } }, 'createComplaint', {
    body: { text: 'Early' },
  })
  expect([answer.status, answer.body.type]).toEqual([503, 'urn:amends:problem:not_set_up'])
})

test('of many that come at once, one that is refused costs the others nothing, and a new customer is new once', async () => {
  const given = [
    ...Array.from({ length: 12 }, (_, index) => ({
      text: `The same day, ${index}`,
      customer: { email: 'crowd@example.com' },
    })),
    { text: 'About a product nobody knows', productId: newId() },
    { text: 'Twice under one number', externalId: 'crowd-1', source: 'crowd' },
    { text: 'Twice under one number', externalId: 'crowd-1', source: 'crowd' },
  ]
  const answers = await Promise.all(given.map(create))
  expect(answers.map(({ status }) => status)).toEqual(given.map((_, index) => (index === 12 ? 422 : 201)))
  expect(errorsOf(answers[12] as (typeof answers)[0])).toEqual(['productId'])
  expect(answers[13]?.body.reference).toBe(answers[14]?.body.reference)
  expect(answers.slice(13).map(({ body }) => body.repeated)).toContain(true)
  for (const [index, { body }] of answers.slice(0, 12).entries())
    expect(await read(body.reference)).toMatchObject({ text: given[index]?.text, version: 2 })
  expect(
    await column(db, `select count(distinct customer_id)::int from complaints where text like 'The same day, %'`),
  ).toEqual([1])
})
