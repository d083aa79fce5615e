import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings, openBrowser, overflowOf, startServer, visitorsOf } from '../setup/browser.ts'

// Somebody who looks after customers: sees who needs them and why, answers by letter, takes the answer back, promises by when,
// mentions a colleague, and puts a customer aside.

const patience = { timeout: 180_000 }
const server = await startServer({ demo: true })
const { open } = visitorsOf(server, await openBrowser())

/** A complaint of a customer whom we can write to, owned by whoever is signed in. */
async function complain(page: Page, text: string): Promise<string> {
  const { id } = await (await page.request.get('/api/v1/session')).json()
  const customer = { name: 'Ada Merriweather', email: 'ada@example.com' }
  const data = { text, language: 'en', customer }
  const made = await (await page.request.post('/api/v1/complaints', { data })).json()
  if (made.owner.id !== id) {
    const taken = await page.request.post(`/api/v1/complaints/${made.reference}/handovers`, { data: { toId: id } })
    const { id: handover } = await taken.json()
    const answer = `/api/v1/complaints/${made.reference}/handovers/${handover}/answer`
    await page.request.post(answer, { data: { answer: 'accepted' } })
  }
  return made.reference
}

const customers = (page: Page) => page.getByRole('list', { name: 'My customers' })
const row = (page: Page, reference: string) => page.getByRole('listitem').filter({ hasText: reference })
const history = (page: Page) => page.getByRole('list', { name: 'History' })
const box = (page: Page) => page.getByRole('form', { name: 'Add to this complaint' })

test(
  'who waits stands among my customers with the reason, and can be put aside and taken up again',
  patience,
  async () => {
    const page = await open('Demid')
    const reference = await complain(page, 'I already told your shop that the kettle leaks.')
    await page.goto('/care')
    const mine = row(page, reference)
    await mine.getByText('nobody has answered').waitFor()
    await mine.getByText('Had to say it again once.').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('button', { name: `Put aside ${reference}` }).click()
    await page.getByRole('menuitem', { name: 'Until the next update' }).click()
    await page.getByText('Put aside: 1 customer').click()
    await page.getByRole('button', { name: `Take up again ${reference}` }).click()
    await customers(page).getByText(reference).waitFor()
    await page.getByText('Put aside: 1 customer').waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('button', { name: `Take up again ${reference}` }).count()).toBe(0)
  },
)

test('an answer leaves by letter, is taken back in time, and is there to be mended', patience, async () => {
  const page = await open('Demid')
  const reference = await complain(page, 'The kettle leaks.')
  await page.goto(`/complaints/${reference}`)
  await box(page).getByText('Reply by e-mail').click()
  const words = page.getByLabel('Your reply to the customer')
  const text = 'I will call you by Friday 17:00 with what the workshop found. What is your e-mail address?'
  await words.fill(text)
  await box(page).getByText('We have it already: e-mail, ada@example.com.').waitFor()
  const promise = page.getByRole('checkbox', { name: /I will call you by Friday 17:00/ })
  await promise.waitFor()
  await expect.poll(() => promise.isChecked()).toBe(true)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await history(page).getByText('took an answer back before it left').waitFor()
  await expect.poll(() => words.inputValue()).toBe(text)
  await page.getByRole('heading', { name: 'What we told this customer we would do' }).waitFor()
  await page.getByText('Not needed any more').waitFor({ state: 'detached' })
})

test('what was promised in an answer is recorded, and marked as kept', patience, async () => {
  const page = await open('Demid')
  const reference = await complain(page, 'The lid is loose.')
  await page.goto(`/complaints/${reference}`)
  await box(page).getByText('Reply by e-mail').click()
  await page.getByLabel('Your reply to the customer').fill('We will send you a new lid by Friday 17:00.')
  await page.getByRole('checkbox', { name: /We will send you a new lid/ }).waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await history(page).getByText('recorded a commitment to the customer').waitFor()
  await page.getByRole('button', { name: 'Kept: We will send you a new lid by Friday 17:00.' }).click()
  await history(page).getByText('recorded that the commitment was kept').waitFor()
  await page.goto('/care')
  await page.getByRole('button', { name: '1 kept', exact: true }).click()
  const kept = page.getByRole('list', { name: 'kept', exact: true }).getByRole('listitem')
  await kept.filter({ hasText: 'We will send you a new lid' }).waitFor()
  await expect.poll(() => kept.count()).toBe(1)
})

test('a colleague who is mentioned in a note hears of it', patience, async () => {
  const page = await open('Demid')
  const reference = await complain(page, 'The handle is hot.')
  await page.goto(`/complaints/${reference}`)
  await page.getByRole('button', { name: 'Mention somebody' }).click()
  await page.getByRole('option', { name: /^Wren/ }).click()
  await page.getByLabel('For us only; the customer does not see it').press('End')
  await page.keyboard.type('have you seen this before?')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await history(page)
    .getByText(/mentioned Wren/)
    .waitFor()
  const other = await open('Wren')
  const notices = await (await other.request.get('/api/v1/notices')).json()
  expect(notices.items).toMatchObject([{ kind: 'mentioned', complaint: { reference } }])
})

test('in Russian on a telephone, a suggestion is chosen and the page stays within the window', patience, async () => {
  const page = await open('Demid', { language: 'ru', theme: 'dark', width: 390, height: 800 })
  const reference = await complain(page, 'Чайник течёт.')
  await page.goto(`/complaints/${reference}`)
  await page.getByText('Ответить письмом').click()
  await page.getByRole('button', { name: 'Заготовки' }).click()
  await page.getByRole('menuitem', { name: /Один вопрос/ }).click()
  await expect
    .poll(() => page.getByLabel('Ваш ответ клиенту').inputValue())
    .toMatch(/^Чтобы продолжить, нам не хватает одного/)
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0)
})
