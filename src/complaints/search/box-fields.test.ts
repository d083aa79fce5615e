import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'

// What people type besides words, all against the same few complaints.

const { db, people, call, clock, addPerson } = await startProduct()
const { agent, manager } = people
const boris = await addPerson('agent', { name: 'Борис Ёлкин' })
const [cards, prepaid] = [
  await ensureBranch(db, 'products', ['Credit card']),
  await ensureBranch(db, 'products', ['Credit card or prepaid card']),
]

await call(people.administrator, 'addField', {
  body: {
    key: 'wish',
    kind: 'one_of',
    label: { en: 'Wish', ru: 'Желание' },
    options: [{ code: 'money', label: { en: 'Money back', ru: 'Деньги' } }],
  },
} as never)
await call(people.administrator, 'addField', {
  body: { key: 'amount', kind: 'number', label: { en: 'Amount', ru: 'Сумма' } },
} as never)
const create = async (body: object, who = agent) =>
  (await call(who, 'createComplaint', { body: body as never })).body.reference
const card = await create({
  text: 'The card was refused.',
  language: 'en',
  channel: 'email',
  productId: cards,
  receivedAt: '2026-01-10T12:00:00Z',
  customer: { name: 'Иванов Пётр', email: 'petr@example.com', phone: '+7 912 345-67-89' },
  externalId: 'CRM-0017',
  fields: { wish: 'money', amount: 120 },
})
const loan = await create({
  text: 'Мне отказали в кредите.',
  language: 'ru',
  channel: 'phone',
  productId: prepaid,
  receivedAt: '2026-02-10T12:00:00Z',
  customer: { name: 'Ann Smith', email: 'ann@example.com' },
})
const plain = await create({ text: 'Nobody answers.', language: 'en', channel: 'phone' }, manager)
await call(agent, 'offerHandover', { params: { reference: loan }, body: { toId: boris.id } })
const [offered] = (await call(boris, 'waitingHandovers')).body
await call(boris, 'answerHandover', {
  params: { reference: loan, id: offered?.id ?? '' },
  body: { answer: 'accepted' },
})
await call(agent, 'closeComplaint', {
  params: { reference: card },
  body: { closure: 'solved', customerWords: 'Yes', channel: 'phone' },
})
clock.set(new Date('2026-03-09T09:00:00Z'))

const list = async (q: string, who = agent) => {
  const { status, body } = await call(who, 'listComplaints', { query: { q } })
  expect(status, q).toBe(200)
  const { count } = (await call(who, 'countComplaints', { query: { q } })).body
  expect(count, q).toBe(body.items.length)
  return body
}
const found = async (q: string, who = agent) => (await list(q, who)).items.map(({ reference }) => reference)
const these = (...references: string[]) => references.toSorted()

test.each([
  ['channel:phone', [loan, plain]],
  ['канал:телефон', [loan, plain]],
  ['Channel: E-mail', [card]],
  ['channel:email,phone', [card, loan, plain]],
  ['-channel:phone', [card]],
  ['channel:phone -language:ru', [plain]],
  ['язык:русский', [loan]],
  ['language:English refused', [card]],
  ['owner:me', [card, plain]],
  ['ответственный:ёлкин', [loan]],
  ['owner:elkin', [loan]],
  ['owner:elken', [loan]],
  ['-owner:me', [loan]],
  ['product:"Credit card"', [card]],
  ['product:credit', [card, loan]],
  ['product:none', [plain]],
  ['product:"credti card"', [card, loan]],
  ['from:2026-02', [loan, plain]],
  ['to:31.01.2026', [card]],
  ['from:2026-01 to:2026-01', [card]],
  ['on:2026-02-10', [loan]],
  ['from:7d', [plain]],
  ['is:open', [loan, plain]],
  ['состояние:закрыта', [card]],
  ['is:solved', [card]],
  ['is:overdue', [loan, plain]],
  ['is:mine is:open', [plain]],
  ['has:customer', [card, loan]],
  ['-has:product', [plain]],
  ['customer:ivanov', [card]],
  ['клиент:Иван', [card]],
  ['customer:ivnaov', [card]],
  ['customer:petr@example.com', [card]],
  ['customer:"Smith Ann"', [loan]],
  ['customer:none', [plain]],
  ['-customer:smith', [card, plain]],
  ['number:crm0017', [card]],
  ['number:CRM', [card]],
  ['Ivanov', [card]],
  ['Ивановв', [card]],
  ['smyth', [loan]],
  ['petr@example.com', [card]],
  ['8 912 345 67 89', [card]],
  ['crm-oo17', [card]],
  ['cause:uncoded answers', [plain]],
  ['has:attachment', []],
  ['wish:money', [card]],
  ['желание:деньги', [card]],
  ['-wish:"Money back"', [loan, plain]],
  ['amount:>100', [card]],
  ['сумма:<100', []],
  ['owner:', [card, loan, plain]],
  ['refused owner:', [card]],
])('%s finds what it says', async (q, references) => {
  expect((await found(q)).toSorted()).toEqual(these(...references))
})

test.each([
  ['chanel:phone', { kind: 'unknown_field', typed: 'chanel:', meant: 'channel:' }],
  ['foo:answers', { kind: 'unknown_field', typed: 'foo:', meant: null }],
  ['channel:pigeon', { kind: 'unknown_value', typed: 'channel:pigeon', meant: null }],
  ['amount:much', { kind: 'unknown_value', typed: 'amount:much', meant: null }],
  ['from:someday', { kind: 'unknown_value', typed: 'from:someday', meant: null }],
  ['channel:emial', { kind: 'meant', typed: 'channel:emial', meant: 'email' }],
  ['owner:elken', { kind: 'meant', typed: 'owner:elken', meant: 'Борис Ёлкин' }],
  ['smiht', { kind: 'meant', typed: 'smiht', meant: 'Ann Smith' }],
  ['customer:ivnaov', { kind: 'meant', typed: 'customer:ivnaov', meant: 'Иванов Пётр' }],
] as const)('of %s it is said how it was read', async (q, note) => {
  expect((await list(q)).notes).toEqual([note])
})

test('the box and the filters of the list hold together', async () => {
  const { body } = await call(agent, 'listComplaints', { query: { q: 'is:open', channel: 'phone', owner: 'me' } })
  expect(body.items.map(({ reference }) => reference)).toEqual([plain])
})

test('someone in operations finds only what they may see, whatever they type', async () => {
  for (const q of ['is:open', '-owner:me', 'customer:ivanov', 'Ivanov', card])
    expect(await found(q, people.operations)).toEqual([])
  const { body } = await call(people.operations, 'search', { query: { q: 'ivanov' } })
  expect(body).toMatchObject({ complaints: [], customers: [] })
})
