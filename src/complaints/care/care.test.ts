import { expect, test } from 'vitest'
import { type Person, startProduct } from '../../../test/setup/product.ts'

const { clock, people, call, addPerson } = await startProduct()
const { agent, manager, operations } = people
const inHours = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString()

async function complain(owner: Person, text = 'The parcel never came.', name = 'Kim') {
  const email = `${name.toLowerCase()}.${owner.id}@example.com`
  const body = { text, language: 'en', customer: { name, email } }
  const { reference } = (await call(agent, 'createComplaint', { body })).body
  const params = { reference }
  if (owner.id !== agent.id) {
    const offered = (await call(agent, 'offerHandover', { params, body: { toId: owner.id } })).body
    await call(owner, 'answerHandover', { params: { reference, id: offered.id }, body: { answer: 'accepted' } })
  }
  return reference
}
const careOf = async (who: Person) => {
  const { customers, aside, owner } = (await call(who, 'readCare')).body
  const brief = (groups: typeof customers) =>
    groups.map(({ complaints }) => complaints.map(({ reference, reasons }) => [reference, reasons[0]?.why]))
  return { customers: brief(customers), aside: brief(aside), owner }
}

test('my customers stand in the order in which they need me, each once, with the reason', async () => {
  const who = await addPerson('agent')
  const late = await complain(who, 'Late', 'Lee')
  const answered = await complain(who, 'Answered', 'Ann')
  await call(who, 'sendReply', { params: { reference: answered }, body: { text: 'We look for it.' } })
  clock.advance(71 * 3_600_000)
  const fresh = await complain(who, 'Fresh', 'Fay')
  const lateToo = await complain(who, 'Late too', 'Lee')
  clock.advance(2 * 3_600_000)
  const { customers, owner } = await careOf(who)
  expect(owner.id).toBe(who.id)
  expect(customers).toEqual([
    [
      [late, 'update_overdue'],
      [lateToo, 'nobody_answered'],
    ],
    [[answered, 'update_overdue']],
    [[fresh, 'nobody_answered']],
  ])
})

test('what the customer says to an answered complaint makes them wait again', async () => {
  const who = await addPerson('agent')
  const reference = await complain(who)
  const params = { reference }
  await call(who, 'sendReply', { params, body: { text: 'We look for it.' } })
  expect((await careOf(who)).customers).toEqual([[[reference, 'later']]])
  clock.advance(1000)
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'phone', text: 'And?' } })
  expect((await careOf(who)).customers).toEqual([[[reference, 'customer_wrote']]])
})

test('a complaint is put aside until the next update at the most, and comes back with the customer’s words', async () => {
  const who = await addPerson('agent')
  const reference = await complain(who)
  const params = { reference }
  const tooLong = await call(who, 'snooze', { params, body: { until: inHours(73) } })
  expect(tooLong.body).toMatchObject({ type: 'urn:amends:problem:snooze_too_long', errors: [{ field: 'until' }] })
  expect((await call(who, 'snooze', { params, body: { until: inHours(-1) } })).status).toBe(400)
  expect((await call(who, 'snooze', { params, body: { until: inHours(48) } })).status).toBe(200)
  expect(await careOf(who)).toMatchObject({ customers: [], aside: [[[reference, 'nobody_answered']]] })
  expect((await call(who, 'readStory', { params })).body.snoozedUntil).toBe(inHours(48))
  clock.advance(60_000)
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'phone', text: 'And?' } })
  await call(who, 'sendReply', { params, body: { text: 'We look for it.' } })
  await call(who, 'snooze', { params, body: { until: inHours(2) } })
  expect((await careOf(who)).customers).toEqual([])
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'phone', text: 'Hello?' } })
  expect((await careOf(who)).customers).toEqual([])
  clock.advance(1000)
  await call(who, 'sendReply', { params, body: { text: 'Here.' } })
  clock.advance(1000)
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'phone', text: 'Hello?' } })
  expect((await careOf(who)).customers).toEqual([[[reference, 'customer_wrote']]])
  await call(who, 'endSnooze', { params })
  expect((await call(who, 'readStory', { params })).body.snoozedUntil).toBeNull()
})

test('a handover that was offered waits among my customers; a manager looks at somebody else’s', async () => {
  const [giver, taker] = [await addPerson('agent'), await addPerson('agent')]
  const reference = await complain(giver)
  await call(giver, 'offerHandover', { params: { reference }, body: { toId: taker.id } })
  expect((await careOf(taker)).customers).toEqual([[[reference, 'nobody_answered']]])
  const seen = (await call(manager, 'readCare', { query: { owner: taker.id } })).body
  expect(seen.customers[0]?.complaints[0]?.reasons.map(({ why }) => why)).toEqual(['nobody_answered', 'handover'])
  expect((await call(operations, 'readCare', { query: { owner: taker.id } })).body.customers).toEqual([])
})

test('what was asked and answered, what we hold and what else the customer told us is in the story', async () => {
  const who = await addPerson('agent')
  const reference = await complain(who, 'The kettle leaks.', 'Story')
  const other = await complain(who, 'The lid is loose.', 'Story')
  const params = { reference }
  const ask = 'Thank you. What is the number on the box?'
  await call(who, 'sendReply', { params, body: { text: ask } })
  clock.advance(1000)
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'phone', text: 'It is 4711.' } })
  const { asked, held, others } = (await call(who, 'readStory', { params })).body
  expect(asked).toMatchObject([
    { question: 'What is the number on the box?', by: who.name, answer: { text: 'It is 4711.', channel: 'phone' } },
  ])
  expect(held).toMatchObject([{ value: `story.${who.id}@example.com` }])
  expect(others).toMatchObject([{ reference: other, excerpt: 'The lid is loose.' }])
})

test('asking again for what was answered is counted, and so is a customer who says that they told us', async () => {
  const who = await addPerson('agent')
  const reference = await complain(who, 'I already told your shop: the kettle leaks.')
  const params = { reference }
  const repeated = async () => (await call(who, 'readComplaint', { params })).body.timesCustomerRepeated
  expect(await repeated()).toBe(1)
  const ask = 'What is the number on the box?'
  await call(who, 'sendReply', { params, body: { text: ask } })
  clock.advance(1000)
  await call(who, 'sendReply', { params, body: { text: `Did you see our letter? ${ask}` } })
  expect(await repeated()).toBe(1)
  clock.advance(1000)
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'phone', text: 'It is 4711.' } })
  clock.advance(1000)
  const { id } = (await call(who, 'sendReply', { params, body: { text: 'Please tell me the number on the box.' } }))
    .body
  expect(await repeated()).toBe(2)
  await call(who, 'takeBackReply', { params: { reference, id } })
  expect(await repeated()).toBe(1)
  clock.advance(1000)
  const said = 'As I said, it is 4711.'
  await call(who, 'addMessage', { params, body: { direction: 'in', channel: 'email', text: said } })
  expect(await repeated()).toBe(2)
  const kinds = (await call(who, 'readTimeline', { params })).body.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'customer_repeated' || kind === 'asked_again')).toEqual([
    'customer_repeated',
    'asked_again',
    'customer_repeated',
  ])
})
