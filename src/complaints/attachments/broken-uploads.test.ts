import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { connect as connectTo, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { openDiskStore } from '../../platform/files/index.ts'
import { usualLimits } from '../../platform/files/settings.ts'
import { newId } from '../../platform/ids.ts'
import { formOf, sendFiles } from './attaching-for-tests.ts'
import { sweepFiles } from './jobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-broken-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = await openDiskStore(folder)
const limits = { ...usualLimits, fileBytes: 1_000_000, totalBytes: 5_000_000 }
const product = await startProduct({ files, fileLimits: limits })
const { app, call, clock, db, people } = product
const services = { db, clock, files, limits }
let path = ''
let reference = ''
let address: AddressInfo

// Who was refused keeps the line open for a while.
afterAll(() => app.http.server.closeAllConnections())
beforeAll(async () => {
  const { body } = await call(people.agent, 'createComplaint', { body: { text: 'It broke.' } })
  reference = body.reference
  path = `/api/v1/complaints/${reference}/attachments`
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  address = app.http.server.address() as AddressInfo
})

const onDisk = () =>
  globSync('{kept,incoming}/**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile()).length
const newcomers = () => column<string>(db, 'select id::text from incoming_files')
const attached = async () => (await call(people.agent, 'listAttachments', { params: { reference } })).body

/** Begins an upload by hand: the head of the request and as much of the body as is given. */
async function begin(length: number, type: string, body: Buffer): Promise<Socket> {
  const socket = connectTo(address.port, address.address)
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.on('error', () => {})
  const head = [`POST ${path} HTTP/1.1`, 'Host: localhost', `Cookie: ${people.agent.headers.cookie}`]
  socket.write(`${[...head, `Content-Type: ${type}`, `Content-Length: ${length}`].join('\r\n')}\r\n\r\n`)
  socket.write(body)
  return socket
}

test.each([0.1, 0.5, 0.99])('of an upload that is cut at %f of its way nothing stays', async (share) => {
  const { headers, payload } = await formOf([
    { name: 'first.txt', content: 'x'.repeat(300_000) },
    { name: 'second.txt', content: 'y'.repeat(300_000) },
  ])
  const type = headers['content-type']
  const socket = await begin(payload.length, type, payload.subarray(0, Math.floor(payload.length * share)))
  await vi.waitFor(async () => expect(await newcomers()).not.toEqual([]), 5000)
  socket.destroy()
  await vi.waitFor(async () => expect([await newcomers(), onDisk()]).toEqual([[], 0]), 5000)
  expect(await attached()).toEqual([])
})

test('a form that ends before its end is refused and nothing of it stays', async () => {
  const { headers, payload } = await formOf([{ name: 'a.txt', content: 'x'.repeat(1000) }])
  const cut = payload.subarray(0, payload.length - 40)
  const answer = await product.send({
    method: 'POST',
    url: path,
    headers: { ...people.agent.headers, ...headers },
    payload: cut,
  })
  expect([answer.status, JSON.parse(answer.text).type]).toEqual([400, 'urn:amends:problem:upload_broken'])
  expect([await newcomers(), onDisk()]).toEqual([[], 0])
})

test('whoever sends too much reads why, though they are still sending', async () => {
  const { headers, payload } = await formOf([{ name: 'big.txt', content: 'x'.repeat(12_000_000) }])
  const answer = await fetch(`http://127.0.0.1:${address.port}${path}`, {
    method: 'POST',
    headers: { ...people.agent.headers, ...headers },
    body: payload,
  })
  const body = await answer.json()
  expect([answer.status, body.type]).toEqual([413, 'urn:amends:problem:file_too_large'])
  expect(body.detail).toContain('big.txt')
  expect([await newcomers(), onDisk()]).toEqual([[], 0])
})

test('what a crash left behind is swept after a day, and what belongs to something stays', async () => {
  const { body } = await sendFiles(product, people.agent, reference, [{ name: 'kept.txt', content: 'kept' }])
  const left = newId()
  await sql`insert into incoming_files (id, begun_at) values (${left}, ${clock.now()})`.execute(db)
  await files.put(left, Readable.from([Buffer.from('left behind')]), {
    most: 100,
    name: 'left',
    look: async () => null,
  })
  await sweepFiles(services)
  expect(await newcomers()).toEqual([left])
  clock.advance(25 * 3_600_000)
  await sweepFiles(services)
  expect(await newcomers()).toEqual([])
  await expect(files.get(left)).rejects.toMatchObject({ key: 'file_missing' })
  expect((await attached()).map(({ id }) => id)).toEqual([body[0]?.id])
  expect(onDisk()).toBe(1)
})

test('a removed file goes after thirty days, with its name, and cannot be brought back', async () => {
  const somebody = () => product.addPerson('agent')
  const { body } = await sendFiles(product, await somebody(), reference, [{ name: 'Anna.txt', content: 'private' }])
  const params = { reference, id: body[0]?.id ?? '' }
  await call(await somebody(), 'removeAttachment', { params })
  clock.advance(29 * 86_400_000)
  await sweepFiles(services)
  expect((await call(await somebody(), 'restoreAttachment', { params })).status).toBe(200)
  await call(await somebody(), 'removeAttachment', { params })
  clock.advance(31 * 86_400_000)
  await sweepFiles(services)
  await expect(files.get(params.id)).rejects.toMatchObject({ key: 'file_missing' })
  expect(await column(db, `select name from attachments where id = '${params.id}'`)).toEqual(['–'])
  expect(await newcomers()).toEqual([])
  const refused = await call(await somebody(), 'restoreAttachment', { params })
  expect([refused.status, refused.body.type]).toEqual([404, 'urn:amends:problem:attachment_not_found'])
})

test('a file that is gone from the disk is said to be missing, not sent as nothing', async () => {
  const agent = await product.addPerson('agent')
  const { body } = await sendFiles(product, agent, reference, [{ name: 'lost.txt', content: 'lost' }])
  await files.remove(body[0]?.id ?? '')
  const params = { reference, id: body[0]?.id ?? '' }
  const answer = await call(agent, 'downloadAttachment', { params, query: {} })
  expect([answer.status, JSON.parse(answer.text).type]).toEqual([404, 'urn:amends:problem:file_missing'])
  expect(answer.headers['content-disposition']).toBeUndefined()
})
