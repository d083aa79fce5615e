import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'

const product = await startProduct()
const { call, send, people } = product
const words = (en: string, ru: string) => ({ en, ru })
const options = [
  { code: 'refund', label: words('Money back', 'Вернуть деньги'), retired: false },
  { code: 'repair', label: words('Repair', 'Починить'), retired: false },
  { code: 'coupon', label: words('Coupon', 'Купон'), retired: true },
]
const asked = { onPublicForm: true }
for (const field of [
  { key: 'order', kind: 'number', label: words('Order number', 'Номер заказа'), ...asked },
  { key: 'wish', kind: 'several_of', label: words('You wish', 'Вы хотите'), options, ...asked },
  { key: 'first', kind: 'yes_no', label: words('First time?', 'Впервые?'), requiredAt: 'intake', ...asked },
  { key: 'ours', kind: 'text', label: words('Ours', 'Наше') },
]) {
  await call(people.administrator, 'addField', { body: field as never })
}

const submit = (fields: Record<string, string>) =>
  send({
    method: 'POST',
    url: '/tell-us',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ once: crypto.randomUUID(), language: 'en', ...fields }).toString(),
  })
async function stored(page: { text: string }) {
  const reference = /AM-\w{5}-\w{5}/.exec(page.text)?.[0] ?? ''
  const { text, fields } = (await call(people.agent, 'readComplaint', { params: { reference } })).body
  return { text, fields }
}

test('the form asks for the fields meant for it, in its language, and for no other', async () => {
  const { text } = await send({ method: 'GET', url: '/tell-us?language=ru' })
  for (const shown of ['Номер заказа', 'Вы хотите', 'Починить', 'Впервые?']) expect(text).toContain(shown)
  for (const hidden of ['Наше', 'Купон']) expect(text).not.toContain(hidden)
})

test('what was filled in is stored in the kind of each field', async () => {
  const page = await submit({ text: 'Late', 'field.order': '1 200', 'field.wish.refund': 'on', 'field.first': 'no' })
  expect(await stored(page)).toEqual({ text: 'Late', fields: { order: 1200, wish: ['refund'], first: false } })
})

test('nothing but the words is needed, also where we ourselves must fill a field in', async () => {
  expect(await stored(await submit({ text: 'Only words' }))).toEqual({ text: 'Only words', fields: {} })
})

test('what is not of its field’s kind is not held against the customer: it goes with the words', async () => {
  const page = await submit({ text: 'Late', 'field.order': 'I lost it' })
  expect(await stored(page)).toEqual({ text: 'Late\nOrder number: I lost it', fields: {} })
})

test('what was typed is there again when something is wrong', async () => {
  const page = await submit({ text: '', 'field.order': '77', 'field.wish.repair': 'on' })
  expect(page.status).toBe(422)
  expect(page.text).toMatch(/name="field.order"[^>]*value="77"/)
  expect(page.text).toMatch(/name="field.wish.repair"[^>]*checked/)
})
