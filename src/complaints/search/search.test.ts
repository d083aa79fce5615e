import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { readReference } from '../reference.ts'

const { people, call } = await startProduct()
const { agent } = people
const create = async (text: string, language?: string) =>
  (await call(agent, 'createComplaint', { body: { text, language } })).body.reference

const refund = await create('They refused to refund the delayed parcels.', 'en-US')
const card = await create('My card was blocked while I was travelling, no refund was offered.', 'en')
const payment = await create('Мне дважды списали платежи за доставку и не вернули деньги.', 'ru')
const courier = await create('Курьер не приехал, деньги не вернули.', 'ru')
const german = await create('Die Lieferung kam nie an.', 'de')

const search = async (q: string) => {
  const { body } = await call(agent, 'listComplaints', { query: { q } })
  const { body: counted } = await call(agent, 'countComplaints', { query: { q } })
  expect(counted.count).toBe(body.items.length)
  return body.items.map((item) => item.reference).toSorted()
}
const chinese = await create('我的信用卡被盗刷了，银行不肯退款。', 'zh')
const thai = await create('ธนาคารไม่คืนเงินให้ฉัน', 'th')
const french = await create('Le colis a été abîmé à la réception.', 'fr')
const these = (...references: string[]) => references.toSorted()

test.each([
  ['English words in any form', 'refunds', these(refund, card)],
  ['all of several words', 'refund parcel', these(refund)],
  ['words in any case', 'REFUND', these(refund, card)],
  ['a phrase, in this order only', '"card was blocked"', these(card)],
  ['no phrase in another order', '"blocked card"', these()],
  ['what does not have a word', 'refund -card', these(refund)],
  ['what does not have a phrase', 'refund -"delayed parcels"', these(card)],
  ['one of several words', 'card or parcels', these(refund, card)],
  ['Russian words in any form', 'платёж', these(payment)],
  ['Russian words together', 'вернули деньгами', these(payment, courier)],
  ['a Russian phrase', '"деньги не вернули"', these(courier)],
  ['Russian words without one', 'деньги -курьер', these(payment)],
  ['words of another language as they stand', 'lieferung', these(german)],
  ['words of another language in any case', 'LIEFERUNG KAM', these(german)],
  ['words without their accents', 'abime reception', these(french)],
  ['words with accents nobody wrote', 'réfund', these(refund, card)],
  ['Chinese words inside a sentence', '信用卡', these(chinese)],
  ['one Chinese sign', '款', these(chinese)],
  ['no Chinese words in another order', '卡信用', these()],
  ['Thai words inside a sentence', 'คืนเงิน', these(thai)],
  ['words of two languages', 'refund OR курьер OR 银行', these(refund, card, courier, chinese)],
  ['Russian or', 'курьер или платежи', these(payment, courier)],
  ['what lacks a word of another language', '-refund -деньги -银行 -ธนาคาร -colis', these(german)],
  ['a phrase in Russian quotation marks', '«деньги не вернули»', these(courier)],
  ['the beginning of a word, asked for', 'travell*', these(card)],
  ['the beginning of a word that nobody wrote as it stands', 'travelli', these(card)],
  ['what an unknown name stands before, as words', 'colour:refund', these()],
  ['nothing for a word nobody wrote', 'elephants', these()],
  ['nothing for signs alone', '!!! ???', these()],
] as const)('search finds %s', async (_name, typed, references) => {
  expect(await search(typed)).toEqual(references)
})

test.each([
  '"',
  "'",
  '\\',
  '&|!()',
  ':*',
  '<->',
  '-',
  '--',
  '-"',
  '"unclosed',
  "o'clock",
  'a\0b',
  '%',
  '_',
  `${'('.repeat(300)}`,
  'x'.repeat(300),
])('typing %s does no harm', async (typed) => {
  expect((await call(agent, 'listComplaints', { query: { q: typed } })).status).toBe(200)
  expect((await call(agent, 'countComplaints', { query: { q: typed } })).status).toBe(200)
})

test('a number finds its complaint however it is typed', async () => {
  const plain = refund.replaceAll('-', '')
  const misread = plain.slice(2).replaceAll('0', 'o').replaceAll('1', 'l')
  for (const typed of [
    refund,
    refund.toLowerCase(),
    plain,
    plain.slice(2),
    ` ${refund} `,
    refund.replaceAll('-', ' '),
    misread,
  ]) {
    expect(await search(typed), typed).toEqual([refund])
    expect((await call(agent, 'readComplaint', { params: { reference: typed } })).body.reference, typed).toBe(refund)
  }
})

test('a word that could be a number is a word', async () => {
  const wordy = await create('Our complaints about statements were ignored.', 'en')
  expect(readReference('complaints')).not.toBeNull()
  expect(await search('complaints')).toEqual([wordy])
  expect(await search('statements')).toEqual([wordy])
})

test('a number that nobody has finds nothing', async () => {
  expect(await search('AM-00000-00000')).toEqual([])
  expect((await call(agent, 'readComplaint', { params: { reference: 'AM-00000-00000' } })).status).toBe(404)
})

test.each([
  ['am-7q2m4-k9tx3', 'AM-7Q2M4-K9TX3'],
  ['7q2m4k9tx3', 'AM-7Q2M4-K9TX3'],
  ['AM 7Q2M4 K9TX3', 'AM-7Q2M4-K9TX3'],
  ['AM-OIL00-00000', 'AM-01100-00000'],
  ['AM-7Q2M4-K9TX', null],
  ['AM-7Q2M4-K9TXU', null],
  ['', null],
])('%s is read as the number %s', (typed, number) => {
  expect(readReference(typed)).toBe(number)
})
