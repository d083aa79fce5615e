import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  type Visitor,
  accessibilityFindings,
  openBrowser,
  photograph,
  startServer,
  visitorsOf,
} from '../setup/browser.ts'

// A list that one person makes for a team: narrowed, kept as a view, shared; opened by another by its link; many complaints
// changed at once, and changed back.

/** A machine that does much else at once needs its time. */
const patience = { timeout: 180_000 }
const viewName = 'Overdue mortgages'
let link = ''
const visitors = visitorsOf(await startServer({ demo: true }), await openBrowser())

async function open(name: string, visitor?: Visitor): Promise<Page> {
  const page = await visitors.open(name, visitor)
  await page.request.put('/api/v1/session/language', { data: { language: visitor?.language ?? 'en' } })
  return page
}

const rows = (page: Page) => page.getByRole('table').locator('tbody tr[data-index]')
const box = (page: Page, place: number): Locator => rows(page).nth(place).getByRole('checkbox')
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const counted = async (page: Page) =>
  Number.parseInt((await page.locator('header output').innerText()).replace(/\D/g, ''), 10)
const asked = async (page: Page, path: string) => (await page.request.get(path)).json()

test(
  'a list is narrowed by several values and by what it should not be, all of it in the address',
  patience,
  async () => {
    const page = await open('Anatole')
    await page.goto('/complaints')
    await rows(page).first().waitFor()
    const before = await counted(page)
    await button(page, 'Due').click()
    await page.getByRole('option', { name: 'Overdue' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('list', { name: 'Filters in use' }).getByText('Overdue').waitFor()
    await button(page, 'Add filter').click()
    await page.getByRole('textbox', { name: 'Filter by: Type to find' }).fill('chan')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Telephone' }).click()
    await page.getByText('None of').click()
    await page.getByText('not Telephone').waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL(/channel=-phone/)
    const narrowed = await asked(page, '/api/v1/complaints/count?due=overdue&channel=-phone')
    await expect.poll(() => counted(page), { timeout: 20_000 }).toBe(narrowed.count)
    expect(narrowed.count).toBeLessThan(before)
    expect(await accessibilityFindings(page)).toEqual([])
    await photograph(page, 'lists/filters')
  },
)

test(
  'a list is kept as a view, shared with everyone, and stands in the navigation with its number',
  patience,
  async () => {
    const page = await open('Anatole')
    await page.goto('/complaints?due=overdue&channel=-phone&sort=owner')
    await rows(page).first().waitFor()
    await button(page, 'Save view').click()
    await page.getByLabel('Name').fill(viewName)
    await page.getByRole('radiogroup', { name: 'Who sees it' }).getByText('Everyone').click()
    await photograph(page, 'lists/save-view')
    await button(page, 'Save').click()
    await page.waitForURL(/view=/)
    link = page.url()
    const beside = page.getByRole('list', { name: 'Saved views' }).getByRole('link', { name: viewName })
    await beside.waitFor()
    const { count } = await asked(page, '/api/v1/complaints/count?due=overdue&channel=-phone')
    await expect.poll(() => beside.innerText(), { timeout: 20_000 }).toContain(String(count))
  },
)

test('who opens the link sees the same list, in their language, and cannot change the view', patience, async () => {
  const page = await open('Demid', { language: 'ru', theme: 'dark' })
  await page.goto(link)
  await rows(page).first().waitFor()
  await page.getByRole('list', { name: 'Фильтры' }).getByText('не Телефон').waitFor()
  const { items } = await asked(page, '/api/v1/complaints?due=overdue&channel=-phone&sort=owner&limit=1')
  await expect.poll(() => rows(page).first().innerText()).toContain(items[0].reference)
  await button(page, 'Ещё об этом виде').click()
  await page.getByRole('menuitem', { name: 'Сделать копию…' }).waitFor()
  await expect.poll(() => page.getByRole('menuitem', { name: 'Удалить' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'lists/shared-ru-dark')
})

test('many complaints are chosen and given another next update, and all of it is taken back', patience, async () => {
  const page = await open('Demid')
  await page.goto(link)
  await rows(page).first().waitFor()
  const query = '/api/v1/complaints?due=overdue&channel=-phone&sort=owner&limit=4'
  const { items } = (await asked(page, query)) as { items: { reference: string; nextUpdateDue: string }[] }
  const dues = () =>
    Promise.all(
      items.map(async ({ reference }) => (await asked(page, `/api/v1/complaints/${reference}`)).nextUpdateDue),
    )
  await box(page, 0).click()
  await box(page, 3).click({ modifiers: ['Shift'] })
  await page.getByText('4 chosen').waitFor()
  await photograph(page, 'lists/chosen')
  await button(page, 'Next update…').click()
  await button(page, 'In 3 days').click()
  await page.getByText('4 complaints changed.').waitFor()
  expect((await dues()).every((due, index) => due > (items[index]?.nextUpdateDue ?? ''))).toBe(true)
  await button(page, 'Undo').click()
  await page.getByText('4 complaints are as before.').waitFor()
  await expect.poll(() => dues()).toEqual(items.map(({ nextUpdateDue }) => nextUpdateDue))
})

test('by keyboard alone: j, x and Shift choose, Escape gives up, columns are chosen', patience, async () => {
  const page = await open('Demid')
  await page.goto('/complaints?state=open')
  await rows(page).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+J')
  await page.getByText('3 chosen').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('3 chosen').waitFor({ state: 'detached' })
  await button(page, 'Columns').click()
  const team = page.getByRole('checkbox', { name: 'Team', exact: true })
  await team.press('Space')
  await page.getByRole('columnheader', { name: 'Team' }).waitFor()
  await expect.poll(() => team.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await page.reload()
  await page.getByRole('columnheader', { name: 'Team' }).waitFor()
})

test('what was changed by somebody else meanwhile is not changed back, and the page says so', patience, async () => {
  const page = await open('Demid')
  await page.goto('/complaints?state=open&sort=owner')
  await rows(page).first().waitFor()
  const { items } = await asked(page, '/api/v1/complaints?state=open&sort=owner&limit=2')
  const [, second] = items as { reference: string }[]
  await box(page, 0).click()
  await box(page, 1).click()
  await button(page, 'Tags…').click()
  await page.getByRole('combobox', { name: 'Put on' }).fill('to discuss')
  await page.keyboard.press('Enter')
  // By keyboard, since the offered tags may still hang over the button.
  await button(page, 'Change tags').press('Enter')
  await page.getByText('2 complaints changed.').waitFor()
  const other = await open('Anatole')
  const note = { direction: 'note', channel: 'phone', text: 'I have called them.' }
  const noted = await other.request.post(`/api/v1/complaints/${second?.reference}/messages`, { data: note })
  expect(noted.ok(), await noted.text()).toBe(true)
  await button(page, 'Undo').click()
  await page.getByText(/1 complaint is as before; 1 was not/).waitFor()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('link', { name: second?.reference ?? '' }).waitFor()
  await photograph(page, 'lists/not-undone')
})

test('on a telephone, choosing is a mode, and a deleted view comes back', patience, async () => {
  const page = await open('Anatole', { width: 390, height: 780 })
  await page.goto(link)
  await page.getByRole('list', { name: 'Complaints', exact: true }).getByRole('listitem').first().waitFor()
  await button(page, 'Choose').click()
  await page.getByRole('checkbox').first().click()
  await page.getByText('1 chosen').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'lists/telephone')
  await button(page, 'Done').click()
  await button(page, 'More about this view').click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText(`“${viewName}” is deleted.`).waitFor()
  await button(page, 'Undo').click()
  await page.waitForURL(/view=/)
  await expect
    .poll(async () => (await asked(page, '/api/v1/views')).map(({ name }: { name: string }) => name), {
      timeout: 20_000,
    })
    .toContain(viewName)
})
