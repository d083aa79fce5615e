import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'
import { ensureBranch, storeJourney } from '../journeys/store.ts'
import { inTransaction } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'

const { db, people, call, clock } = await startProduct()
const { agent, administrator, analyst, manager } = people
const productId = (await ensureBranch(db, 'products', ['Cards'])) ?? ''
const issueId = (await ensureBranch(db, 'issues', ['Fees'])) ?? ''
const words = (text: string) => ({ en: text, ru: `${text} по-русски` })
await inTransaction(db, (tx) => storeJourney(tx, { name: words('Buy'), steps: [{ code: 'pay', name: words('Pay') }] }))
const stepId = (await call(agent, 'listTopics')).body.steps[0]?.id ?? ''

const create = async () => (await call(agent, 'createComplaint', { body: { text: 'Something' } })).body.reference
const classify = (reference: string, body: object) => call(agent, 'classifyComplaint', { params: { reference }, body })
const history = async (reference: string, who = agent) =>
  (await call(who, 'readTimeline', { params: { reference } })).body
const later = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds).toISOString()
const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`

test('a complaint is told what it is about, part by part, and unlearns it', async () => {
  const reference = await create()
  expect((await classify(reference, { productId })).body.product).toEqual({ id: productId, name: 'Cards' })
  expect((await classify(reference, { issueId, stepId })).body).toMatchObject({
    product: { id: productId },
    issue: { id: issueId },
    step: { id: stepId },
  })
  expect((await classify(reference, { productId: null })).body).toMatchObject({ product: null, issue: { id: issueId } })
  const events = await history(reference)
  expect(events.map((event) => event.kind)).toEqual(['received', 'reclassified', 'reclassified', 'reclassified'])
  expect(events[2]).toMatchObject({ names: { [productId]: 'Cards', [issueId]: 'Fees', [stepId]: 'Pay' } })
})

test('what changes nothing is no event', async () => {
  const reference = await create()
  await classify(reference, { productId })
  expect((await classify(reference, { productId })).body.version).toBe(2)
  expect((await classify(reference, {})).body.version).toBe(2)
})

test.each(['productId', 'issueId', 'stepId'])('an unknown %s changes nothing', async (field) => {
  const reference = await create()
  expect(type(await classify(reference, { [field]: newId(), nextUpdateDue: later(60_000) }))).toBe(
    '422 no_such_reference',
  )
  expect(await history(reference)).toHaveLength(1)
})

test('the next update lies between now and a year from now', async () => {
  const reference = await create()
  const inTime = later(86_400_000)
  expect((await classify(reference, { nextUpdateDue: inTime })).body.nextUpdateDue).toBe(inTime)
  for (const due of [later(-1), later(0), later(367 * 86_400_000), '9999-12-31T00:00:00Z', '0001-01-01T00:00:00Z']) {
    const answer = await classify(reference, { nextUpdateDue: due })
    expect(type(answer), due).toBe('400 next_update_unfit')
    expect(answer.body.errors?.[0]?.field).toBe('nextUpdateDue')
  }
  expect((await history(reference)).at(-1)).toMatchObject({ kind: 'next_update_set', detail: { due: inTime } })
})

test('words of the customer, to the customer and among us are kept apart, each with its event', async () => {
  const reference = await create()
  const add = (direction: 'in' | 'out' | 'note', text: string) =>
    call(agent, 'addMessage', { params: { reference }, body: { direction, channel: 'phone', text } })
  for (const [direction, text] of [
    ['in', 'Any news?'],
    ['out', 'We are on it'],
    ['note', 'Ask the courier'],
  ] as const) {
    expect((await add(direction, text)).status).toBe(201)
  }
  expect((await history(reference)).slice(1).map((event) => [event.kind, event.words])).toEqual([
    ['customer_wrote', 'Any news?'],
    ['answered', 'We are on it'],
    ['noted', 'Ask the courier'],
  ])
})

test('words may have been said before now, not after', async () => {
  const reference = await create()
  const add = (at: string) =>
    call(agent, 'addMessage', { params: { reference }, body: { direction: 'in', channel: 'phone', text: 'x', at } })
  expect((await add(later(-86_400_000))).status).toBe(201)
  expect(type(await add(later(1)))).toBe('400 written_in_future')
  expect((await history(reference)).at(-1)?.at).toBe(later(-86_400_000))
})

test('forty notes at once are forty events in one whole chain', async () => {
  const reference = await create()
  const note = (index: number) =>
    call(agent, 'addMessage', {
      params: { reference },
      body: { direction: 'note', channel: 'phone', text: `Note ${index}` },
    })
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => note(index)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(40).fill(201))
  const events = await history(reference)
  expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1))
  expect((await call(analyst, 'verifyEvents')).body.breaks).toEqual([])
})

test('history speaks the reader’s language and names who did it', async () => {
  const reference = await create()
  await classify(reference, { stepId })
  await call(manager, 'changeMyLanguage', { body: { language: 'ru' } })
  expect((await history(reference, manager)).at(-1)).toMatchObject({
    names: { [stepId]: 'Pay по-русски' },
    actor: { kind: 'person', name: 'Agent' },
  })
  const { body } = await call(administrator, 'createKey', { body: { name: 'The shop', role: 'agent' } })
  const made = await call({ headers: { authorization: `Bearer ${body.key}` } }, 'createComplaint', {
    body: { text: 'By a program' },
  })
  expect((await history(made.body.reference))[0]).toMatchObject({
    actor: { kind: 'key', name: 'The shop' },
    words: 'By a program',
  })
})
