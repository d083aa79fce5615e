import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { proposeSolution } from '../solution/propose.ts'
import { countAgainstAdvice } from './list.ts'
import { sentenceAround } from './sentence.ts'

const { db, clock, people, call } = await startProduct()
const { agent, manager, operations } = people

const complaint = async () =>
  (
    await call(agent, 'createComplaint', {
      body: { text: 'The parcel never came.', language: 'en', customer: { name: 'Kim', email: 'kim@example.com' } },
    })
  ).body
const complain = async () => (await complaint()).reference
const reply = async (reference: string, text: string) =>
  (await call(agent, 'sendReply', { params: { reference }, body: { text } })).body.id
const listed = async (query = {}) => (await call(manager, 'listAgainstAdvice', { query })).body
const counted = async () => (await call(manager, 'countAgainstAdvice', { query: {} })).body

test('what is sent against advice is sent, and visible to the team with the sentence, the history says so', async () => {
  const reference = await complain()
  const text = 'Hello Kim. You should have told us. We come soon.'
  const id = await reply(reference, text)
  const [item] = (await listed()).items
  expect(item).toEqual({
    reference,
    messageId: id,
    at: clock.now().toISOString(),
    by: { id: agent.id, name: agent.name },
    findings: [
      { code: 'B1', language: 'en', words: 'You should have', sentence: 'You should have told us.' },
      { code: 'H2', language: 'en', words: 'soon', sentence: 'We come soon.' },
    ],
  })
  const { body: timeline } = await call(agent, 'readTimeline', { params: { reference } })
  const event = timeline.find(({ kind }) => kind === 'sent_against_advice')
  expect(event).toMatchObject({ detail: { of_message: id, codes: 'B1 H2', count: 2 }, words: null })
})

test('an answer without fault, a note and the customer’s words leave nothing behind', async () => {
  const { items: before } = await listed()
  const reference = await complain()
  await reply(reference, 'I am sorry that we lost it. A new one comes by Friday 17:00.')
  const params = { reference }
  for (const direction of ['note', 'in'] as const)
    await call(agent, 'addMessage', { params, body: { direction, channel: 'phone', text: 'You should have called.' } })
  expect((await listed()).items).toEqual(before)
})

test('an answer given by telephone, a proposed solution and a decision are looked at like a letter', async () => {
  const { id: complaintId, reference } = await complaint()
  const params = { reference }
  const text = 'Calm down.'
  await call(agent, 'addMessage', { params, body: { direction: 'out', channel: 'phone', text } })
  const actor = { kind: 'person', id: agent.id } as const
  const words = 'You broke it; we send a new one.'
  await inTransaction(db, (tx) => proposeSolution(tx, { complaintId, words, actor, now: clock.now() }))
  const closing = {
    closure: 'decided',
    decision: 'not_upheld',
    findings: 'The courier has a signature from that day.',
    reasons: 'The damage was user error, as the report says.',
    recourse: 'You may turn to the ombudsman within a year.',
  } as const
  expect((await call(agent, 'closeComplaint', { params, body: closing })).status).toBe(200)
  const { items } = await listed()
  const found = items.filter(({ reference }) => reference === params.reference)
  expect(found.map(({ findings }) => findings.map(({ code }) => code).join()).toSorted()).toEqual(['B3', 'B3', 'D1'])
})

test('what was taken back before it left was not sent', async () => {
  const { items: before } = await listed()
  const reference = await complain()
  const id = await reply(reference, 'That is user error.')
  expect((await listed()).items).toHaveLength(before.length + 1)
  await call(agent, 'takeBackReply', { params: { reference, id } })
  expect((await listed()).items).toEqual(before)
})

test('a page ends where the next begins, and a code narrows the list', async () => {
  clock.advance(60_000)
  await reply(await complain(), 'Hopefully.')
  const { items: all } = await listed()
  const first = await listed({ limit: 1 })
  const rest = await listed({ limit: 100, cursor: first.next ?? '' })
  expect([...first.items, ...rest.items]).toEqual(all)
  const narrowed = (await listed({ code: 'H3' })).items
  expect(narrowed.map(({ findings }) => findings.map(({ words }) => words))).toEqual([['Hopefully']])
})

test('the share of answers against advice says of how many, and too few say nothing', async () => {
  for (let each = 0; each < 5; each++) await reply(await complain(), 'Here it is.')
  const { answers, against, share, codes } = await counted()
  expect(codes).toContainEqual({ code: 'H3', answers: 1 })
  expect(answers).toBeGreaterThan(against)
  expect(share?.share).toBeCloseTo(against / answers, 12)
  expect(share && share.low < share.share && share.share < share.high).toBe(true)
  const later = new Date(clock.now().getTime() + 31 * 86_400_000)
  expect(await countAgainstAdvice(db, { days: 30, viewer: manager, now: later })).toEqual({
    answers: 0,
    against: 0,
    share: null,
    codes: [],
  })
})

test('who sees only what they passed on is not shown the answers of others', async () => {
  expect((await call(operations, 'listAgainstAdvice', { query: {} })).status).toBe(403)
})

test.each([
  ['First. You should have asked. Last.', 'You should have', 'You should have asked.'],
  ['You should have asked', 'You should have', 'You should have asked'],
  ['Hello\nCalm down! Yes.', 'Calm down', 'Calm down!'],
  ['Version 1.5 comes soon, e.g. now', 'soon', 'Version 1.5 comes soon, e.g.'],
])('of “%s” the sentence around “%s” is “%s”', (text, words, sentence) => {
  const start = text.indexOf(words)
  expect(sentenceAround(text, { start, end: start + words.length })).toBe(sentence)
})
