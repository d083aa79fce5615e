import { beforeAll, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { listSteps, storeJourney } from '../../journeys/store.ts'
import { inTransaction } from '../../platform/database/index.ts'

const { db, call, people, addPerson, clock } = await startProduct()
const words = (text: string) => ({ en: text, ru: text })
let stepId: string
beforeAll(async () => {
  await inTransaction(db, (tx) =>
    storeJourney(tx, { name: words('Buy'), steps: [{ code: 'pay', name: words('Pay') }] }),
  )
  stepId = (await listSteps(db))[0]?.id as string
})
async function complaint(more: object = {}) {
  const body = { text: 'The refund does not come', channel: 'phone' as const, ...more }
  return (await call(people.agent, 'createComplaint', { body })).body.reference
}
const note = (reference: string, body: object, who = people.agent) =>
  call(who, 'noteConstraint', { params: { reference }, body: body as never })

test('a note of what stopped me has the step of the complaint, and its words are in the history', async () => {
  const reference = await complaint({ stepId })
  const { status, body } = await note(reference, { kind: 'authority', text: 'I may give back ten euros, no more' })
  expect([status, body.kind, body.stepId, body.notedBy?.name]).toEqual([201, 'authority', stepId, 'Agent'])
  const { body: timeline } = await call(people.manager, 'readTimeline', { params: { reference } })
  expect(timeline.at(-1)).toMatchObject({
    kind: 'constraint_noted',
    words: 'I may give back ten euros, no more',
    detail: { what: 'authority' },
  })
  expect((await call(people.administrator, 'verifyEvents')).body.breaks).toEqual([])
})

test('another step can be named, or none', async () => {
  const reference = await complaint({ stepId })
  expect((await note(reference, { kind: 'step', text: 'x', stepId: null })).body.stepId).toBeNull()
  expect((await note(await complaint(), { kind: 'step', text: 'x', stepId })).body.stepId).toBe(stepId)
  expect((await note(reference, { kind: 'step', text: 'x', promiseId: stepId })).status).toBe(422)
})

test('who wrote it and managers withdraw a note, others do not; then it counts no more and the history keeps it', async () => {
  const reference = await complaint()
  const mine = (await note(reference, { kind: 'rule', text: 'Mine' })).body.id
  const other = await addPerson('agent', { name: 'Other' })
  const withdraw = (who: typeof other, id: string) => call(who, 'withdrawConstraint', { params: { reference, id } })
  expect((await withdraw(other, mine)).status).toBe(403)
  expect((await withdraw(people.agent, mine)).status).toBe(204)
  expect((await withdraw(people.agent, mine)).status).toBe(404)
  const second = (await note(reference, { kind: 'rule', text: 'Second' })).body.id
  expect((await withdraw(people.manager, second)).status).toBe(204)
  expect((await call(people.agent, 'readConstraints', { params: { reference } })).body).toEqual([])
  const { body: timeline } = await call(people.agent, 'readTimeline', { params: { reference } })
  expect(timeline.filter(({ kind }) => kind === 'constraint_noted').map((each) => each.words)).toEqual([
    'Mine',
    'Second',
  ])
})

test('notes of all complaints come the latest first in pages, by kind, and by the pothole that their complaint shows', async () => {
  const pothole = await call(people.manager, 'openPothole', {
    body: { name: 'Refunds', statement: 'Refunds stop at a limit', ownerId: people.manager.id, dueOn: '2026-06-01' },
  })
  const shows = await complaint()
  await db
    .updateTable('complaints' as never)
    .set({ pothole_id: pothole.body.id } as never)
    .where('reference' as never, '=', shows as never)
    .execute()
  clock.advance(1000)
  await note(shows, { kind: 'partner', text: 'The bank first' })
  clock.advance(1000)
  await note(await complaint(), { kind: 'message', text: 'The leaflet second' })
  clock.advance(1000)
  await note(shows, { kind: 'partner', text: 'The bank third' })
  const list = async (query: object) => (await call(people.analyst, 'listConstraints', { query: query as never })).body
  const first = await list({ limit: 2 })
  expect(first.items.map(({ text }) => text)).toEqual(['The bank third', 'The leaflet second'])
  expect((await list({ limit: 1, cursor: first.next })).items[0]?.text).toBe('The bank first')
  expect((await list({ kind: 'message' })).items.map(({ text }) => text)).toEqual(['The leaflet second'])
  const ofPothole = await list({ pothole: pothole.body.id })
  expect(ofPothole.items.map(({ pothole: of }) => of?.name)).toEqual(['Refunds', 'Refunds'])
  expect((await list({ pothole: 'none' })).items.map(({ text }) => text)).not.toContain('The bank third')
  const { body: counts } = await call(people.analyst, 'countConstraints', { query: { pothole: pothole.body.id } })
  expect(counts.map(({ kind, n, complaints }) => [kind, n, complaints])).toEqual([
    ['rule', 0, 0],
    ['step', 0, 0],
    ['message', 0, 0],
    ['partner', 2, 1],
    ['authority', 0, 0],
    ['other', 0, 0],
  ])
})

test('somebody of another department notes only at complaints that they see', async () => {
  const reference = await complaint()
  expect((await note(reference, { kind: 'rule', text: 'x' }, people.operations)).status).toBe(404)
  const body = { text: 'Told me at the counter' }
  const own = (await call(people.operations, 'createComplaint', { body })).body.reference
  expect((await note(own, { kind: 'rule', text: 'x' }, people.operations)).status).toBe(201)
})
