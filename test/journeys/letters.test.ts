import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { recordBounce } from '../../src/complaints/letters/bounce.ts'
import { inTransaction } from '../../src/platform/database/index.ts'
import { accessibilityFindings, openBrowser, signIn, startServer, troublesOf } from '../setup/browser.ts'

// The way of a letter where no mail server is set: written in the company's own words, kept where a page shows it, followed by
// its reader to their own page, returned, and sent again to a better address.

const server = await startServer({ demo: true, sendsLetters: true })
const browser = await openBrowser()
const page = await browser.visit(server)

const letters = (on: Page) => on.getByRole('navigation', { name: 'Letters' }).getByRole('link')
let complaint = { id: '', reference: '' }

async function complain(): Promise<{ id: string; reference: string }> {
  const data = {
    text: 'My parcel came late.',
    language: 'en',
    customer: { name: 'Kim Larsen', email: 'kim@example.org' },
  }
  return (await page.request.post('/api/v1/complaints', { data })).json()
}

test('an administrator writes the acknowledgement in the company’s own words', async () => {
  await signIn(page, 'administrator')
  await page.goto('/settings/letters')
  await page.getByRole('heading', { level: 1, name: 'Letters' }).waitFor()
  const unsaved = page.getByRole('region', { name: 'Not saved yet' })
  const text = page.getByLabel('Text', { exact: true })
  const preview = page.frameLocator('iframe[title="What it looks like"]')
  await preview.getByText('One person here looks after it').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])

  await text.fill('Dear {nobody}, your number is {reference}.')
  await page.getByText('There is no {nobody} to fill in.').waitFor()
  await page.getByText('The text needs {due}').waitFor()
  await unsaved.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Mend what is marked; nothing was changed.').or(page.getByText('There is no {nobody}')).waitFor()

  await text.fill('Dear , we have it as {reference} and write by {due}. See {link}')
  await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5))
  await page.getByRole('button', { name: 'Put {name} into the text' }).click()
  await preview.getByText('Dear Kim Larsen, we have it as AM-7Q2M4-K9TX3').waitFor()
  await unsaved.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The letter is saved.').waitFor()
  await page.getByRole('button', { name: 'Back to the product’s words' }).waitFor()

  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByLabel('To', { exact: true }).fill('me@example.org')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('A test letter to me@example.org is in the development mailbox').waitFor()
})

test('the letter of a new complaint is in the development mailbox, and its link leads to the customer’s page', async () => {
  complaint = await complain()
  await page.goto('/development-mailbox')
  await letters(page).filter({ hasText: complaint.reference }).click()
  const letter = page.frameLocator(`iframe[title*="${complaint.reference}"]`)
  await letter.getByText(`Dear Kim Larsen, we have it as ${complaint.reference}`).waitFor()
  const opened = page.context().waitForEvent('page')
  await letter.getByRole('link', { name: 'Open your complaint' }).click()
  const theirs = await opened
  await theirs.getByText(complaint.reference).first().waitFor()
  expect(theirs.url()).toContain('/my-complaint/')
  await theirs.close()
  await page.getByText('Headers', { exact: true }).click()
  await page.getByText('auto-replied').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
})

test('a letter that came back stands on the complaint at once, and is sent again to a better address', async () => {
  await page.goto(`/complaints/${complaint.reference}`)
  const section = page.getByRole('region', { name: 'Letters' })
  await section.getByText('not sent').waitFor()
  const bounce = {
    letter: { complaintId: complaint.id, kind: 'acknowledgement', occasion: 2 } as const,
    reason: '550 No such user',
  }
  await inTransaction(server.db, (tx) => recordBounce(tx, { ...bounce, now: new Date() }))
  await page.getByText('A letter came back: Acknowledgement.').waitFor()
  await section.getByText('550 No such user').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])

  await section.getByRole('button', { name: 'Send again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('To').fill('kim.larsen@example.org')
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('The letter is on its way to kim.larsen@example.org.').waitFor()
  await page.getByText('A letter came back: Acknowledgement.').waitFor({ state: 'detached' })
  await section.getByText('not sent').waitFor()
  await page.goto('/development-mailbox')
  await letters(page).filter({ hasText: 'kim.larsen@example.org' }).filter({ hasText: complaint.reference }).waitFor()
  expect(troublesOf(page)).toEqual([])
})
