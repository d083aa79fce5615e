import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { accessibilityFindings, openBrowser, startServer, troublesOf, type Visitor } from '../setup/browser.ts'

// The way of one complaint through the hands of several people, each in a browser of their own: written down by whoever
// heard it, handed over, coded twice, closed in the customer's words, and opened again when it was not solved after all.

/** A machine that does much else at once needs its time. */
const patience = { timeout: 90_000 }
const words = 'The parcel came nine days late, and nobody could tell me where it was.'
let reference = ''
const pages: Page[] = []
const server = await startServer({ demo: true })
const browser = await openBrowser()

async function open(name: string, visitor?: Visitor): Promise<Page> {
  const page = await browser.visit(server, visitor)
  const { people } = await (await page.request.get('/api/v1/setup')).json()
  const { id: personId } =
    (people as { id: string; name: string }[]).find((person) => person.name.startsWith(name)) ?? {}
  const signedIn = await page.request.post('/api/v1/session/demonstration', { data: { personId } })
  if (!signedIn.ok()) throw new Error(`${name} could not sign in: ${await signedIn.text()}`)
  pages.push(page)
  return page
}

afterEach(async () => {
  for (const page of pages.splice(0)) {
    const troubles = troublesOf(page)
    await page.context().close()
    if (troubles.length > 0) throw new Error(`Something went wrong in a page: ${troubles.join('\n')}`)
  }
})

const dialog = (page: Page) => page.getByRole('dialog')
const history = (page: Page) => page.getByRole('list', { name: 'History' })
const show = async (page: Page) => {
  await page.goto(`/complaints/${reference}`)
  await page.getByRole('heading', { name: reference }).waitFor()
}

test('what a customer said is written down by keyboard alone, and is not lost by leaving', patience, async () => {
  const page = await open('Demid')
  await page.goto('/complaints')
  await page.getByRole('table').waitFor()
  await page.keyboard.press('q')
  await page.getByLabel('What the customer said').fill(words)
  await page.getByLabel('Customer’s name').fill('Ada Merriweather')
  await page.reload()
  await page.getByRole('table').waitFor()
  await page.keyboard.press('q')
  await page.getByLabel('What the customer said').waitFor()
  await expect.poll(() => page.getByLabel('What the customer said').inputValue()).toBe(words)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByLabel('What the customer said').press('Control+Enter')
  const stored = await dialog(page).getByText('Stored as').innerText()
  reference = /AM-\S+/.exec(stored)?.[0] ?? ''
  expect(reference).toMatch(/^AM-[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(`/complaints/${reference}`)
  await page.getByRole('blockquote').filter({ hasText: words }).first().waitFor()
})

test('it is found in the list by its words, and j and Enter lead to it', patience, async () => {
  const page = await open('Wren')
  await page.goto('/complaints')
  await page.getByRole('table').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('parcel "nine days"')
  await page.getByText('1 complaint', { exact: true }).waitFor()
  await page.getByRole('row', { name: reference }).waitFor()
  expect(new URL(page.url()).searchParams.get('q')).toBe('parcel "nine days"')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('table').click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`/complaints/${reference}`)
})

test('a handover is offered by one person and accepted by another, who is then the owner', patience, async () => {
  const giver = await open('Demid')
  await show(giver)
  await giver.getByRole('button', { name: 'Hand over…' }).click()
  await dialog(giver).getByLabel('To whom').fill('Ines')
  await giver.getByRole('option', { name: /Ines Castelmar.*none open/ }).waitFor()
  await giver.keyboard.press('Enter')
  await dialog(giver).getByLabel('What they should know').fill('She asks for a manager.')
  await dialog(giver).getByRole('button', { name: 'Offer' }).click()
  await giver.getByText(/Offered to Ines Castelmar, who has not answered yet/).waitFor()

  const taker = await open('Ines')
  await taker.goto('/complaints')
  const waiting = taker.getByRole('region', { name: 'One handover waits for your answer' })
  await waiting.getByText('She asks for a manager.').waitFor()
  await waiting.getByRole('button', { name: 'Accept' }).click()
  await taker.getByText(`${reference} is yours now.`).waitFor()
  await waiting.waitFor({ state: 'detached' })
  await show(taker)
  await history(taker)
    .getByText(/Ines Castelmar accepted the complaint from .* and is now its owner/)
    .waitFor()
  await expect.poll(() => taker.getByRole('region', { name: 'Facts' }).innerText()).toMatch(/Owner\s+Ines Castelmar/)
})

test('it is coded by keyboard, and the next complaint comes by itself', patience, async () => {
  const page = await open('Ines')
  await page.goto('/coding')
  await page.getByRole('link', { name: 'Begin: First coding' }).click()
  await page.getByRole('heading', { name: reference }).waitFor()
  await page.getByText('Did it go the way we designed').waitFor()
  await page.keyboard.press('y')
  await page.keyboard.press('n')
  await page.getByText('That makes it: Nasty surprise').waitFor()
  await page.keyboard.press('2')
  await page.keyboard.type('nobody owns')
  await page.getByRole('option', { name: 'Nobody owns the case' }).waitFor()
  await page.keyboard.press('Enter')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText(`${reference}: Nasty surprise`).waitFor()
  await page.waitForURL((url) => url.pathname !== `/complaints/${reference}` && url.search === '?pass=1')
  await page.getByText('Did it go the way we designed').waitFor()
})

test('the second coder does not see what the first one said', patience, async () => {
  const page = await open('Wren')
  await page.goto('/coding')
  await page.getByRole('link', { name: 'Begin: Second coding' }).click()
  await page.getByRole('heading', { name: reference }).waitFor()
  await history(page).getByText('passed on what the customer said').waitFor()
  await page.getByText('Did it go the way we designed').waitFor()
  await expect.poll(() => page.getByRole('main').innerText()).not.toMatch(/Nasty surprise|Nobody owns|found the cause/)
  await page.keyboard.press('n')
  await page.keyboard.press('2')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save and next' }).press('Enter')
  await page.getByText(`${reference}: Not as designed`).waitFor()
  await show(page)
  await history(page).getByText('Wren Alderby coded it as second coder: Not as designed · System.').waitFor()
  await history(page).getByText('Ines Castelmar found the cause: Nasty surprise').waitFor()
})

test('a refusal says why and keeps what was typed', patience, async () => {
  const page = await open('Demid')
  await show(page)
  await page.getByRole('button', { name: 'Close…' }).click()
  await dialog(page).getByText('An employee alone cannot close a complaint').waitFor()
  await dialog(page).getByLabel('The same as another complaint').check()
  await dialog(page).getByLabel('Number of the other complaint').fill('AM-00000-00000')
  await dialog(page).getByRole('button', { name: 'Close the complaint' }).click()
  const refusal = await dialog(page).getByRole('alert').innerText()
  expect(refusal).toContain('We have no complaint with this number')
  expect(refusal).toContain('What you typed is still here.')
  await expect.poll(() => dialog(page).getByLabel('Number of the other complaint').inputValue()).toBe('AM-00000-00000')
})

test('it closes as solved with what the customer said, and opens again when it was not', patience, async () => {
  const page = await open('Demid')
  await show(page)
  await page.getByRole('button', { name: 'Close…' }).click()
  await dialog(page).getByLabel('Solved: the customer says so').check()
  const confirm = dialog(page).getByRole('button', { name: 'Close the complaint' })
  await expect.poll(() => confirm.isDisabled()).toBe(true)
  await dialog(page).getByLabel('What the customer said').fill('It is here now, thank you.')
  expect(await accessibilityFindings(page)).toEqual([])
  await confirm.click()
  await history(page).getByText('Closed: the customer said that it is solved.').waitFor()
  await history(page).getByText('It is here now, thank you.').waitFor()

  await page.getByRole('button', { name: 'Reopen…' }).click()
  await dialog(page).getByLabel('Why').fill('The second parcel is missing.')
  await dialog(page).getByRole('button', { name: 'Reopen' }).click()
  await history(page).getByText('Demid Ozerkov reopened the complaint. Owner: Ines Castelmar.').waitFor()
  await history(page).getByText('it had been closed as: Solved').waitFor()
  await page.getByRole('button', { name: 'Close…' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
})

test('everything the customer told us stands on one page', patience, async () => {
  const page = await open('Demid')
  await show(page)
  await page.getByRole('link', { name: 'Ada Merriweather' }).click()
  await page.getByRole('heading', { name: 'Ada Merriweather' }).waitFor()
  await page.getByRole('row', { name: words.slice(0, 30) }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
})

test('in Russian, on a telephone, the same words lead through it', patience, async () => {
  const page = await open('Demid', { language: 'ru', width: 390, height: 844 })
  await page.goto('/complaints')
  await page.getByRole('navigation', { name: 'Основная навигация' }).getByText('Записать').click()
  await page.getByLabel('Что сказал клиент').fill('Посылку не принесли, хотя обещали к пятнице.')
  await dialog(page).getByRole('button', { name: 'Сохранить' }).click()
  await dialog(page).getByRole('button', { name: 'Открыть её' }).click()
  const told = page.getByRole('list', { name: 'История' })
  await told.getByText('Demid Ozerkov передаёт слова клиента.').waitFor()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.getByText('Мы отвечаем').click()
  await page.getByLabel('Что сказали клиенту').fill('Курьер приедет завтра до полудня.')
  await page.getByRole('button', { name: 'Добавить', exact: true }).click()
  await told.getByText('Demid Ozerkov отвечает клиенту.').waitFor()
  await page.getByRole('button', { name: 'Закрыть…' }).click()
  await dialog(page).getByLabel('Решена: так говорит клиент').check()
  await dialog(page).getByLabel('Что сказал клиент').fill('Принесли, спасибо.')
  await dialog(page).getByRole('button', { name: 'Закрыть жалобу' }).click()
  await told.getByText('Закрыта: клиент подтвердил, что вопрос решён.').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.goto('/complaints?closure=solved')
  await page.getByRole('link', { name: /Посылку не принесли/ }).waitFor()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(await accessibilityFindings(page)).toEqual([])
})
