import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { verifyEvents } from '../../complaints/events.ts'
import { imported, importInto } from './import-for-tests.ts'
import type { ImportedComplaint, ImportedEvent } from './imported-complaint.ts'

const product = await startProduct()
const { db, owned, clock, people } = product
const { store, context } = await importInto(product)

afterEach(async () => {
  const { breaks } = await verifyEvents(db)
  if (breaks.length > 0) throw new Error(`After this test chains of events are broken: ${JSON.stringify(breaks)}`)
})

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 0, day, hour))
const rowsOf = async <Row>(table: string, complaintId: string): Promise<Row[]> =>
  (await sql<Row>`select * from ${sql.table(table)} where complaint_id = ${complaintId}`.execute(db)).rows

type Stored = {
  id: string
  closed_at: Date | null
  closure: string | null
  next_update_due: Date | null
  owner_id: string
  team_id: string
  text: string
  language: string
  fields: object
}

/** Stores one complaint with a history; gives its row and what happened, by kind. */
async function storeOne(history: ImportedEvent[], changes: Partial<ImportedComplaint> = {}) {
  const complaint = imported({ history, ...changes })
  await store([complaint])
  const { rows } = await sql<Stored>`
    select c.* from complaints c join external_ids x on x.complaint_id = c.id where x.external_id = ${complaint.externalId}`.execute(
    db,
  )
  const stored = rows[0] as Stored
  const { rows: events } = await sql<{ kind: string; actor_kind: string; at: Date; detail: Record<string, unknown> }>`
    select * from complaint_events where complaint_id = ${stored.id} order by seq`.execute(db)
  return { stored, events, kinds: events.map((event) => event.kind) }
}

test('an open complaint has an active owner, and hears from us some days after what happened last', async () => {
  const { stored, kinds } = await storeOne([{ kind: 'status', at: at(20), status: 'In work' }])
  expect(kinds).toEqual(['received', 'status'])
  expect(stored).toMatchObject({ owner_id: people.agent.id, closed_at: null, closure: null })
  expect(stored.next_update_due).toEqual(new Date('2026-01-23T12:00:00Z'))
})

test('what the customer wrote later is a message of theirs', async () => {
  const { stored, events } = await storeOne([{ kind: 'customer_wrote', at: at(12), text: 'Still broken.' }])
  expect(events[1]).toMatchObject({ kind: 'customer_wrote', actor_kind: 'customer', at: at(12) })
  expect(await rowsOf('messages', stored.id)).toMatchObject([
    { direction: 'in', text: 'Still broken.', channel: 'web_form' },
  ])
})

test('an interim answer with a day is a commitment, kept by the next answer', async () => {
  const { stored, events } = await storeOne([
    {
      kind: 'answered',
      at: at(12),
      by: 'Lifts',
      text: 'We repair it by the 15th.',
      interim: true,
      promisedFor: at(15),
    },
    { kind: 'answered', at: at(17), by: 'Lifts', text: 'Repaired.', interim: false, promisedFor: null },
  ])
  expect(events[1]?.detail).toMatchObject({ interim: true, promised_for: at(15).toISOString() })
  expect(await rowsOf('commitments', stored.id)).toMatchObject([
    { text: 'We repair it by the 15th.', made_at: at(12), due_at: at(15), kept_at: at(17) },
  ])
  const [team] = await column<string>(db, `select id from teams where name = 'Lifts'`)
  expect(await rowsOf('messages', stored.id)).toMatchObject([
    { direction: 'out', author_team_id: team },
    { direction: 'out', text: 'Repaired.' },
  ])
})

test('a commitment without a later answer stays open, and is when the customer hears from us next', async () => {
  const { stored } = await storeOne([
    { kind: 'answered', at: at(12), by: null, text: null, interim: true, promisedFor: at(30) },
  ])
  expect(await rowsOf('commitments', stored.id)).toMatchObject([{ text: '2026-01-30', due_at: at(30), kept_at: null }])
  expect(stored.next_update_due).toEqual(at(30))
})

test('a commitment is kept when the customer says that all is solved', async () => {
  const { stored } = await storeOne([
    { kind: 'answered', at: at(12), by: null, text: 'Soon.', interim: true, promisedFor: at(30) },
    { kind: 'closed', at: at(14), closure: 'solved', words: 'Thank you!' },
  ])
  expect(await rowsOf('commitments', stored.id)).toMatchObject([{ kept_at: at(14) }])
})

test('a commitment whose words are cut in the middle of a pair of surrogates is stored', async () => {
  const { stored } = await storeOne([
    { kind: 'answered', at: at(12), by: null, text: `${'x'.repeat(499)}😀`, interim: true, promisedFor: at(30) },
  ])
  expect(await rowsOf('commitments', stored.id)).toMatchObject([{ text: `${'x'.repeat(499)}\ufffd` }])
})

test('a re-routing is a handover between teams, and its team has it unless the source says who has it now', async () => {
  const history: ImportedEvent[] = [{ kind: 'rerouted', at: at(12), from: 'Lifts', to: 'Doors', note: 'It is a door.' }]
  const { stored, events } = await storeOne(history)
  const names = new Map(
    await sql<{ id: string; name: string }>`select id, name from teams`
      .execute(db)
      .then(({ rows }) => rows.map(({ id, name }) => [name, id])),
  )
  const [handover] = await rowsOf<{ id: string }>('handovers', stored.id)
  expect(handover).toMatchObject({
    from_team_id: names.get('Lifts'),
    to_team_id: names.get('Doors'),
    note: 'It is a door.',
    answer: 'imported',
    offered_at: at(12),
    answered_at: at(12),
    from_id: null,
    to_id: null,
  })
  expect(events[1]?.detail).toEqual({
    handover_id: handover?.id,
    from_team_id: names.get('Lifts'),
    to_team_id: names.get('Doors'),
  })
  expect(stored.team_id).toBe(names.get('Doors'))
  const { stored: stated } = await storeOne(history, { team: 'Lifts' })
  expect(stated.team_id).toBe(names.get('Lifts'))
})

test('reclassifications, statuses and disputes are events; a text taken for a status is cut', async () => {
  const { kinds, events } = await storeOne([
    { kind: 'reclassified', at: at(11), from: 'Lift', to: 'Door' },
    { kind: 'status', at: at(12), status: 's'.repeat(5000) },
    { kind: 'disputed', at: at(13) },
  ])
  expect(kinds).toEqual(['received', 'reclassified', 'status', 'disputed'])
  expect(events[1]?.detail).toEqual({ from: 'Lift', to: 'Door' })
  expect(events[2]?.detail).toEqual({ status: 's'.repeat(300) })
  expect(events[3]?.actor_kind).toBe('customer')
})

test('solved is closed by the customer, whose message is the evidence', async () => {
  const { stored, events } = await storeOne([{ kind: 'closed', at: at(14), closure: 'solved', words: 'Satisfied' }])
  expect(stored).toMatchObject({ closed_at: at(14), closure: 'solved', next_update_due: null })
  const [message] = await rowsOf<{ id: string }>('messages', stored.id)
  expect(message).toMatchObject({ direction: 'in', text: 'Satisfied' })
  expect(await rowsOf('closures', stored.id)).toMatchObject([
    { closure: 'solved', closed_at: at(14), customer_message_id: message?.id },
  ])
  expect(events[1]).toMatchObject({
    kind: 'closed',
    actor_kind: 'customer',
    detail: { closure: 'solved', message_id: message?.id },
  })
})

test('a confirmation without words has a mark for words', async () => {
  const { stored } = await storeOne([{ kind: 'closed', at: at(14), closure: 'withdrawn', words: '  ' }])
  expect(stored.closure).toBe('withdrawn')
  expect(await rowsOf('messages', stored.id)).toMatchObject([{ direction: 'in', text: '✓' }])
})

test('closed by the source without the customer is historic, with the source’s own words', async () => {
  const { stored, events } = await storeOne([
    { kind: 'closed', at: at(14), closure: 'historic', words: 'Closed automatically' },
  ])
  expect(stored).toMatchObject({ closed_at: at(14), closure: 'historic' })
  expect(events[1]).toMatchObject({
    actor_kind: 'import',
    detail: { closure: 'historic', status: 'Closed automatically' },
  })
  expect(await rowsOf('messages', stored.id)).toEqual([])
  expect(await rowsOf('closures', stored.id)).toMatchObject([
    { reasons: 'Closed automatically', customer_message_id: null },
  ])
})

test('who writes again after the closing has an open complaint again, and its earlier closing stays on record', async () => {
  const { stored, kinds } = await storeOne([
    { kind: 'closed', at: at(14), closure: 'historic', words: 'Closed' },
    { kind: 'customer_wrote', at: at(15), text: 'It is not solved!' },
  ])
  expect(kinds).toEqual(['received', 'closed', 'reopened', 'customer_wrote'])
  expect(stored).toMatchObject({ closed_at: null, closure: null })
  expect(stored.next_update_due).toEqual(new Date('2026-01-18T12:00:00Z'))
  expect(await rowsOf('closures', stored.id)).toMatchObject([{ closure: 'historic', closed_at: at(14) }])
})

test('closed, written again and closed for good: the last closing counts', async () => {
  const { stored } = await storeOne([
    { kind: 'closed', at: at(14), closure: 'historic', words: 'Closed' },
    { kind: 'customer_wrote', at: at(15), text: 'No!' },
    { kind: 'closed', at: at(16), closure: 'solved', words: 'Now yes' },
    { kind: 'closed', at: at(16), closure: 'solved', words: 'Now yes' },
  ])
  expect(stored).toMatchObject({ closed_at: at(16), closure: 'solved' })
  expect((await rowsOf('closures', stored.id)).length).toBe(2)
})

test('counts are what a plain GROUP BY counts', async () => {
  await store([
    imported({ product: 'Lift', subProduct: 'Door', issue: 'Stuck', receivedAt: at(31, 23) }),
    imported({ product: 'Lift', subProduct: 'Door', issue: 'Stuck', receivedAt: new Date('2026-02-01T00:30:00Z') }),
    imported({ product: 'Lift', issue: 'Noise', channel: 'phone', language: 'ru' }),
  ])
  const [different] = await column<number>(
    db,
    `select count(*) from (
       select month, product_id, issue_id, step_id, channel, language, sum(n) as n from complaint_counts group by 1, 2, 3, 4, 5, 6) held
     left join (
       select date_trunc('month', received_at at time zone 'UTC')::date as month, product_id, issue_id, step_id, channel, language, count(*) as n
       from complaints group by 1, 2, 3, 4, 5, 6) plain
     on row(held.month, held.product_id, held.issue_id, held.step_id, held.channel, held.language)
       is not distinct from row(plain.month, plain.product_id, plain.issue_id, plain.step_id, plain.channel, plain.language)
     where held.n is distinct from plain.n`,
  )
  const [[held], [plain]] = [
    await column<number>(db, 'select sum(n) from complaint_counts'),
    await column<number>(db, 'select count(*) from complaints'),
  ]
  expect(different).toBe(0)
  expect(held).toBe(plain)
})

test('search finds imported words in their forms, Russian and English', async () => {
  await store([
    imported({ externalId: 'ru', text: 'В подъезде третью неделю не работает домофон', language: 'ru' }),
    imported({ externalId: 'en', text: 'Nobody answered my three letters', language: 'en' }),
  ])
  for (const q of ['домофоны не работают', 'letter answering']) {
    const { body } = await product.call(people.agent, 'listComplaints', { query: { q } })
    expect(body.items.length, q).toBe(1)
  }
})

test('the timeline of an imported complaint has its words and the names of teams', async () => {
  const { stored } = await storeOne([
    { kind: 'rerouted', at: at(12), from: 'Lifts', to: 'Doors', note: 'It is a door.' },
    { kind: 'answered', at: at(13), by: 'Doors', text: 'Repaired.', interim: false, promisedFor: null },
    { kind: 'closed', at: at(14), closure: 'solved', words: 'Satisfied' },
  ])
  const { body } = await product.call(people.agent, 'readTimeline', { params: { reference: stored.id } })
  expect(body.map(({ kind, words }) => [kind, words])).toEqual([
    ['received', 'The lift stood still.'],
    ['rerouted', 'It is a door.'],
    ['answered', 'Repaired.'],
    ['closed', 'Satisfied'],
  ])
  expect(Object.values(body[1]?.names ?? {}).sort()).toEqual(['Doors', 'Lifts'])
})

test('a complaint whose number is known already is left as it is', async () => {
  const first = imported({ text: 'First words.' })
  await store([first])
  let result = {}
  await store([{ ...first, text: 'Other words.' }, { ...first }, imported()], async (_tx, found) => {
    result = found
  })
  expect(result).toEqual({ stored: 1, duplicates: 2 })
  const { rows } = await sql<{ text: string }>`
    select c.text from complaints c join external_ids x on x.complaint_id = c.id where x.external_id = ${first.externalId}`.execute(
    db,
  )
  expect(rows).toEqual([{ text: 'First words.' }])
})

test('batches with the same numbers in another order, at the same time, store each complaint and customer once', async () => {
  const before = await column<number>(db, 'select count(*) from customers')
  const some = Array.from({ length: 300 }, (_, index) =>
    imported({
      externalId: `same-${index}`,
      customer: {
        externalId: null,
        name: `Kim ${index}`,
        email: index % 3 ? null : `kim${index % 30}@example.com`,
        phone: null,
      },
    }),
  )
  const results: { stored: number; duplicates: number }[] = []
  const note: Parameters<typeof store>[1] = async (_tx, found) => {
    results.push(found)
  }
  await Promise.all([store(some, note), store(some.toReversed(), note), store(some.slice(100), note)])
  expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(300)
  expect(await column(db, `select count(*) from external_ids where external_id like 'same-%'`)).toEqual([300])
  expect(
    await column(
      db,
      `select count(*) from complaints where customer_id is null and id in (select complaint_id from external_ids where external_id like 'same-%')`,
    ),
  ).toEqual([0])
  // Ten e-mail addresses, and two hundred of whom only the name is known.
  expect(await column(db, 'select count(*) from customers')).toEqual([(before[0] ?? 0) + 210])
  expect(
    await column(
      db,
      'select count(*) from customers where id not in (select customer_id from complaints where customer_id is not null)',
    ),
  ).toEqual([0])
})

test('a customer who complains by another way at the same time is the same customer', async () => {
  const email = 'both.ways@example.com'
  const customer = { externalId: null, name: 'Both Ways', email, phone: null }
  const body = { text: 'Through the API.', channel: 'api', source: 'api', customer: { email } } as const
  await Promise.all([
    ...Array.from({ length: 5 }, () => store([imported({ customer })])),
    ...Array.from({ length: 5 }, () => product.call(people.agent, 'createComplaint', { body })),
  ])
  const [addresses] = await column(db, `select count(*) from customer_addresses where address = '${email}'`)
  const owners = await column(
    db,
    `select distinct customer_id from complaints where text = 'Through the API.' or customer_id = (select customer_id from customer_addresses where address = '${email}')`,
  )
  expect([addresses, owners.length]).toEqual([1, 1])
})

test('a batch prepared for an owner who is deactivated meanwhile goes to somebody active', async () => {
  const leaving = await product.addPerson('agent', { name: 'Leaving' })
  await product.call(people.administrator, 'replaceRoutingRules', {
    body: {
      rules: [{ name: 'All', active: true, conditions: {}, toPersonId: leaving.id, toTeamId: null }],
      lastResortId: people.agent.id,
      updateWithinHours: 72,
    },
  })
  context.desk.refresh()
  const first = imported()
  await store([first])
  // The desk of this import does not hear of it.
  await product.call(people.administrator, 'deactivatePerson', {
    params: { id: leaving.id },
    body: { successorId: people.manager.id },
  })
  const { stored } = await storeOne([])
  expect(stored.owner_id).toBe(people.manager.id)
})

test('a text of a hundred thousand characters is stored whole and found', async () => {
  const text = `${'word '.repeat(18_000)}unmistakable${' word'.repeat(20_000)}`.slice(0, 100_000)
  const { stored } = await storeOne([], { text, language: 'en' })
  expect(stored.text.length).toBe(100_000)
  const { body } = await product.call(people.agent, 'listComplaints', { query: { q: 'unmistakable' } })
  expect(body.items.map(({ id }) => id)).toEqual([stored.id])
})

test('a backslash before u0000 is text, and a zero character is left out', async () => {
  const { stored } = await storeOne([], { text: 'C:\\u0000 and \\\\u0000 and \u0000zero' })
  expect(stored.text).toBe('C:\\u0000 and \\\\u0000 and zero')
})

test('a refused batch leaves nothing behind, not even names of customers', async () => {
  const before = await column<number>(db, 'select count(*) from customers')
  const customer = { externalId: null, name: 'Nobody', email: null, phone: null }
  const late: ImportedEvent = { kind: 'closed', at: new Date('2030-01-01'), closure: 'historic', words: null }
  await expect(store([imported({ externalId: 'refused', customer }), imported({ history: [late] })])).rejects.toThrow(
    'historic_only_from_import',
  )
  expect(await column(db, `select count(*) from external_ids where external_id = 'refused'`)).toEqual([0])
  expect(await column(db, 'select count(*) from customers')).toEqual(before)
})

test('verification names the complaint whose history was changed', async () => {
  const { stored } = await storeOne([{ kind: 'status', at: at(12), status: 'In work' }])
  await sql`update complaint_events set detail = '{"status": "Done"}' where complaint_id = ${stored.id} and seq = 2`.execute(
    owned,
  )
  const { breaks } = await verifyEvents(db)
  expect(breaks).toMatchObject([{ complaintId: stored.id, seq: 2, what: 'hash' }])
  await sql`update complaint_events set detail = '{"status": "In work"}' where complaint_id = ${stored.id} and seq = 2`.execute(
    owned,
  )
  expect(clock.now()).toEqual(new Date('2026-03-02T09:00:00Z'))
})
