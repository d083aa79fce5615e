import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import {
  accessibilityFindings,
  openBrowser,
  overflowOf,
  photograph,
  startServer,
  troublesOf,
  type Visitor,
} from '../setup/browser.ts'

// A customer's way on a telephone, in Russian and without JavaScript, from telling us to saying that it is solved.

const patience = { timeout: 180_000 }
const server = await startServer({ demo: true })
const browser = await openBrowser()
const telephone: Visitor = { language: 'ru', width: 390, height: 800 }
const customer = await browser.visit(server, { ...telephone, javaScript: false })
const link = (name: string) => customer.getByRole('link', { name, exact: true })
const button = (name: string) => customer.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => customer.getByRole('heading', { name })
let reference = ''

// Another website, on another host, with our one line in its page.
const shop = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  const line = `<script src="${server.address}/embed.js" async></script>`
  response.end(`<!doctype html><html lang="ru"><title>Shop</title><h1>Shop</h1>${line}`)
})
await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise((resolve) => shop.close(resolve)))

/** What is on the page now, as somebody with the other kind of browser examines it: opening a page changes nothing. */
async function look(name: string, theme: 'light' | 'dark' = 'light'): Promise<void> {
  await photograph(customer, `portal/${name}`)
  const examiner = await browser.visit(server, { ...telephone, theme })
  await examiner.goto(customer.url())
  await examiner.getByRole('heading', { level: 1 }).waitFor()
  expect(await accessibilityFindings(examiner), name).toEqual([])
  await expect.poll(() => overflowOf(examiner), { message: name }).toBeLessThanOrEqual(0)
  expect(troublesOf(examiner)).toEqual([])
  await examiner.context().close()
}

test('the customer tells us and opens their page by the link', patience, async () => {
  await customer.goto('/tell-us')
  await customer.getByLabel('Что случилось?').fill('Посылка опоздала на две недели, и никто мне не перезвонил.')
  await customer.getByLabel('Ваш адрес электронной почты').fill('anna.petrova@example.com')
  await look('tell-us')
  await button('Отправить').click()
  await link('Открыть мою жалобу').click()
  await heading(/^Ваша жалоба AM-/).waitFor()
  reference = /AM-\w{5}-\w{5}/.exec(await customer.locator('h1').innerText())?.[0] ?? ''
  await customer.getByText('пока вы не скажете, что вопрос решён').waitFor()
  await look('my-complaint', 'dark')
  expect(troublesOf(customer)).toEqual([])
})

test('they add words and a file, and see both in the story', patience, async () => {
  await customer.getByLabel('Своими словами').fill('Вот квитанция.')
  const receipt = { name: 'квитанция.txt', mimeType: 'text/plain', buffer: Buffer.from('квитанция') }
  await customer.getByLabel('Фотографии или документы').setInputFiles([receipt])
  await button('Отправить').click()
  await customer.getByText('Мы получили то, что вы добавили.').waitFor()
  const added = customer.getByRole('list', { name: 'Что уже произошло' }).getByRole('listitem')
  await added.filter({ hasText: 'Вот квитанция.' }).getByRole('link', { name: 'квитанция.txt' }).waitFor()
  expect(troublesOf(customer)).toEqual([])
})

test('they ask for someone who can decide, and learn who it is and by when', patience, async () => {
  await link('Хочу поговорить с тем, кто принимает решения').click()
  await heading('С тем, кто принимает решения').waitFor()
  await look('someone-who-can-decide')
  await customer.getByLabel('Какое решение вам нужно?').fill('Верните деньги за доставку.')
  await button('Передать тому, кто принимает решения').click()
  await customer.getByText('С вами лично поговорит руководитель').waitFor()
  await customer.getByText('Верните деньги за доставку.').waitFor()
  expect(troublesOf(customer)).toEqual([])
})

test('the manager speaks to them and proposes a solution; they say that it is solved', patience, async () => {
  await managerSettles(await browser.visit(server))
  await customer.reload()
  await heading('Для вас вопрос решён?').waitFor()
  await customer.getByText('С вами лично поговорил руководитель').waitFor()
  await look('proposal', 'dark')
  await link('Вопрос решён').click()
  await button('Да, вопрос решён').click()
  await customer.getByText('Спасибо, что сообщили: вопрос решён.').waitFor()
  await customer.getByText('вы сообщили, что вопрос решён.').waitFor()
  expect(troublesOf(customer)).toEqual([])
})

test('they say how it was, once', patience, async () => {
  await link('Оценить, как всё прошло').click()
  await look('rate')
  await customer.getByLabel('Хорошо', { exact: true }).check()
  await customer.getByLabel('6', { exact: true }).check()
  await button('Отправить').click()
  await customer.getByText('Больше мы об этом спрашивать не будем.').waitFor()
  await expect.poll(() => link('Оценить, как всё прошло').count()).toBe(0)
  expect(troublesOf(customer)).toEqual([])
})

test('the form stands in another website by one line, as high as it is, and without cookies', patience, async () => {
  const page = await browser.visit(server, { language: 'en' })
  await page.goto(`http://localhost:${(shop.address() as AddressInfo).port}/`)
  const frame = page.frameLocator('iframe[title="Расскажите, что пошло не так"]')
  await frame.getByLabel('Что случилось?').fill('Из магазина')
  const height = () => page.locator('iframe').evaluate((each) => each.getBoundingClientRect().height)
  const content = () => frame.locator('html').evaluate((each) => each.getBoundingClientRect().height)
  await expect.poll(async () => Math.abs((await height()) - (await content()))).toBeLessThan(2)
  await frame.getByRole('button', { name: 'Отправить' }).click()
  await frame.getByText('Номер вашей жалобы:').waitFor()
  await frame.getByRole('link', { name: 'Открыть мою жалобу' }).waitFor()
  expect(await page.context().cookies()).toEqual([])
  expect(troublesOf(page)).toEqual([])
})

/** The manager who has it calls, notes what failed, signs that one case shows no pothole, and proposes a solution. */
async function managerSettles(page: Page): Promise<void> {
  const { people } = await (await page.request.get('/api/v1/setup')).json()
  const enter = (id: string) => page.request.post('/api/v1/session/demonstration', { data: { personId: id } })
  await enter(people.find(({ role }: { role: string }) => role === 'administrator').id)
  const complaint = `/api/v1/complaints/${reference}`
  const { owner } = await (await page.request.get(complaint)).json()
  await enter(owner.id)
  const send = async (method: 'post' | 'put', path: string, data: object) => {
    const answer = await page.request[method](`${complaint}${path}`, { data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json()
  }
  const { stages } = await send('post', '/escalation/word', { how: 'call', words: 'Anna gets the money back.' })
  const failures = stages.map(({ seq }: { seq: number }) => ({ stageSeq: seq, what: 'late' }))
  await send('put', '/escalation/failures', { failures })
  await send('put', '/no-pothole', { reason: 'One parcel, one slip of the driver.' })
  await send('post', '/solution', { words: 'Деньги за доставку вернулись на вашу карту.' })
  await page.context().close()
}
