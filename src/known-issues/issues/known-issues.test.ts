import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { readPublished } from './published.ts'
import { readKnownIssue } from './read.ts'
import { confirmStillSo } from './store.ts'
import { watchKnownIssues } from './watch.ts'
import { late, writerOf } from './writing-for-tests.ts'

const product = await startProduct()
const { call, clock, db, nobody, people } = product
const { agent, manager } = people
const { open, write, publish, published, repair } = writerOf(product)
const read = async (id: string) => (await call(manager, 'readKnownIssue', { params: { id } })).body
const shown = (slug: string, language: 'en' | 'ru' = 'en') =>
  call(nobody, 'readPublishedIssue', { params: { slug }, query: { language } })
const noticesOf = async (kind: string, id: string) =>
  (await column(db, `select id from notices where kind = '${kind}' and detail ->> 'pothole_id' = '${id}'`)).length
const later = (days: number) => new Date(clock.now().getTime() + days * 86_400_000)

test('nothing is outside before it is published, and then only what was written for the public', async () => {
  const id = await open('Internal name of it')
  await write(id, { en: { ...late, said: 'secret search words' } })
  expect((await call(nobody, 'listKnownIssues')).body).toEqual([])
  expect(await read(id)).toMatchObject({ isDraft: true, published: null, version: 1 })
  const { body } = await publish(id)
  expect(body.published).toMatchObject({ slug: 'parcels-arrive-late', state: 'looking', by: { id: manager.id } })
  const { status, text } = await shown('parcels-arrive-late')
  expect(status).toBe(200)
  for (const inside of ['Internal name', 'more stops than a day', 'secret search words', manager.name, id])
    expect(text).not.toContain(inside)
  expect(text).toContain('Choose a pick-up point.')
})

test('it is read in the language asked for, else in the one it is written in, which is said', async () => {
  const { slug } = await published({ ru: { title: 'Возврат не приходит', fails: 'Банк держит деньги.' } })
  expect(slug).toBe('vozvrat-ne-prikhodit')
  const { body } = await shown(slug)
  expect(body).toMatchObject({ language: 'ru', title: 'Возврат не приходит', stateWords: 'Being looked into' })
})

test('two that are called the same stand at two addresses, and an address stays when the title changes', async () => {
  const { id, slug } = await published({ en: { ...late, title: 'Twice the same' } })
  const other = await published({ en: { ...late, title: 'Twice the same' } })
  expect([slug, other.slug === slug]).toEqual(['twice-the-same', false])
  await write(id, { en: { ...late, title: 'Called otherwise' } })
  expect((await publish(id)).body.published?.slug).toBe(slug)
})

test('what is flawed is not published, and each field says why', async () => {
  const id = await open()
  const named = await product.addPerson('agent', { name: 'Olga Petrova' })
  await write(
    id,
    { en: { ...late, fails: 'You should have read the terms.', workaround: `Ask ${named.name}.` } },
    { state: 'committed' },
  )
  const { status, body } = await publish(id)
  expect(status).toBe(422)
  expect(body.errors?.map(({ field }) => field)).toEqual(['dueOn', 'texts.en.fails', 'texts.en.workaround'])
  expect((await read(id)).published).toBeNull()
  const unknown = await open()
  await write(unknown, { en: late }, { productIds: [unknown] })
  expect((await publish(unknown)).body.errors?.map(({ field }) => field)).toEqual(['productIds'])
})

test('of two who write at once the second is told, and loses nothing', async () => {
  const id = await open()
  const { version } = (await write(id, { en: late })).body
  const params = { id }
  const body = { content: (await read(id)).content }
  expect((await call(manager, 'writeKnownIssue', { params, body, ifMatch: version })).status).toBe(200)
  expect((await call(manager, 'writeKnownIssue', { params, body, ifMatch: version })).status).toBe(412)
})

test('agents read what is being written, analysts write, managers publish', async () => {
  const id = await open()
  expect((await write(id, { en: late }, {}, people.analyst)).status).toBe(200)
  expect((await publish(id, people.analyst)).status).toBe(403)
  expect((await write(id, { en: late }, {}, agent)).status).toBe(403)
  expect((await call(agent, 'readKnownIssue', { params: { id } })).body.content.texts.en.title).toBe(late.title)
  expect((await call(people.operations, 'readKnownIssue', { params: { id } })).status).toBe(403)
})

test('each change of state is told with its day, newest first; other changes are not', async () => {
  const { id, slug } = await published({ en: { ...late, title: 'History of it' } })
  clock.advance(86_400_000)
  await write(id, { en: { ...late, title: 'History, told better' } })
  await publish(id)
  await write(id, { en: late }, { state: 'committed', release: '4.2', dueOn: '2026-04-01' })
  await publish(id)
  const { history, stateWords } = (await shown(slug)).body
  expect(stateWords).toBe('Repair committed: version 4.2, by 1 Apr 2026')
  expect(history.map(({ words }) => words)).toEqual([stateWords, 'Being looked into'])
})

test('a day that has passed without a repair is said', async () => {
  const { slug } = await published({ en: late }, { state: 'committed', dueOn: '2026-03-20' })
  expect((await shown(slug)).body.isLate).toBe(false)
  expect((await readPublished(db, slug, { language: 'en', now: later(30), publicUrl: '' })).isLate).toBe(true)
})

test('what is withdrawn is shown nowhere and can be published again at its address', async () => {
  const { id, slug } = await published({ en: { ...late, title: 'Withdrawn then back' } })
  const { body } = await call(manager, 'withdrawKnownIssue', { params: { id } })
  expect(body).toMatchObject({ published: null, content: { texts: { en: { title: 'Withdrawn then back' } } } })
  const gone = await shown(slug)
  expect([gone.status, gone.body.type]).toEqual([404, 'urn:amends:problem:known_issue_withdrawn'])
  expect((await publish(id)).body.published?.slug).toBe(slug)
})

test('the owner is told once in a while when nobody looked whether it is still so, and looking ends it', async () => {
  const { id } = await published({ en: late })
  await watchKnownIssues(db, clock.now())
  expect(await noticesOf('known_issue_old', id)).toBe(0)
  const isOldAt = async (now: Date) => (await readKnownIssue(db, id, { now, publicUrl: '' })).isOld
  await Promise.all([watchKnownIssues(db, later(31)), watchKnownIssues(db, later(31))])
  expect([await noticesOf('known_issue_old', id), await isOldAt(later(31))]).toEqual([1, true])
  await watchKnownIssues(db, later(39))
  expect(await noticesOf('known_issue_old', id)).toBe(2)
  await inTransaction(db, (tx) => confirmStillSo(tx, id, later(40)))
  await watchKnownIssues(db, later(50))
  expect([await noticesOf('known_issue_old', id), await isOldAt(later(50))]).toEqual([2, false])
})

test('the owner is told when the page says less than the record', async () => {
  const { id } = await published({ en: late })
  await repair(id, { live: clock.now(), proven: null })
  await watchKnownIssues(db, clock.now())
  expect([await noticesOf('known_issue_behind', id), (await read(id)).stateAsked]).toEqual([1, 'checking'])
  expect((await read(id)).published?.state).toBe('looking')
})

test('when a proven repair does not hold the page takes it back by itself, and keeps what is being written', async () => {
  const { id, slug } = await published({ en: late })
  await repair(id, { live: clock.now(), proven: clock.now() })
  await write(id, { en: { ...late, repair: 'The tour was split in two.' } }, { state: 'proven' })
  await publish(id)
  expect((await shown(slug)).body).toMatchObject({ state: 'proven', repair: 'The tour was split in two.' })
  await write(id, { en: { ...late, title: 'Being written' } }, { state: 'proven' })
  await repair(id, { live: null, proven: null })
  await Promise.all([watchKnownIssues(db, clock.now()), watchKnownIssues(db, clock.now())])
  const { body } = await shown(slug)
  expect(body).toMatchObject({ state: 'looking', repair: '', title: late.title })
  expect(body.history.map(({ state }) => state)).toEqual(['looking', 'proven', 'looking'])
  expect(await read(id)).toMatchObject({
    content: { texts: { en: { title: 'Being written' } } },
    published: { by: null },
  })
  expect(await noticesOf('known_issue_taken_back', id)).toBe(1)
})

test('a complaint is offered the known issue of its pothole first, then those that its words are like', async () => {
  const freezer = await published({ en: { title: 'Freezer door does not close', fails: 'The seal is too hard.' } })
  const alike = await published({ en: { title: 'Invoice shows wrong address', fails: 'The old address is printed.' } })
  const { reference, id } = (
    await call(agent, 'createComplaint', { body: { text: 'My invoice has the wrong address.', language: 'en' } })
  ).body
  const suggest = async () => (await call(agent, 'suggestKnownIssues', { params: { reference } })).body
  expect((await suggest()).map(({ slug, isItsPothole }) => [slug, isItsPothole])).toEqual([[alike.slug, false]])
  await sql`update complaints set pothole_id = ${freezer.id} where id = ${id}`.execute(db)
  const suggested = await suggest()
  expect(suggested.map(({ slug, isItsPothole }) => [slug, isItsPothole])).toEqual([
    [freezer.slug, true],
    [alike.slug, false],
  ])
  expect(suggested[0]?.reply).toContain('This is known to us: Freezer door does not close.')
  expect(suggested[0]?.reply).toContain(`/known-issues/${freezer.slug}`)
})

test('anyone finds by words and product, in what customers call it too, never what is withdrawn or being written', async () => {
  const express = (await ensureBranch(db, 'products', ['Washing', 'Dryers'])) ?? ''
  const washing = (await ensureBranch(db, 'products', ['Washing'])) ?? ''
  const other = (await ensureBranch(db, 'products', ['Kettles'])) ?? ''
  const words = { title: 'Drum stays still', fails: 'The belt slips.', said: 'laundry soaked, will not spin' }
  const { id, slug } = await published({ en: words }, { productIds: [express] })
  const match = async (text: string, productId?: string) =>
    (await call(nobody, 'matchKnownIssues', { body: { text, productId } })).body.map((each) => each.slug)
  expect(await match('my laundry came out soaked')).toEqual([slug])
  expect(await match('my laundry came out soaked', washing)).toEqual([slug])
  expect(await match('my laundry came out soaked', other)).toEqual([])
  await write(id, { en: { ...words, title: 'Kettle whistles loudly at night' } }, {})
  expect(await match('the kettle whistles loudly')).toEqual([])
  await call(manager, 'withdrawKnownIssue', { params: { id } })
  expect(await match('my laundry came out soaked')).toEqual([])
})

test('what was published of a pothole before it was merged says nothing of its own any more, once the other has words', async () => {
  const one = await published({ en: { ...late, title: 'Scooters stall uphill' } })
  const other = await open('Weak batteries')
  const merging = await call(manager, 'mergePothole', { params: { id: one.id }, body: { intoId: other } } as never)
  expect(merging.status).toBe(200)
  expect((await shown(one.slug)).body.title).toBe('Scooters stall uphill')
  await write(other, { en: { ...late, title: 'Weak batteries in scooters' } })
  const { slug } = (await publish(other)).body.published ?? {}
  expect((await shown(one.slug)).body).toMatchObject({ slug, title: 'Weak batteries in scooters' })
  const listed = (await call(nobody, 'listKnownIssues')).body.map((issue) => issue.slug)
  expect([listed.includes(slug ?? ''), listed.includes(one.slug)]).toEqual([true, false])
  // And once more: what was said first leads to the last of them, not to the one between.
  const last = await published({ en: { ...late, title: 'Old batteries' } })
  await call(manager, 'mergePothole', { params: { id: other }, body: { intoId: last.id } } as never)
  expect((await shown(one.slug)).body).toMatchObject({ slug: last.slug, title: 'Old batteries' })
})
