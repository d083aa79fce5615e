import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { settableClock } from '../../src/platform/clock.ts'
import { smtpMailer } from '../../src/platform/mailer.ts'
import { productFolder } from '../../src/platform/root.ts'
import { text } from '../../src/platform/texts/index.ts'
import { accessibilityFindings, openBrowser, startServer, visitorsOf } from '../setup/browser.ts'
import { startSmtp } from '../setup/smtp.ts'

// From a rise in real counts to everybody told, as a manager goes it: an alarm, a pothole, why, a fix agreed and live, the verdict,
// letters, and the pothole closed. The counts are those of the demonstration's repair (demo/README.md), as if they came from now on.

const smtp = await startSmtp()
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const clock = settableClock(new Date('2027-05-10T08:00:00Z'))
const server = await startServer({ demo: true, clock, sendsLetters: true, mailer })
const { open } = visitorsOf(server, await openBrowser())
const t = (...asked: [Parameters<typeof text>[1], Parameters<typeof text>[2]?]) => text('en', ...asked)
const command = { authorization: `Bearer ${server.app.localToken}` }
const head =
  'Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company public response,Company,State,ZIP code,Tags,Consumer consent provided?,Submitted via,Date sent to company,Company response to consumer,Timely response?,Consumer disputed?,Complaint ID'
const rows = gunzipSync(readFileSync(join(productFolder, 'demo', 'opened-accounts.csv.gz')))
  .toString('utf8')
  .trim()
  .split('\n')
  .filter((row) => !row.includes('"') && row.split(',')[5] === '')
  .map((row) =>
    row
      .replaceAll('2016-', '2027-')
      .replaceAll('2017-', '2028-')
      .replace('Checking or savings account,Checking account', 'Savings plan,')
      .replace('Opening an account', 'Opening a plan')
      .replace('Closing an account', 'Closing a plan')
      .replace('Fraud or scam', 'Fraud with a plan')
      .replace(/R(\d{5})$/, 'J$1'),
  )

async function api(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: { ...command, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text ? JSON.parse(text) : null
}

async function bring(from: string, until: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-story-'))
  const some = rows.filter((row) => row.slice(0, 10) >= from && row.slice(0, 10) < until)
  const path = join(folder, 'rows.csv')
  writeFileSync(path, `${head}\n${some.join('\n')}\n`)
  const { id } = await api('POST', '/api/v1/imports/local', { path, as: 'cfpb' })
  await expect.poll(async () => (await api('GET', `/api/v1/imports/${id}`)).state, { timeout: 60_000 }).toBe('done')
  rmSync(folder, { recursive: true })
  return some.length
}

const watch = (from: string, to: string) => api('POST', '/api/v1/alarms/watch', { from, to })

/** The manager's browser on this day; nobody stays signed in for months. */
async function managerOn(moment: string, path: string): Promise<Page> {
  clock.set(new Date(moment))
  const page = await open('Ines')
  await page.clock.setFixedTime(clock.now())
  await page.goto(path)
  return page
}

/** Customers who complained in the days of the rise, each with words and an address. */
async function customersComplain(productId: string, issueId: string): Promise<string[]> {
  const customers = [
    { name: 'Kim Larsen', email: 'kim@example.org', words: 'Two cards came. I wanted one.' },
    { name: 'Bo Berg', email: 'bo@example.org', words: 'The box was ticked before I saw it.' },
    { name: 'Ada Strand', email: 'ada@example.org', words: 'A fee for an account I never asked for.' },
  ]
  const references: string[] = []
  for (const [place, { words, ...customer }] of customers.entries()) {
    const receivedAt = `2027-04-1${6 + place}T10:00:00Z`
    const body = { text: words, receivedAt, productId, issueId, customer, language: 'en' }
    references.push((await api('POST', '/api/v1/complaints', body)).reference)
  }
  return references
}

let potholeId = ''
const part = (name: string) => `/potholes/${potholeId}?part=${name}`
const topicOf = async (kind: 'products' | 'issues', name: string) =>
  (await api('GET', '/api/v1/topics'))[kind].find((each: { name: string }) => each.name === name).id as string

test('a spike is found in the counts, judged, and a pothole is opened from it', async () => {
  await bring('2027-01-01', '2027-05-10')
  const [product, issue] = [await topicOf('products', 'Savings plan'), await topicOf('issues', 'Opening a plan')]
  const references = await customersComplain(product, issue)
  await watch('2027-04-12', '2027-04-25')

  const page = await managerOn('2027-05-10T09:00:00Z', '/hot-spots?part=alarms')
  await page
    .getByRole('link', { name: /Opening a plan/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'Opening a plan' }).waitFor()
  await page
    .getByRole('button', { name: t('pothole.open') })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: t('pothole.open_title') })
  await dialog.getByLabel(t('pothole.name')).fill('A second account nobody asked for')
  await dialog.getByLabel(t('pothole.statement')).fill('A box that is ticked beforehand opens a second account.')
  expect(await accessibilityFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: t('pothole.open_submit') }).click()
  await page.getByRole('heading', { level: 1, name: 'A second account nobody asked for' }).waitFor()
  potholeId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await api('POST', `/api/v1/potholes/${potholeId}/evidence`, { complaints: references })
  await page.goto(part('evidence'))
  await page.getByText(/^Show it \(/).click()
  await page.getByText('The box was ticked before I saw it.').waitFor()
})

test('why it is there is asked until something that management can change', async () => {
  const page = await managerOn('2027-05-20T09:00:00Z', part('whys'))
  await page.getByRole('button', { name: t('whys.ask_first') }).click()
  await page.getByRole('textbox', { name: /^Why 1/ }).fill('The box is ticked before anybody sees it.')
  await page.getByRole('button', { name: t('whys.end_here') }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${t('whys.end.process')}`) }).click()
  await page.getByRole('button', { name: t('whys.understood') }).click()
  await page.getByText('Understood since').waitFor()
  expect((await api('GET', `/api/v1/potholes/${potholeId}`)).state).toBe('understood')
})

test('a fix is agreed before it is live, locked, and goes live', async () => {
  clock.set(new Date('2027-07-04T08:00:00Z'))
  await bring('2027-05-10', '2027-07-04')
  await watch('2027-07-01', '2027-07-02')
  const { people } = await api('GET', '/api/v1/setup')
  const ines = people.find(({ name }: { name: string }) => name.startsWith('Ines'))
  const controls = await Promise.all(
    ['Closing a plan', 'Fraud with a plan'].map(async (name) => ({
      name,
      filters: { issue: await topicOf('issues', name) },
    })),
  )
  await api('POST', `/api/v1/potholes/${potholeId}/fixes`, {
    name: 'Ask for every account by itself',
    change: 'The box is gone; every further account is asked for on a page of its own.',
    doneById: ines.id,
    expectedRatio: 0.5,
    expectedBy: '2028-01-31',
    baseline: { from: '2027-01-01', to: '2027-06-30' },
    stages: [{ place: 'Everywhere', plannedOn: '2027-08-01', releasedAs: '2027.8' }],
    controls,
  })
  const page = await managerOn('2027-07-04T09:00:00Z', part('fixes'))
  await page.getByRole('button', { name: t('fix.go_on') }).click()
  await page.getByRole('button', { name: t('fix.agree') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('fix.agree') })
    .click()
  await page.getByText('and locked since').waitFor()
  // What is before the fix is written down before it is live.
  const frozen = async () =>
    (
      await sql`select 1 from verdict_baselines where fix_id in (select id from fixes where pothole_id = ${potholeId})`.execute(
        server.db,
      )
    ).rows.length
  await expect.poll(frozen, { timeout: 60_000 }).toBe(1)

  const later = await managerOn('2027-08-01T09:00:00Z', part('fixes'))
  await later.getByRole('button', { name: `${t('fix.mark')}: Everywhere` }).click()
  await later
    .getByRole('dialog')
    .getByRole('button', { name: t('fix.mark') })
    .click()
  await later.getByText('said by Ines').waitFor()
})

test('a year later the page says that it worked, with size and interval', async () => {
  clock.set(new Date('2028-07-01T08:00:00Z'))
  await bring('2027-07-04', '2028-07-01')
  const word = async () => {
    // What an import brought is counted when its outbox is empty: until then earlier days still change.
    await watch('2028-06-29', '2028-06-30')
    const { rows } = await sql<{ word: string }>`
      select word from verdicts where fix_id in (select id from fixes where pothole_id = ${potholeId}) order by as_of desc limit 1`.execute(
      server.db,
    )
    return rows[0]?.word
  }
  await expect.poll(word, { timeout: 120_000, interval: 2000 }).toBe('worked')
  const page = await managerOn('2028-07-01T09:00:00Z', part('verdict'))
  await page.getByRole('heading', { name: t('verdict.word.worked') }).waitFor()
  await page.getByText(/fewer/).first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
})

test('everybody it hit is told once, with their own words, and the pothole is closed', async () => {
  const page = await managerOn('2028-07-01T10:00:00Z', part('told'))
  await page.getByRole('button', { name: t('told.sending.begin') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('told.sending.begin') })
    .click()
  // Letters leave at a pace: a minute passes each time somebody looks.
  const told = () => {
    clock.set(new Date(clock.now().getTime() + 60_000))
    return smtp.received.filter(({ raw }) => raw.includes('is repaired'))
  }
  await expect
    .poll(
      () =>
        told()
          .flatMap(({ to }) => to)
          .sort(),
      { timeout: 90_000 },
    )
    .toEqual(['ada@example.org', 'bo@example.org', 'kim@example.org'])
  const toldAt = async () => (await api('GET', `/api/v1/potholes/${potholeId}`)).toldAt
  await expect.poll(toldAt, { timeout: 90_000 }).not.toBeNull()
  await page.goto(part('record'))
  await page.getByRole('button', { name: t('pothole.action.repaired') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('pothole.action.repaired') })
    .click()
  await page.getByText(t('pothole.state.repaired'), { exact: true }).first().waitFor()
  expect(told()).toHaveLength(3)
})
