import { expect, test } from 'vitest'
import { column, startProduct, unlimited } from '../../test/setup/product.ts'
import { ensureBranch } from '../journeys/store.ts'
import { newId } from '../platform/ids.ts'

const form = { requests: 30, seconds: 60 }
const product = await startProduct({ allowances: { ...unlimited, form } })
const { db } = product
const parcels = (await ensureBranch(db, 'products', ['Parcels'])) ?? ''
await ensureBranch(db, 'products', ['Parcels', 'Express'])

const get = (path: string, headers = {}) => product.send({ method: 'GET', url: path, headers })
let place = 0
/** Sends the form, each time from another place unless one is given, so that no test meets the limit by accident. */
const submit = (fields: Record<string, string>, { from = `10.0.0.${(place += 1)}`, headers = {} } = {}) =>
  product.send({
    method: 'POST',
    url: '/tell-us',
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ once: newId(), language: 'en', ...fields }).toString(),
  })
type Stored = { id: string; reference: string; customer_id: string | null }
const stored = (text: string) => column<Stored>(db, `select to_jsonb(c) from complaints c where text = '${text}'`)
const numberIn = (page: string) => /AM-\w{5}-\w{5}/.exec(page)?.[0]

test.each([
  ['en', 'What happened?', 'Русский'],
  ['ru', 'Что случилось?', 'English'],
])('the form in %s asks what happened and leads to the other language', async (language, question, other) => {
  const page = await get(`/tell-us?language=${language}`)
  expect(page.status).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.text).toContain(`<html lang="${language}">`)
  expect(page.text).toContain(question)
  expect(page.text).toContain(other)
  expect(page.text).toContain('Parcels &amp; Co')
})

test('without a choice the page speaks the browser’s language', async () => {
  expect((await get('/tell-us', { 'accept-language': 'ru-RU,ru;q=0.9' })).text).toContain('<html lang="ru">')
  expect((await get('/tell-us', { 'accept-language': 'de' })).text).toContain('<html lang="en">')
  expect((await get('/tell-us?language=ru&language=en')).status).toBe(200)
})

test('the page is small, needs no script and fetches nothing', async () => {
  const { text } = await get('/tell-us')
  expect(Buffer.byteLength(text)).toBeLessThan(30_000)
  expect(text).not.toMatch(/<script|<link|<img|https?:\/\//)
  expect(text).toContain('>Parcels</option>')
  expect(text).not.toContain('>Express</option>')
})

test('a complaint with nothing but words is taken in and gets a number', async () => {
  const page = await submit({ text: 'Only words' })
  expect(page.status).toBe(201)
  const [complaint] = await stored('Only words')
  expect(numberIn(page.text)).toBe(complaint?.reference)
  expect(complaint).toMatchObject({ channel: 'web_form', customer_id: null, logged_by: null, language: 'en' })
  expect(page.text).not.toContain('You will hear from us by')
})

test('everything that is filled in is kept, and the customer learns by when they hear from us', async () => {
  const page = await submit({
    text: 'Всё заполнено',
    name: 'Анна',
    email: 'Anna@Example.com',
    product: parcels,
    language: 'ru',
  })
  expect(page.status).toBe(201)
  expect(page.text).toContain('5 марта 2026')
  const [complaint] = await stored('Всё заполнено')
  expect(complaint).toMatchObject({ product_id: parcels, language: 'ru' })
  const customer = `where id = '${complaint?.customer_id}'`
  expect(await column(db, `select name from customers ${customer}`)).toEqual(['Анна'])
  expect(
    await column(db, `select address from customer_addresses where customer_id = '${complaint?.customer_id}'`),
  ).toEqual(['anna@example.com'])
  expect(await column(db, `select subject from letters where complaint_id = '${complaint?.id}'`)).toEqual([
    expect.stringContaining(complaint?.reference ?? ''),
  ])
})

test('missing words are asked for, and everything else stays as it was typed', async () => {
  const once = newId()
  const page = await submit({ text: ' \r\n ', name: 'Bo', email: 'bo@example.com', product: parcels, once })
  expect(page.status).toBe(422)
  expect(page.text).toContain('Please write what happened.')
  expect(page.text).toContain('aria-invalid="true"')
  for (const kept of ['value="Bo"', 'value="bo@example.com"', `value="${once}"`, `value="${parcels}" selected=""`]) {
    expect(page.text).toContain(kept)
  }
})

test('a wrong address is pointed out, and the words stay', async () => {
  const page = await submit({ text: 'Kept words', email: 'bo at example' })
  expect(page.status).toBe(422)
  expect(page.text).toContain('This does not look like an e-mail address.')
  expect(page.text).toContain('>Kept words</textarea>')
  expect(await stored('Kept words')).toEqual([])
})

test('words of fifty thousand characters are taken in whatever their line ends, more are pointed out', async () => {
  const lines = 'Nine char\n'.repeat(5000).trim()
  expect((await submit({ text: lines.replaceAll('\n', '\r\n') })).status).toBe(201)
  const page = await submit({ text: 'x'.repeat(50_001) })
  expect([page.status, page.text.includes('longer than we can take')]).toEqual([422, true])
})

test('fields that no form of ours sends do no harm', async () => {
  for (const odd of [
    { product: 'nonsense' },
    { product: newId() },
    { once: 'nonsense' },
    { language: 'tlh' },
    { name: 'N'.repeat(500) },
    { source: 'elsewhere' },
  ]) {
    expect(
      (await submit({ text: `Odd ${Object.keys(odd).join()}`, ...odd } as never)).status,
      JSON.stringify(odd).slice(0, 40),
    ).toBe(201)
  }
  expect((await product.send({ method: 'POST', url: '/tell-us', remoteAddress: '10.1.0.1' })).status).toBe(422)
  const json = {
    method: 'POST',
    url: '/tell-us',
    remoteAddress: '10.1.0.2',
    payload: { text: { evil: 1 }, email: ['a'] },
  } as const
  expect((await product.send(json)).status).toBe(422)
})

test('the same form sent twice, or twice at once, is one complaint', async () => {
  const fields = { text: 'Sent twice', once: newId(), email: 'twice@example.com' }
  const pages = [...(await Promise.all([submit(fields), submit(fields), submit(fields)])), await submit(fields)]
  expect(pages.map((page) => page.status)).toEqual([201, 201, 201, 201])
  expect(new Set(pages.map((page) => numberIn(page.text))).size).toBe(1)
  expect(await stored('Sent twice')).toHaveLength(1)
})

test('whoever goes back and writes something else with the same form makes a second complaint', async () => {
  const once = newId()
  const [first, second] = [await submit({ text: 'First of two', once }), await submit({ text: 'Second of two', once })]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(numberIn(first.text)).not.toBe(numberIn(second.text))
})

test('what is typed never becomes part of the page', async () => {
  const evil = '"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>'
  const page = await submit({ text: evil, name: evil, email: evil, once: evil, product: evil })
  expect(page.status).toBe(422)
  expect(page.text).not.toMatch(/<script|<img|<\/textarea><img/)
  expect(page.text).toContain('&lt;script&gt;')
  expect((await submit({ text: evil, name: evil })).text).not.toMatch(/<script|<img/)
})

test('zero characters and halves of characters do not lose a complaint', async () => {
  expect((await submit({ text: 'Zero\0character', name: 'A\0' })).status).toBe(201)
  expect(await stored('Zero\ufffdcharacter')).toHaveLength(1)
})

test('thirty forms a minute from one place, however it calls itself; more wait and keep their words', async () => {
  const statuses: number[] = []
  for (let turn = 0; turn < 31; turn++) {
    const { status } = await submit(
      { text: `Turn ${turn}` },
      { from: '10.9.9.9', headers: { 'x-forwarded-for': `10.8.0.${turn}` } },
    )
    statuses.push(status)
  }
  expect(statuses).toEqual([...Array(30).fill(201), 429])
  const page = await submit({ text: 'Must wait', name: 'Bo' }, { from: '10.9.9.9' })
  expect(page.text).toContain('wait a minute')
  expect(page.text).toContain('>Must wait</textarea>')
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect((await submit({ text: 'Elsewhere' })).status).toBe(201)
})

test('what is far too large is refused with a page', async () => {
  const page = await submit({ text: 'x'.repeat(1_100_000) })
  expect([page.status, page.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
})

test('before the company is set up there is a clear page instead of a form', async () => {
  const empty = await startProduct({ isSetUp: false })
  const sent = { payload: 'text=Early', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  for (const page of [
    await empty.send({ url: '/tell-us' }),
    await empty.send({ method: 'POST', url: '/tell-us', ...sent }),
  ]) {
    expect(page.status).toBe(503)
    expect(page.text).toContain('This page is not ready yet')
    expect(page.text).toContain('<title>This page is not ready yet</title>')
    expect(page.text).not.toContain('<form')
  }
})
