import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, vi } from 'vitest'
import { ensureBuilt } from '../../run/build.mjs'
import { type App, type AppServices, createApp } from '../../src/app.ts'
import type { Role } from '../../src/people/rules.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connectAsApp, type Database } from '../../src/platform/database/index.ts'
import { productFolder } from '../../src/platform/root.ts'
import type { Language } from '../../src/platform/texts/index.ts'
import { asOwner, inDatabase } from './clusters.ts'
import { copyDatabase, testDatabase } from './database.ts'

export type TestServer = { address: string; app: App; db: Database }

/**
 * The product with its web app, on a free port over a database of its own; ends after the last test of the file. Call it
 * at the top of the file: what is said inside `beforeAll` is not ended. With `demo` it is filled with the demonstration, else it is not set up.
 * Letters wait, unless it `sendsLetters`: every three seconds, by the `mailer` or into the development mailbox.
 */
export async function startServer({
  demo = false,
  clock = systemClock,
  ...letters
}: { demo?: boolean; clock?: AppServices['clock'] } & Pick<
  AppServices,
  'sendsLetters' | 'mailer'
> = {}): Promise<TestServer> {
  await ensureBuilt(productFolder, process.execPath)
  const { owner } = await testDatabase(demo ? await (filled ??= fillDatabase()) : undefined)
  const db = await connectAsApp(owner)
  const dataFolder = mkdtempSync(join(tmpdir(), 'amends-test-data-'))
  const app = await createApp({ db, clock, dataFolder, ...letters })
  afterAll(async () => {
    await app.stop()
    await db.destroy()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.http.server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, app, db }
}

/** The name of a database that holds the demonstration: filled once in each process, then copied for every file. */
let filled: Promise<string> | undefined

async function fillDatabase(): Promise<string> {
  const { owner, name } = await copyDatabase()
  const db = await connectAsApp(inDatabase(owner, name))
  const dataFolder = mkdtempSync(join(tmpdir(), 'amends-test-data-'))
  const app = await createApp({ db, clock: systemClock, dataFolder })
  await fillWithDemonstration(app)
  await app.stop()
  await db.destroy()
  rmSync(dataFolder, { recursive: true, force: true })
  // A copy has the statistics of its template, and would never be looked at again because nothing changes in it.
  await asOwner(inDatabase(owner, name), (client) => client.query('analyze'))
  return name
}

async function fillWithDemonstration({ http, localToken }: App): Promise<void> {
  const headers = { authorization: `Bearer ${localToken}` }
  const url = '/api/v1/demonstration'
  const begun = await http.inject({ method: 'POST', url, headers, payload: {} })
  if (begun.statusCode !== 202) throw new Error(`The demonstration did not begin: ${begun.body}`)
  for (;;) {
    const { state, failure } = (await http.inject({ method: 'GET', url, headers })).json()
    if (state === 'done') return
    if (state !== 'running') throw new Error(`The demonstration was not loaded: ${failure ?? state}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** How a visitor sees the product: browser's language, light or dark, and the size of the window in CSS pixels. */
export type Visitor = {
  language?: Language
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  /** Sentences longer and from right to left: see web/language/mirrored.ts. */
  mirrored?: boolean
  /** Off: pages must do without. */
  javaScript?: boolean
  /** Off: pages that were not opened yet are fetched too, so that they open without a network (web/live/useWarmUp.ts). */
  savesData?: boolean
}

export type TestBrowser = {
  /**
   * A page of a new visitor, without cookies. Addresses are relative to the server: `page.goto('/sign-in')`. What goes
   * wrong in it (uncaught errors, errors on the console) is gathered in `troublesOf(page)`.
   */
  visit: (server: TestServer, visitor?: Visitor) => Promise<Page>
}

/**
 * Opens Chromium; it is closed after the last test of the file. Until then tests may take four minutes: a browser beside other
 * tests on a small machine is slow.
 */
export async function openBrowser(): Promise<TestBrowser> {
  vi.setConfig({ testTimeout: 240_000 })
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags })
  afterAll(async () => {
    vi.resetConfig()
    await browser.close()
  })
  return { visit: (server, visitor = {}) => visit(browser, server, visitor) }
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function chromiumPath(): string {
  const candidates = [
    process.env.AMENDS_CHROMIUM,
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-headless-shell',
  ]
  const found = candidates.find((path) => path && isProgram(path))
  if (!found)
    throw new Error('No Chromium for the tests. Run them with npm test, which gets one, or set AMENDS_CHROMIUM.')
  return found
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const troubles = new WeakMap<Page, string[]>()

async function visit(
  browser: Browser,
  { address }: TestServer,
  {
    language = 'en',
    theme = 'light',
    width = 1280,
    height = 860,
    mirrored = false,
    javaScript = true,
    savesData = true,
  }: Visitor,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: 'reduce',
    javaScriptEnabled: javaScript,
  })
  if (savesData)
    await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
  if (mirrored) await context.addInitScript(() => localStorage.setItem('amends.mirrored', 'yes'))
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const found: string[] = []
  troubles.set(page, found)
  page.on('pageerror', (error) => found.push(String(error)))
  page.on('console', (message) => {
    // A refusal of the API is said on the console too, and is not trouble: pages expect it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) found.push(message.text())
  })
  return page
}

/** What has gone wrong in a page so far. */
export const troublesOf = (page: Page): readonly string[] => troubles.get(page) ?? []

/** Signs in as the first person of the demonstration with this role, and opens the page that follows. */
export async function signIn(page: Page, role: Role): Promise<void> {
  const { people } = await (await page.request.get('/api/v1/setup')).json()
  const person = (people as { id: string; role: Role }[]).find((each) => each.role === role)
  if (!person) throw new Error(`The demonstration has nobody with the role ${role}. Was the server started with demo?`)
  const answer = await page.request.post('/api/v1/session/demonstration', { data: { personId: person.id } })
  if (!answer.ok()) throw new Error(`Signing in as ${role} failed: ${await answer.text()}`)
  await page.goto('/')
}

/** Signs in as the person of the demonstration whose name begins so; opens nothing. */
export async function signInAs(page: Page, name: string): Promise<void> {
  const { people } = await (await page.request.get('/api/v1/setup')).json()
  const person = (people as { id: string; name: string }[]).find((each) => each.name.startsWith(name))
  const answer = await page.request.post('/api/v1/session/demonstration', { data: { personId: person?.id } })
  if (!answer.ok()) throw new Error(`${name} could not sign in: ${await answer.text()}`)
}

export type Visitors = {
  /** A browser of somebody's own, not signed in. */
  visit: (visitor?: Visitor) => Promise<Page>
  /** The same, signed in as the person of the demonstration whose name begins so. */
  open: (name: string, visitor?: Visitor) => Promise<Page>
}

/**
 * The visitors of a file's tests: each leaves when its test ends, and whatever went wrong in their pages, but what is `expected`,
 * fails it. Call it at the top of the file.
 */
export function visitorsOf(
  server: TestServer,
  browser: TestBrowser,
  { expected = [] }: { expected?: string[] } = {},
): Visitors {
  const pages: Page[] = []
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      const found = troublesOf(page).filter((trouble) => !expected.some((words) => trouble.includes(words)))
      await page.context().close()
      if (found.length > 0) throw new Error(`Something went wrong in a page: ${found.join('\n')}`)
    }
  })
  const visit = async (visitor?: Visitor) => {
    const page = await browser.visit(server, visitor)
    pages.push(page)
    return page
  }
  const open = async (name: string, visitor?: Visitor) => {
    const page = await visit(visitor)
    await signInAs(page, name)
    return page
  }
  return { visit, open }
}

/** Keeps a picture of the whole page in screenshots/ (not in the repository). @param name may hold folders: `settings/people-ru` */
export async function photograph(page: Page, name: string): Promise<void> {
  const path = join(productFolder, 'screenshots', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path, fullPage: true })
}

/**
 * Waits until everything on the page is there: its heading, and no grey shapes, spinners or movement any more. Not until the
 * network is still, because live news keep one connection open.
 */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await still(page)
}

async function still(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const waits = document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root, [aria-busy="true"]')
    return !waits && document.getAnimations().every(({ playState }) => playState !== 'running')
  })
}

/** How many CSS pixels of the page stick out of the window at either side. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page, once it stands still, that would stop somebody: rule and element of each serious or critical finding. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await still(page)
  // Through the debugger's door: the page's content security policy allows no script of ours inside it.
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}
