import { expect, test } from 'vitest'
import { type Person, startProduct } from '../../../test/setup/product.ts'
import { newId } from '../../platform/ids.ts'
import { watchCommitments } from './jobs.ts'
import { stateOf, warnFrom } from './rules.ts'

const { db, clock, people, call, addPerson } = await startProduct()
const { agent } = people
const inHours = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString()

/** A complaint of somebody who has no other, and so no other commitments. */
async function complain() {
  const owner = await addPerson('agent')
  const { reference, id } = (await call(agent, 'createComplaint', { body: { text: 'The kettle leaks.' } })).body
  const offered = (await call(agent, 'offerHandover', { params: { reference }, body: { toId: owner.id } })).body
  await call(owner, 'answerHandover', { params: { reference, id: offered.id }, body: { answer: 'accepted' } })
  return { owner, reference, complaintId: id, params: { reference } }
}
const promise = async (who: Person, reference: string, hours: number) =>
  (await call(who, 'addCommitment', { params: { reference }, body: { text: 'Call', dueAt: inHours(hours) } })).body.id
const countOf = async (who: Person) => (await call(who, 'countCommitments', { query: { owner: 'me' } })).body
const noticesOf = async (who: Person) => (await call(who, 'listNotices')).body.items.map(({ kind }) => kind)
const noCommitments = { open: 0, kept: 0, keptLate: 0, broken: 0 }

test('open, kept, kept late and broken are counted, and each number opens the customers behind it', async () => {
  const { owner, reference, params } = await complain()
  const [kept, late, broken] = [
    await promise(owner, reference, 1),
    await promise(owner, reference, 2),
    await promise(owner, reference, 3),
  ]
  expect(await countOf(owner)).toEqual({ ...noCommitments, open: 3 })
  await call(owner, 'endCommitment', { params: { reference, id: kept }, body: { kept: true } })
  clock.advance(4 * 3_600_000)
  await call(owner, 'endCommitment', { params: { reference, id: late }, body: { kept: true } })
  await promise(owner, reference, 1)
  expect(await countOf(owner)).toEqual({ open: 1, kept: 1, keptLate: 1, broken: 1 })
  const listed = (await call(owner, 'listCommitments', { query: { owner: 'me', state: 'broken' } })).body
  expect(listed).toMatchObject([{ id: broken, state: 'broken', complaint: { reference } }])
  const complaint = (await call(owner, 'readComplaint', { params })).body
  expect(complaint.commitments).toHaveLength(4)
})

test('what the customer does not need any more is released with the reason, and counts as nothing', async () => {
  const { owner, reference } = await complain()
  const id = await promise(owner, reference, 2)
  const end = (body: { kept: true } | { released: string }) =>
    call(owner, 'endCommitment', { params: { reference, id }, body })
  expect((await end({ released: '  ' })).status).toBe(400)
  expect((await end({ released: 'They came to the shop.' })).body.commitments).toMatchObject([
    { released: 'They came to the shop.' },
  ])
  expect(await countOf(owner)).toEqual(noCommitments)
  expect((await end({ kept: true })).body.type).toBe('urn:amends:problem:commitment_released')
})

test('a slip is taken back; when it was kept lies between making it and now', async () => {
  const { owner, reference } = await complain()
  const id = await promise(owner, reference, 2)
  const params = { reference, id }
  for (const hours of [-1, 1]) {
    const refused = await call(owner, 'endCommitment', { params, body: { kept: true, at: inHours(hours) } })
    expect(refused.body.errors).toMatchObject([{ field: 'at' }])
  }
  await call(owner, 'endCommitment', { params, body: { kept: true } })
  expect(await countOf(owner)).toMatchObject({ kept: 1 })
  await call(owner, 'endCommitment', { params, body: { kept: false } })
  expect(await countOf(owner)).toMatchObject({ open: 1, kept: 0 })
  const kinds = (await call(owner, 'readTimeline', { params })).body.map(({ kind }) => kind)
  expect(kinds.slice(-3)).toEqual(['commitment_made', 'commitment_kept', 'commitment_not_kept'])
})

test('a time that has passed is refused, and so is a commitment that is not there', async () => {
  const { owner, reference, params } = await complain()
  const refused = await call(owner, 'addCommitment', { params, body: { text: 'Call', dueAt: inHours(-1) } })
  expect(refused.body).toMatchObject({ type: 'urn:amends:problem:commitment_unfit', errors: [{ field: 'dueAt' }] })
  const missing = { params: { reference, id: newId() }, body: { kept: true } as const }
  expect((await call(owner, 'endCommitment', missing)).status).toBe(404)
})

test('its owner is warned once before it breaks and told once when it broke, however many processes look', async () => {
  const { owner, reference, params } = await complain()
  await promise(owner, reference, 8)
  const watch = () => Promise.all([1, 2, 3].map(() => watchCommitments(db, clock.now())))
  clock.advance(5 * 3_600_000)
  await watch()
  expect(await noticesOf(owner)).not.toContain('commitment_due')
  clock.advance(1.5 * 3_600_000)
  await watch()
  await watch()
  expect((await noticesOf(owner)).filter((kind) => kind.startsWith('commitment'))).toEqual(['commitment_due'])
  clock.advance(2 * 3_600_000)
  await watch()
  await watch()
  expect((await noticesOf(owner)).filter((kind) => kind.startsWith('commitment'))).toEqual([
    'commitment_broken',
    'commitment_due',
  ])
  const kinds = (await call(owner, 'readTimeline', { params })).body.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'commitment_broken')).toHaveLength(1)
})

test('the warning comes a quarter of the time before, at least an hour and at most a day', () => {
  const madeAt = new Date('2026-03-02T08:00Z')
  const after = (hours: number) => new Date(madeAt.getTime() + hours * 3_600_000)
  expect(warnFrom({ madeAt, dueAt: after(8) })).toEqual(after(6))
  expect(warnFrom({ madeAt, dueAt: after(2) })).toEqual(after(1))
  expect(warnFrom({ madeAt, dueAt: after(240) })).toEqual(after(216))
})

test('at its very time a commitment is still open, and kept then is kept', () => {
  const dueAt = new Date('2026-03-02T08:00Z')
  const later = new Date(dueAt.getTime() + 1)
  expect(stateOf({ dueAt, keptAt: null }, dueAt)).toBe('open')
  expect(stateOf({ dueAt, keptAt: null }, later)).toBe('broken')
  expect(stateOf({ dueAt, keptAt: dueAt }, later)).toBe('kept')
  expect(stateOf({ dueAt, keptAt: later }, later)).toBe('kept_late')
})

test('whoever a note names with an @ is told of it, except who wrote it and who may not see the complaint', async () => {
  const { owner, params } = await complain()
  const [colleague, other] = [
    await addPerson('agent', { name: 'Wren Adeyemi' }),
    await addPerson('operations', { name: 'Olu Outside' }),
  ]
  const text = `@wren adeyemi, @Olu Outside and @${owner.name}: have you seen this?`
  await call(agent, 'addMessage', { params, body: { direction: 'note', channel: 'in_person', text } })
  expect(await noticesOf(colleague)).toEqual(['mentioned'])
  expect(await noticesOf(other)).toEqual([])
  const [mention] = (await call(agent, 'readTimeline', { params })).body.filter(({ kind }) => kind === 'mentioned')
  expect(Object.values(mention?.names ?? {})).toContain('Wren Adeyemi')
})
