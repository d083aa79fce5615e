import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  type Visitor,
  accessibilityFindings,
  openBrowser,
  photograph,
  settled,
  signIn,
  startServer,
  visitorsOf,
} from '../setup/browser.ts'

// Tags and fields of one's own, from the settings to the customer; a complaint told twice is noticed, merged and parted again;
// one with two things in it is split.

/** A machine that does much else at once needs its time. */
const patience = { timeout: 180_000 }
const server = await startServer({ demo: true })
const { visit } = visitorsOf(server, await openBrowser())

async function open(role: Parameters<typeof signIn>[1], visitor?: Visitor): Promise<Page> {
  const page = await visit(visitor)
  await signIn(page, role)
  return page
}

const dialog = (page: Page) => page.getByRole('dialog')
const charged =
  'The hotel charged my credit card twice for the same night, and reception refuses to refund the second payment.'
const again =
  'Again about the hotel: the credit card was charged twice for one night, reception still refuses the refund.'
let first = ''

async function create(page: Page, text: string, customer?: object): Promise<string> {
  const answer = await page.request.post('/api/v1/complaints', {
    data: { text, ...(customer && { customer }), fields: { booking: 'H-17' } },
  })
  expect(answer.status()).toBe(201)
  return (await answer.json()).reference
}
async function show(page: Page, reference: string): Promise<void> {
  await page.goto(`/complaints/${reference}`)
  await page.getByRole('heading', { name: reference, level: 1 }).waitFor()
  await settled(page)
}

test('an administrator defines fields, and customers are asked for them without being made to', patience, async () => {
  const page = await open('administrator')
  await page.goto('/settings/fields')
  await settled(page)
  await page.getByRole('button', { name: 'New field' }).click()
  await page.getByLabel('Name in English').fill('Booking')
  await page.getByLabel('Name in Russian').fill('Бронь')
  await page.getByLabel('Key').fill('booking')
  await page.getByLabel('Must be filled in').selectOption('closing')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Change the field Booking' }).waitFor()

  await page.getByRole('button', { name: 'New field' }).click()
  await page.getByLabel('Name in English').fill('You wish')
  await page.getByLabel('Kind').selectOption('one_of')
  await page.getByLabel('Options, one a line').fill('Money back | Вернуть деньги\nAn apology | Извинения')
  await dialog(page).getByRole('switch', { name: 'Ask on the public form' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Change the field You wish' }).waitFor()
  await settled(page)
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'fields/settings-en')

  await page.goto('/tell-us')
  await page.getByLabel('What happened?').fill('Nobody answered the telephone all week.')
  await page.getByLabel('You wish').selectOption({ label: 'An apology' })
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'fields/public-en')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText(/AM-\w{5}-\w{5}/).waitFor()
})

test(
  'a complaint is tagged and its fields filled in; what must be filled in before closing is asked for',
  patience,
  async () => {
    const page = await open('agent')
    first = await create(page, charged, { name: 'Ada Merriweather', email: 'ada@example.com' })
    await show(page, first)
    await page.getByRole('button', { name: 'Tag', exact: true }).click()
    await page.getByRole('textbox', { name: 'Find or make a tag' }).fill('double charge')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Take off the tag double charge' }).click()
    await page.getByText('Tag “double charge” taken off.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('button', { name: 'Take off the tag double charge' }).waitFor()

    // By keyboard: what was just said may lie over it.
    await page.getByRole('button', { name: 'Fill in' }).press('Enter')
    await page.getByLabel('Booking').fill('')
    await page.getByRole('combobox', { name: 'You wish' }).click()
    await page.getByRole('option', { name: 'Money back' }).click()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('form', { name: 'Our fields' }).getByRole('button', { name: 'Save' }).click()
    await page.getByText('needed before it closes').waitFor()
    await page.getByText('Money back').waitFor()

    await page.getByRole('button', { name: 'Close…' }).click()
    await page.getByLabel('Solved', { exact: false }).first().check()
    await dialog(page).getByLabel('What the customer said').fill('All is well now.')
    const close = dialog(page).getByRole('button', { name: 'Close the complaint' })
    await expect.poll(() => close.isEnabled()).toBe(false)
    await dialog(page).getByLabel('Booking').fill('H-18')
    await expect.poll(() => close.isEnabled()).toBe(true)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await photograph(page, 'fields/complaint-en')
  },
)

test('who logs the same again is told while typing, and both are merged and parted again', patience, async () => {
  const page = await open('agent')
  await page.goto('/complaints')
  await settled(page)
  await page.keyboard.press('q')
  await page.getByLabel('What the customer said').fill(again)
  await page.getByLabel('E-mail', { exact: false }).fill('ada@example.com')
  await page.getByRole('region', { name: 'This looks like something we have already' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'fields/quick-log-en')
  await page.getByLabel('What the customer said').press('Control+Enter')
  const stored = await dialog(page).getByText('Stored as').innerText()
  const second = /AM-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(stored)?.[0] ?? ''

  await show(page, second)
  await page.getByRole('button', { name: `Merge into ${first}` }).click()
  expect(await accessibilityFindings(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Merge' }).click()
  await page.getByText(`Goes on in ${first}.`).waitFor()
  await show(page, first)
  await page.getByRole('list', { name: 'History' }).getByText(again).waitFor()
  await page.getByText(`${second} was merged into this one.`).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'fields/merged-en')

  await show(page, second)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The merge is undone: open again as it was.').waitFor()
  await page.getByRole('button', { name: 'Close…' }).waitFor()
})

test('a complaint with two things in it becomes two, and one again', patience, async () => {
  const page = await open('agent')
  const reference = await create(page, 'The parcel was wet. And the courier was rude to my mother.')
  await show(page, reference)
  await page.getByRole('button', { name: 'Split…' }).click()
  await page.getByLabel('What the second complaint is about').fill('The courier was rude to my mother.')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText(`Was made of a part of ${reference}.`).waitFor()
  await photograph(page, 'fields/split-en')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await page.getByText(`Goes on in ${reference}.`).waitFor()
})

test('tags are renamed, merged and retired in the settings', patience, async () => {
  const page = await open('administrator')
  await page.goto('/settings/tags')
  await settled(page)
  await page.getByRole('button', { name: 'New tag' }).click()
  await page.getByRole('textbox', { name: 'Tag' }).fill('charged twice')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Change the tag charged twice' }).waitFor()
  await page.getByRole('button', { name: 'Change the tag double charge' }).click()
  await page.getByRole('menuitem', { name: 'Merge into another' }).click()
  await page.getByRole('combobox', { name: 'Becomes' }).click()
  await page.getByRole('option', { name: 'charged twice' }).click()
  expect(await accessibilityFindings(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Merge' }).click()
  await page.getByText('“double charge” is now “charged twice”.').waitFor()
  await settled(page)
  await photograph(page, 'fields/tags-en')
  await show(page, first)
  await page.getByText('charged twice', { exact: true }).waitFor()
})

test.each<[string, Visitor]>([
  ['dark', { theme: 'dark' }],
  ['ru', { language: 'ru' }],
  ['telephone', { width: 390, height: 844 }],
  ['telephone-ru-dark', { width: 390, height: 844, language: 'ru', theme: 'dark' }],
])('all of it holds %s', patience, async (name, visitor) => {
  const page = await open('administrator', visitor)
  if (visitor.language === 'ru') await page.request.put('/api/v1/session/language', { data: { language: 'ru' } })
  for (const section of ['tags', 'fields']) {
    await page.goto(`/settings/${section}`)
    await settled(page)
    expect(await accessibilityFindings(page)).toEqual([])
    await photograph(page, `fields/${section}-${name}`)
  }
  await show(page, first)
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, `fields/complaint-${name}`)
})
