import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, signIn, startServer, troublesOf } from '../setup/browser.ts'

const empty = await startServer()
const demonstration = await startServer({ demo: true })
const browser = await openBrowser()

const anna = { email: 'anna@example.org', password: 'rowan kettle violin' }
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

async function signInByPassword(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Anna Petrova/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await heading(page, 'Sign in')
}

test('from an empty installation to a colleague who joins and leaves', async () => {
  const page = await browser.visit(empty)
  await page.goto('/settings/people')
  await heading(page, 'Welcome to Amends')
  await page.getByRole('link', { name: 'Set up', exact: true }).click()
  await page.getByRole('button', { name: 'Set up and sign in' }).click()
  await page.getByText('Fill this in.').first().waitFor()
  await expect.poll(() => page.getByLabel('Company').evaluate((field) => field === document.activeElement)).toBe(true)

  await page.getByLabel('Company').fill('Seven Seas')
  await page.getByLabel('Your name').fill('Anna Petrova')
  await page.getByLabel('Your e-mail address').fill(anna.email)
  await page.getByLabel('Password', { exact: true }).fill(anna.password)
  await page.getByText('Hard to guess.').waitFor()
  await page.getByRole('button', { name: 'Set up and sign in' }).click()
  await page.waitForURL('**/complaints')
  await page.goto('/start')
  await page.waitForURL('**/complaints')

  await signOut(page)
  await page.goto('/settings/people?person=new')
  await page.waitForURL('**/sign-in?to=*')
  await signInByPassword(page, { ...anna, password: 'something else' })
  await page.getByText('E-mail address or password is wrong.').waitFor()
  await signInByPassword(page, anna)
  await page.waitForURL('**/settings/people?person=new')

  await page.getByLabel('Name').fill('Boris Kuznetsov')
  await page.getByLabel('E-mail address').fill(anna.email)
  await page.getByRole('button', { name: 'Add and make a password' }).click()
  await page.getByText('Somebody with this e-mail address is here already.').waitFor()
  const boris = { email: 'boris@example.org', password: '' }
  await page.getByLabel('E-mail address').fill(boris.email)
  await page.getByRole('button', { name: 'Add and make a password' }).click()
  boris.password = await page.getByRole('dialog').locator('code').innerText()
  await page.getByRole('button', { name: 'I have it, close' }).click()

  const other = await browser.visit(empty)
  await other.goto('/')
  await signInByPassword(other, boris)
  await other.waitForURL('**/complaints')
  await other.goto('/settings/people')
  await heading(other, 'This page is not part of your role')

  await page.getByRole('link', { name: 'Boris Kuznetsov' }).click()
  await page.getByRole('button', { name: 'Deactivate' }).click()
  const question = page.getByRole('dialog', { name: 'Deactivate Boris Kuznetsov?' })
  await question.getByText('No open complaint changes its owner.').waitFor()
  await expect.poll(() => question.getByLabel('Who takes over').inputValue()).toBeTruthy()
  await question.getByRole('button', { name: 'Deactivate' }).click()
  await page.getByText('Boris Kuznetsov is deactivated.').waitFor()

  await other.goto('/complaints')
  await heading(other, 'Sign in')
  await signInByPassword(other, boris)
  await other.getByText('E-mail address or password is wrong.').waitFor()
  expect([...troublesOf(page), ...troublesOf(other)]).toEqual([])
})

test('a cause that is added makes a new version; whoever saves second loses nothing', async () => {
  const [first, second] = [await browser.visit(demonstration), await browser.visit(demonstration)]
  await signIn(first, 'analyst')
  await signIn(second, 'administrator')
  for (const page of [first, second]) {
    await page.goto('/settings/causes')
    await page.getByText('Version 2', { exact: true }).first().waitFor()
  }
  await addCause(first, 'Fit', 'Sold to the wrong customer')
  await addCause(second, 'Use', 'Used at sea')

  await save(first, 'One for the fit')
  await first.getByText('Version 3', { exact: true }).first().waitFor()
  await save(second, 'One for use')
  await second.getByText('Nothing you typed is lost', { exact: false }).waitFor()
  await second.getByText('Used at sea').waitFor()
  await second.getByRole('button', { name: 'Save as version 4' }).click()
  await expect.poll(() => second.getByLabel('Note').inputValue()).toBe('One for use')
  await second.getByRole('button', { name: 'Save the new version' }).click()
  await second.getByText('Version 4', { exact: true }).first().waitFor()

  const { causes } = await (await second.request.get('/api/v1/taxonomy')).json()
  const codes = (causes as { code: string; locus: string }[]).map(({ code, locus }) => `${locus} ${code}`)
  expect(codes).toEqual(expect.arrayContaining(['fit sold-to-the-wrong-customer', 'use used-at-sea']))
  expect([...troublesOf(first), ...troublesOf(second)]).toEqual([])
})

async function addCause(page: Page, locus: string, name: string): Promise<void> {
  await page.getByRole('button', { name: `Add a cause to ${locus}`, exact: true }).click()
  await page.getByLabel('Name (English)').fill(name)
  await page.getByLabel('Name (Russian)').fill('Причина')
  await page.getByRole('button', { name: 'Keep for the next version' }).click()
  await page.getByText('Not saved yet: 1 added.').waitFor()
}

async function save(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Save as version 3' }).click()
  await page.getByLabel('Note').fill(note)
  await page.getByRole('button', { name: 'Save the new version' }).click()
}
