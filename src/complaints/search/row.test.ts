import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'

const { db, people, call } = await startProduct()
const { agent, manager } = people

const found = async (query: string): Promise<string[]> => {
  const { rows } = await sql<{ reference: string }>`
    select c.reference from complaint_search s join complaints c on c.id = s.complaint_id where s.vector @@ ${query}::tsquery order by 1`.execute(
    db,
  )
  return rows.map(({ reference }) => reference)
}
const create = async (body: object) => (await call(agent, 'createComplaint', { body: body as never })).body.reference

const first = await create({
  text: 'The boiler leaks.',
  title: 'Überschwemmung',
  customer: { name: 'Юлия Иванова', email: 'julia@example.com' },
  externalId: 'K-17/0O',
  source: 'shop',
})
const params = { reference: first }

test('a new complaint is found by its words, its customer in either alphabet, and its numbers', async () => {
  const number = first.slice(3).replace('-', '').toLowerCase()
  for (const query of ['leak', 'uberschwemmung', 'иванов', "'@ivanova' & '@iulia'", "'#k1700'", `'#${number}'`])
    expect(await found(query), query).toEqual([first])
})

test('the next complaint of a known customer is found by the name too', async () => {
  const next = await create({ text: 'It leaks again.', customer: { email: 'julia@example.com' } })
  expect(await found("'@ivanova'")).toEqual([first, next].toSorted())
})

test('words that are added later are found, and numbers stay', async () => {
  const say = (direction: 'in' | 'out' | 'note', text: string) =>
    call(agent, 'addMessage', { params, body: { direction, channel: 'phone', text } })
  await say('in', 'Now the cellar is wet')
  await say('out', 'A plumber comes')
  await say('note', 'Probably the gasket')
  await call(agent, 'offerHandover', { params, body: { toId: manager.id, note: 'You know heatings' } })
  for (const query of ['cellar', 'plumber', 'gasket', 'heat', 'leak', "'#k1700'", "'@iulia'"])
    expect(await found(query), query).toContain(first)
})

/** Chinese in which hardly any two signs stand beside one another twice: the most that a vector can be asked to hold. */
const distinct = Array.from({ length: 49_000 }, (_, index) =>
  String.fromCodePoint(0x4e00 + ((index * index * 7919 + index * 104_729) % 20_000)),
).join('')

test('a complaint with very many words stays findable by the first and takes more', async () => {
  const words = Array.from({ length: 7000 }, (_, index) => `w${index.toString(36)}`).join(' ')
  const long = await create({ text: `Beginning ${words}` })
  const more = { direction: 'note', channel: 'phone', text: distinct } as const
  for (const _ of [1, 2])
    expect((await call(agent, 'addMessage', { params: { reference: long }, body: more })).status).toBe(201)
  expect(await found('begin')).toContain(long)
})
