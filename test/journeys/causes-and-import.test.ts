import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings, openBrowser, signIn, startServer, troublesOf, type Visitor } from '../setup/browser.ts'

// An analyst takes in a file of complaints and looks at what hurts: every number of the causes page must open the complaints
// it counts, and the exported file must say the same.

const patience = { timeout: 180_000 }
const server = await startServer({ demo: true })
const browser = await openBrowser()

async function visit(address: string, visitor?: Visitor): Promise<Page> {
  const page = await browser.visit(server, visitor)
  await signIn(page, 'analyst')
  await page.goto(address)
  return page
}

/** Nothing went wrong in the page, and nothing in it would stop somebody. */
async function expectSound(page: Page): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([])
  expect(troublesOf(page)).toEqual([])
}

// Invented. Line 5 has no date, line 6 is praise.
const letters = `Number;Received;Complaint text;Product;Kind of problem;Via;Customer name;Shop
L-1;02/03/2026;The parcel came three days late and nobody told me why.;Parcel 24h;Late;Phone;Ivo Example;North
L-2;03/03/2026;"Ordered a lamp, got two left shoes.";Parcel 24h;Wrong item;E-mail;Mara Example;North
L-3;04/03/2026;The leaflet says free returns. I was charged for one.;Returns;Charge;Web form;Oda Example;South
L-4;someday;Nobody answers the telephone.;Service line;Not reached;Phone;;South
L-5;05/03/2026;Thank you, all went well!;Parcel 24h;Praise;Phone;;North
L-6;06/03/2026;"My letter was returned as ""unknown"", the address is right.";Letter;Returned;Phone;Pim Example;South
`

async function chooseFile(page: Page): Promise<void> {
  const file = { name: 'letters.csv', mimeType: 'text/csv', buffer: Buffer.from(letters) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('heading', { name: 'letters.csv' }).waitFor()
}

const contentOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8')

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; content: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), content: await contentOf(download) }
}

/** A count of the import by its name, as it stands on the page. */
const counted = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .innerText()

let mapping = ''

test('a file is looked at, its columns are settled, and the rows come in as they were shown', patience, async () => {
  const page = await visit('/import')
  await chooseFile(page)
  const preview = page.getByRole('region', { name: 'The first rows, as they will be' })
  await preview.getByText('“someday” is not a date').waitFor()
  // Day and month cannot be told apart: nothing starts before a person says which is which.
  await expect.poll(() => page.getByRole('button', { name: 'Start the import' }).isDisabled()).toBe(true)
  await page.getByRole('radio', { name: '2 Mar 2026' }).check()

  await page.getByRole('combobox', { name: 'Columns for: Team or company' }).click()
  await page.getByRole('option', { name: 'Shop' }).click()
  await page.keyboard.press('Escape')
  await preview.getByText('North').first().waitFor()
  await page.getByRole('button', { name: 'Leave rows out' }).click()
  await page.getByRole('combobox', { name: 'Column in the file' }).click()
  await page.getByRole('option', { name: 'Kind of problem' }).click()
  await page.getByRole('combobox', { name: 'words' }).fill('Praise')
  await page.keyboard.press('Enter')
  await page.getByText('Of the first rows 4 become complaints, 1 is left out, 1 is rejected.').waitFor()
  await expectSound(page)

  const kept = await saved(page, () => page.getByRole('button', { name: 'Save this mapping' }).click())
  expect(kept.name).toBe('letters.csv.mapping.json')
  mapping = kept.content
  await page.getByRole('button', { name: 'Start the import' }).click()
  await page.getByText('Complete', { exact: true }).waitFor()
  await expect.poll(() => counted(page, 'Stored')).toMatch(/^4\s/)
  await expect.poll(() => counted(page, 'Left out')).toMatch(/^1\s/)
  await expect.poll(() => counted(page, 'Rejected')).toMatch(/^1\s/)
  await expectSound(page)

  const rejects = await saved(page, () => page.getByRole('button', { name: 'Download the rejected rows' }).click())
  const [, rejected] = Papa.parse<string[]>(rejects.content).data
  expect(rejected?.[0]).toBe('5')
  expect(rejected?.[1]).toContain('“someday” is not a date in the form dd/mm/yyyy.')
  expect(rejected?.slice(2, 4)).toEqual(['L-4', 'someday'])
})

test('the same file under the same mapping adds nothing twice', patience, async () => {
  const page = await visit('/import')
  await chooseFile(page)
  const file = { name: 'letters.mapping.json', mimeType: 'application/json', buffer: Buffer.from(mapping) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Read by a mapping that you uploaded.').waitFor()
  await page.getByText('Of the first rows 4 become complaints').waitFor()
  await page.getByRole('button', { name: 'Start the import' }).click()
  await page.getByText('Complete', { exact: true }).waitFor()
  await expect.poll(() => counted(page, 'Stored')).toMatch(/^0\s/)
  await expect.poll(() => counted(page, 'Known already')).toMatch(/^4\s/)
  await page.getByRole('link', { name: 'All imports' }).click()
  await expect.poll(() => page.getByRole('table').getByRole('link', { name: 'letters.csv' }).count()).toBe(2)
})

test(
  'a file that holds no table is refused with what to do, and a broken mapping changes nothing',
  patience,
  async () => {
    const page = await visit('/import', { language: 'ru' })
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'report.pdf', mimeType: '', buffer: Buffer.from('%PDF-1.4') })
    const alert = page.getByRole('alert').filter({ hasText: 'report.pdf' })
    await alert.waitFor()
    await expect.poll(() => alert.innerText()).toContain('Ничего не сохранено.')
    await chooseFile(page)
    const broken = { name: 'mapping.json', mimeType: 'application/json', buffer: Buffer.from('{"name": ') }
    await page.locator('input[type=file]').setInputFiles(broken)
    await page.getByText('«mapping.json» — не соответствие: это не JSON.').waitFor()
    await page.getByText('Угадано по заголовкам').first().waitFor()
    await expectSound(page)
  },
)

const figure = (page: Page, name: string) => page.getByRole('figure', { name })

/** The first number in some words: "12 complaints, …" is 12, «1 334 жалобы» is 1334. */
const numberIn = (words: string): number => Number(/\d[\d\s,]*/.exec(words)?.[0].replace(/\D/g, ''))

/** The row of the numbers under a chart: the words of its cells. */
async function firstRow(page: Page, chart: string, show: string): Promise<string[]> {
  await figure(page, chart).getByRole('button', { name: show }).click()
  return figure(page, chart).getByRole('row').nth(1).locator('th, td').allInnerTexts()
}

test(
  'a number opens the complaints it counts, beside the page and in the list, and the export says the same',
  patience,
  async () => {
    const page = await visit('/causes')
    const chart = 'Where complaints gather: causes'
    const [cause = '', count = ''] = await firstRow(page, chart, 'Show the numbers')
    expect(numberIn(count)).toBeGreaterThan(5)
    await expectSound(page)

    const file = await saved(page, async () => {
      await page.getByRole('button', { name: 'Download' }).click()
      await page.getByRole('menuitem', { name: 'Numbers as CSV' }).click()
    })
    const exported = Papa.parse<string[]>(file.content.replace('\uFEFF', '')).data
    expect(exported.find(([section, name]) => section === 'Cause' && name === cause)?.[2]).toBe(count)

    await figure(page, chart).getByRole('link', { name: cause, exact: true }).click()
    const panel = page.getByRole('dialog')
    await panel.getByRole('heading', { name: `Cause: ${cause}` }).waitFor()
    const said = await panel.getByText('with the customer’s own words.').innerText()
    expect(numberIn(said)).toBe(numberIn(count))
    await expect.poll(() => panel.getByRole('article').count()).toBe(numberIn(count))
    await expectSound(page)

    await panel.getByRole('link', { name: /^Open the list/ }).click()
    await page.getByText(`${count} complaints`, { exact: true }).waitFor()
    // What was open beside the page is in the address: going back finds it again.
    await page.goBack()
    await panel.getByRole('heading', { name: `Cause: ${cause}` }).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    expect(troublesOf(page)).toEqual([])
  },
)

test('shares have their interval and n, and a filter narrows every number', patience, async () => {
  const page = await visit('/causes')
  const [name, x = '', n = '', share] = await firstRow(page, 'What went wrong', 'Show the numbers')
  expect(name).toBe('Not as designed')
  expect(Number.parseInt(share ?? '', 10)).toBe(Math.round((100 * Number(x)) / Number(n)))
  await page.getByRole('button', { name: 'Channel' }).click()
  await page.getByRole('option', { name: 'Telephone' }).click()
  await page.waitForURL(/channel=phone/)
  await page.getByText('None of these complaints is coded yet').waitFor()
  const all = page.getByRole('region', { name: 'In short' }).getByRole('link').first()
  const narrowed = numberIn(await all.innerText())
  await all.click()
  const said = await page.getByRole('dialog').getByText('with the customer’s own words.').innerText()
  expect(numberIn(said)).toBe(narrowed)
})

test('a period without complaints says so and leads back', patience, async () => {
  const page = await visit('/causes?from=2001-01-01&to=2001-12-31')
  await page.getByText('No complaint was received in this period').waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: 'Show the usual period' }).click()
  await figure(page, 'What went wrong').waitFor()
  expect(new URL(page.url()).search).toBe('')
})

test('in Russian, on a telephone and in the dark the numbers open the same complaints', patience, async () => {
  const page = await visit('/causes?by=product', { language: 'ru', theme: 'dark', width: 390, height: 844 })
  const chart = 'Где скапливаются жалобы: продукты'
  const [product = '', count = ''] = await firstRow(page, chart, 'Показать числа')
  await expectSound(page)
  await figure(page, chart).getByRole('link', { name: product, exact: true }).click()
  const panel = page.getByRole('dialog')
  const said = await panel.getByText('со словами самого клиента').innerText()
  expect(numberIn(said)).toBe(numberIn(count))
  await expectSound(page)
  await panel.getByRole('link', { name: /^Открыть список/ }).click()
  await page.waitForURL(/\/complaints\?.*product=/)
  // The page before stays in the document, unseen, until the list is there.
  const list = page
    .getByText(/^\d[\d\s]* жалоб/)
    .filter({ visible: true })
    .first()
  await list.waitFor()
  await expect.poll(async () => numberIn(await list.innerText())).toBe(numberIn(count))
})
