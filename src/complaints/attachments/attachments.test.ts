import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Caller, column, startProduct } from '../../../test/setup/product.ts'
import { createApiKey } from '../../people/api-keys.ts'
import { newId } from '../../platform/ids.ts'
import { verifyEvents } from '../events.ts'
import { png, type Sent, sendFiles } from './attaching-for-tests.ts'

const product = await startProduct()
const { call, clock, db, owned, people, send } = product
let reference = ''
let complaintId = ''
const note: Sent = { name: 'note.txt', content: 'It broke.' }

async function newComplaint(who = people.agent) {
  const { body } = await call(who, 'createComplaint', { body: { text: 'It broke.' } })
  return body
}
beforeAll(async () => {
  const { body } = await call(people.agent, 'createComplaint', { body: { text: 'It broke.' } })
  reference = body.reference
  complaintId = body.id
})

const attach = (
  files: Sent[],
  { who = people.agent, to = reference, message }: { who?: Caller; to?: string; message?: string } = {},
) => sendFiles(product, who, to, files, message)
const get = (
  id: string,
  headers: Record<string, string> = {},
  { who = people.agent, query = '' }: { who?: Caller; query?: string } = {},
) =>
  send({
    method: 'GET',
    url: `/api/v1/complaints/${reference}/attachments/${id}${query}`,
    headers: { ...who.headers, ...headers },
  })
const kinds = async (to = reference) =>
  (await call(people.agent, 'readTimeline', { params: { reference: to } })).body.map(({ kind }) => kind)

test('a file comes back as it was sent, under its own name, with an event that names it', async () => {
  const { status, body } = await attach([{ name: 'Счёт за март.txt', content: 'Сто рублей' }])
  expect(status).toBe(201)
  const [attachment] = body
  expect(attachment).toMatchObject({
    name: 'Счёт за март.txt',
    mediaType: 'text/plain',
    nameFits: true,
    messageId: null,
  })
  const file = await get(attachment?.id ?? '')
  expect([file.status, file.text]).toEqual([200, 'Сто рублей'])
  expect(file.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('Счёт за март.txt')}`)
  const timeline = (await call(people.agent, 'readTimeline', { params: { reference } })).body
  const event = timeline.findLast(({ kind }) => kind === 'attached')
  expect(event).toMatchObject({ words: null, actor: { kind: 'person', name: 'Agent' } })
  expect(event?.names[attachment?.id ?? '']).toBe('Счёт за март.txt')
})

test('an event holds no name of a file: names can be a person’s', async () => {
  await attach([{ name: 'Anna Petrova passport.txt', content: 'secret' }])
  const details = await column<string>(
    db,
    `select detail::text from complaint_events where complaint_id = '${complaintId}'`,
  )
  expect(details.join()).not.toContain('Petrova')
})

test('a file belongs to the message it came with, and to no message of another complaint', async () => {
  const { body: message } = await call(people.agent, 'addMessage', {
    params: { reference },
    body: { direction: 'in', channel: 'phone', text: 'Here is the receipt' },
  })
  expect((await attach([note], { message: message.id })).body[0]?.messageId).toBe(message.id)
  const other = await newComplaint()
  const refused = await attach([note], { to: other.reference, message: message.id })
  expect([refused.status, refused.body.type]).toEqual([422, 'urn:amends:problem:message_not_found'])
})

test('several files are attached together, or none of them', async () => {
  const { reference: to } = await newComplaint()
  expect((await attach([note, { name: 'a.png', content: png }], { to })).body.map(({ name }) => name)).toEqual([
    'note.txt',
    'a.png',
  ])
  const before = await kinds(to)
  const refused = await attach(
    [
      { name: 'more.txt', content: 'more' },
      { name: 'evil.exe', content: 'x' },
    ],
    { to },
  )
  expect([refused.status, refused.body.type]).toEqual([422, 'urn:amends:problem:file_blocked'])
  expect(refused.body.detail).toContain('evil.exe')
  expect(refused.body.errors?.[0]?.field).toBe('files')
  expect(await kinds(to)).toEqual(before)
})

test('the same file under the same name is attached once, however often it is sent', async () => {
  const { reference: to } = await newComplaint()
  const answers = await Promise.all([attach([note], { to }), attach([note], { to }), attach([note, note], { to })])
  expect(new Set(answers.flatMap(({ body }) => body.map(({ id }) => id))).size).toBe(1)
  expect((await kinds(to)).filter((kind) => kind === 'attached')).toHaveLength(1)
})

test('nothing of what was refused or sent twice is kept', async () => {
  await attach([{ name: 'a.bat', content: 'del *.*' }])
  await attach([{ name: 'empty.txt', content: '' }])
  expect(await column(db, 'select id from incoming_files')).toEqual([])
})

test.each<[string, Sent, string]>([
  [
    'a program called a picture',
    { name: 'photo.jpg', content: Buffer.from(`MZ${'\0'.repeat(300)}`), type: 'image/jpeg' },
    'file_blocked',
  ],
  ['a name turned around', { name: 'photo\u202egpj.exe', content: png }, 'file_blocked'],
  ['an extension behind spaces', { name: 'invoice.pdf      .exe', content: '%PDF-1.7' }, 'file_blocked'],
  ['an empty file', { name: 'a.txt', content: '' }, 'file_empty'],
])('%s is refused', async (_what, file, problem) => {
  const { status, body } = await attach([file])
  expect([status, body.type]).toEqual([422, `urn:amends:problem:${problem}`])
})

test('a name that promises something else than the content is pointed out', async () => {
  const { body } = await attach([{ name: 'invoice.pdf', content: '<html><script>alert(1)</script>' }])
  expect(body[0]).toMatchObject({ mediaType: 'text/html', nameFits: false, isPicture: false })
})

test.each<[string, Sent]>([
  ['a page', { name: 'page.html', content: '<!doctype html><script>alert(1)</script>', type: 'text/html' }],
  [
    'a drawing',
    {
      name: 'drawing.svg',
      content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      type: 'image/svg+xml',
    },
  ],
])('%s is only ever saved, never shown, and nothing in it can run', async (_what, file) => {
  const { body } = await attach([file])
  const { headers } = await get(body[0]?.id ?? '', {}, { query: '?show=true' })
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(headers['content-disposition']).toMatch(/^attachment/)
  expect(headers['content-security-policy']).toContain('sandbox')
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test('a picture is shown where that is asked for, still without anything that can run', async () => {
  const { body } = await attach([{ name: 'photo.png', content: png }])
  expect(body[0]?.isPicture).toBe(true)
  const shown = await get(body[0]?.id ?? '', {}, { query: '?show=true' })
  expect(shown.headers['content-type']).toBe('image/png')
  expect(shown.headers['content-disposition']).toMatch(/^inline/)
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'")
  expect((await get(body[0]?.id ?? '')).headers['content-disposition']).toMatch(/^attachment/)
})

test('a part of a file is given, one beyond its end is not, and what is known is not sent again', async () => {
  const { body } = await attach([{ name: 'digits.txt', content: '0123456789' }])
  const id = body[0]?.id ?? ''
  const part = await get(id, { range: 'bytes=2-4' })
  expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
  expect((await get(id, { range: 'bytes=20-' })).status).toBe(416)
  const etag = String(part.headers.etag)
  expect((await get(id, { 'if-none-match': etag })).status).toBe(304)
  expect((await get(id, { range: 'bytes=2-4', 'if-range': '"another"' })).status).toBe(200)
  const head = await send({
    method: 'HEAD',
    url: `/api/v1/complaints/${reference}/attachments/${id}`,
    headers: people.agent.headers,
  })
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '10', ''])
})

test('someone in operations gets files of their own complaints only', async () => {
  const { body } = await attach([note])
  const id = body[0]?.id ?? ''
  expect((await get(id, {}, { who: people.operations })).status).toBe(404)
  const theirs = await attach([note], { who: people.operations })
  expect([theirs.status, theirs.body.type]).toEqual([404, 'urn:amends:problem:complaint_not_found'])
  const own = await newComplaint(people.operations)
  expect((await attach([note], { who: people.operations, to: own.reference })).status).toBe(201)
})

test('a file is not found through another complaint, however visible that is', async () => {
  const { body } = await attach([note])
  const other = await newComplaint()
  const url = `/api/v1/complaints/${other.reference}/attachments/${body[0]?.id}`
  expect((await send({ method: 'GET', url, headers: people.agent.headers })).status).toBe(404)
  expect((await send({ method: 'DELETE', url, headers: people.agent.headers })).status).toBe(404)
})

test('a program with a key attaches and downloads by its role', async () => {
  const { key } = await createApiKey(db, { name: 'shop', role: 'agent' }, clock.now())
  const program = { headers: { authorization: `Bearer ${key}` } }
  const { body } = await attach([{ name: 'by-key.txt', content: 'by key' }], { who: program })
  expect((await get(body[0]?.id ?? '', {}, { who: program })).text).toBe('by key')
})

test('a removed file is hidden, comes back with undo, and both are told', async () => {
  const { reference: to, id: whole } = await newComplaint()
  const { body } = await attach([note], { to })
  const params = { reference: to, id: body[0]?.id ?? '' }
  const removed = await call(people.agent, 'removeAttachment', { params })
  expect([removed.status, removed.body.restorableUntil]).toEqual([200, '2026-04-01T09:00:00.000Z'])
  expect((await call(people.agent, 'listAttachments', { params: { reference: to } })).body).toEqual([])
  expect((await call(people.agent, 'downloadAttachment', { params, query: {} })).status).toBe(404)
  expect((await call(people.agent, 'removeAttachment', { params })).status).toBe(200)
  expect((await call(people.executive, 'restoreAttachment', { params })).status).toBe(403)
  expect((await call(people.agent, 'restoreAttachment', { params })).body.name).toBe('note.txt')
  expect((await call(people.agent, 'listAttachments', { params: { reference: to } })).body).toHaveLength(1)
  expect(await kinds(to)).toEqual(['received', 'attached', 'attachment_removed', 'attachment_restored'])
  expect((await verifyEvents(db)).breaks).toEqual([])
  expect(whole).not.toBe('')
})

test('how much and what may be attached can be asked', async () => {
  const { body } = await call(people.agent, 'readAttachmentLimits')
  expect(body).toMatchObject({ fileBytes: 26_214_400, files: 10, totalBytes: 262_144_000, totalFiles: 200 })
  expect(body.blocked).toContain('exe')
})

test('more files at once than may be are refused, all of them', async () => {
  const { reference: to } = await newComplaint()
  const many = Array.from({ length: 11 }, (_, at) => ({ name: `${at}.txt`, content: `file ${at}` }))
  const { status, body } = await attach(many, { to })
  expect([status, body.type]).toEqual([413, 'urn:amends:problem:files_too_many'])
  expect((await call(people.agent, 'listAttachments', { params: { reference: to } })).body).toEqual([])
  expect(await column(db, 'select id from incoming_files')).toEqual([])
})

test('a complaint takes so many bytes and no more, removed files included', async () => {
  const { reference: to, id } = await newComplaint()
  await attach([note], { to })
  await sql`update attachments set size = ${262_144_000 - 10} where complaint_id = ${id}`.execute(owned)
  const { status, body } = await attach([{ name: 'big.txt', content: 'eleven byte' }], { to })
  expect([status, body.type]).toEqual([422, 'urn:amends:problem:attachments_full'])
  expect((await attach([{ name: 'small.txt', content: 'ten bytes!' }], { to })).status).toBe(201)
  expect((await attach([{ name: 'one.txt', content: '1' }], { to })).status).toBe(422)
})

test('a complaint takes so many files and no more', async () => {
  const { reference: to, id } = await newComplaint()
  await attach([note], { to })
  await sql`
    insert into attachments (complaint_id, id, name, media_type, name_fits, size, sha256, added_at)
    select complaint_id, gen_random_uuid(), name || n, media_type, name_fits, size, sha256, added_at
    from attachments, generate_series(1, 198) n where complaint_id = ${id}`.execute(owned)
  const two = [
    { name: 'one.txt', content: '1' },
    { name: 'two.txt', content: '2' },
  ]
  const { status, body } = await attach(two, { to })
  expect([status, body.type]).toEqual([422, 'urn:amends:problem:attachments_many'])
  expect((await attach(two.slice(1), { to })).status).toBe(201)
  expect((await attach(two.slice(0, 1), { to })).body.type).toBe('urn:amends:problem:attachments_many')
})

test('what is no form of files is refused in words', async () => {
  const url = `/api/v1/complaints/${reference}/attachments`
  const plain = await send({ method: 'POST', url, headers: people.agent.headers, payload: {} })
  expect([plain.status, JSON.parse(plain.text).type]).toEqual([400, 'urn:amends:problem:file_needed'])
  expect((await attach([])).body.type).toBe('urn:amends:problem:file_needed')
  const unknown = { params: { reference, id: newId() } }
  expect((await call(people.agent, 'downloadAttachment', { ...unknown, query: {} })).status).toBe(404)
})

test('a list can be narrowed to complaints with files, or without', async () => {
  const bare = await newComplaint()
  const find = async (attachments: 'true' | 'false') => {
    const { body } = await call(people.agent, 'listComplaints', { query: { attachments, limit: '200' } as never })
    return body.items.map((item) => item.reference)
  }
  const [having, without] = [await find('true'), await find('false')]
  expect(having).toContain(reference)
  expect(having).not.toContain(bare.reference)
  expect(without).toContain(bare.reference)
  expect(without).not.toContain(reference)
})

test('a large file is taken in whole', async () => {
  const content = randomBytes(20 * 1024 * 1024)
  const { status, body } = await attach([{ name: 'large.bin', content }])
  expect([status, body[0]?.size]).toEqual([201, content.length])
})
