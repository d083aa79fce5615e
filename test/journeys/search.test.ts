import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Visitor, accessibilityFindings, openBrowser, startServer, visitorsOf } from '../setup/browser.ts'

// Finding: in the box above every page, in the list's own box with filters among the words, and in the palette; by keyboard.

const patience = { timeout: 180_000 }
let reference = ''
const visitors = visitorsOf(await startServer({ demo: true }), await openBrowser())
const open = (visitor?: Visitor) => visitors.open('Wren', visitor)

beforeAll(async () => {
  const page = await open()
  const stored = await page.request.post('/api/v1/complaints', {
    data: {
      text: 'The samovar arrived dented, and nobody answered my letters about the samovars.',
      customer: { name: 'Юлия Щербакова' },
      channel: 'email',
    },
  })
  ;({ reference } = (await stored.json()) as { reference: string })
})

const box = (page: Page) => page.getByRole('combobox', { name: 'Search complaints' })
const findings = (page: Page) => page.getByRole('listbox', { name: 'Found' })
const start = async (page: Page, address = '/complaints?state=open') => {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

test('what is typed above any page is found at once, and Enter opens it with its words marked', patience, async () => {
  const page = await open()
  await start(page, '/settings/profile')
  await box(page).pressSequentially('samov')
  await findings(page).getByRole('option', { name: reference }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/complaints/${reference}?find=samov`)
  const marks = page.getByRole('blockquote').first().locator('mark')
  await marks.first().waitFor()
  await expect.poll(() => marks.allInnerTexts()).toEqual(['samovar', 'samovars'])
  await page.getByRole('button', { name: 'Do not mark' }).click()
  await page.waitForURL(`**/complaints/${reference}`)
  await marks.first().waitFor({ state: 'detached' })
})

test('a customer is found in the other alphabet and with a slip', patience, async () => {
  const page = await open()
  await start(page)
  await box(page).pressSequentially('sherbakva')
  await findings(page).getByRole('option', { name: 'Юлия Щербакова 1 open' }).click()
  await page.waitForURL('**/customers/*')
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Юлия Щербакова')
})

test('Enter on no finding shows the list, where filters stand among the words', patience, async () => {
  const page = await open()
  await start(page)
  await box(page).fill('samovar chanel:email')
  await box(page).press('Enter')
  await page.waitForURL('**/complaints?q=*')
  await page.getByRole('button', { name: 'Use “channel:”' }).click()
  const row = page.getByRole('link', { name: /samovar/ }).first()
  await row.waitFor()
  await expect.poll(() => row.locator('mark').first().innerText()).toBe('samovar')
  await page.getByRole('button', { name: /^Remove.*channel/ }).click()
  await page.waitForURL((url) => url.searchParams.get('q') === 'samovar')
})

test('the list’s box offers filters and their values, by keyboard', patience, async () => {
  const page = await open()
  await start(page)
  const field = page.getByRole('main').getByRole('combobox', { name: 'Words, “a phrase” or a number' })
  await field.pressSequentially('samovar chan')
  await page.getByRole('option', { name: /^channel:/ }).waitFor()
  await field.press('ArrowDown')
  await field.press('Enter')
  await page.getByRole('option', { name: 'E-mail' }).waitFor()
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('samovar channel:E-mail ')
  await page
    .getByRole('link', { name: /samovar/ })
    .first()
    .waitFor()
})

test(
  'the palette goes to a page, to a complaint by its number, and does what the complaint’s page offers',
  patience,
  async () => {
    const page = await open()
    await start(page)
    const palette = page.getByRole('dialog').getByRole('combobox')
    await page.keyboard.press('Control+k')
    await palette.fill('settings prof')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL('**/settings/profile')
    await page.keyboard.press('Control+k')
    await palette.fill(reference.replaceAll('-', '').toLowerCase())
    await page.getByRole('dialog').getByRole('option', { name: reference, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/complaints/${reference}`)
    await page.getByRole('heading', { name: reference }).waitFor()
    await page.keyboard.press('Control+k')
    await palette.fill('clos')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: /Close/ }).waitFor()
  },
)

test('on a Russian telephone the palette speaks Russian and changes how the page looks', patience, async () => {
  const page = await open({ language: 'ru', width: 390 })
  await page.request.put('/api/v1/session/language', { data: { language: 'ru' } })
  await start(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('вид тёмн')
  await page.keyboard.press('Enter')
  const html = page.locator('html[data-mantine-color-scheme="dark"]')
  await html.waitFor()
  await expect.poll(() => html.getAttribute('lang')).toBe('ru')
  await page.request.put('/api/v1/session/language', { data: { language: 'en' } })
})
