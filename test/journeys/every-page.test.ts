import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { productFolder } from '../../src/platform/root.ts'
import {
  accessibilityFindings,
  openBrowser,
  overflowOf,
  photograph,
  settled,
  signIn,
  startServer,
  troublesOf,
  type Visitor,
} from '../setup/browser.ts'

// Every page as everyone meets it: both languages, light and dark, desk and telephone, and from right to left. Pictures are
// kept in screenshots/ for somebody to look at.

const untouched = await startServer()
const demonstration = await startServer({ demo: true })
const browser = await openBrowser()

const usual: (Visitor & { name: string })[] = [
  { name: 'en-light', language: 'en', theme: 'light' },
  { name: 'ru-dark-telephone', language: 'ru', theme: 'dark', width: 390, height: 800 },
]
/** The other combinations take as long again and differ little: AMENDS_PICTURES=all looks at them too. */
const others: typeof usual = [
  { name: 'mirrored', language: 'en', theme: 'light', mirrored: true },
  { name: 'ru-dark', language: 'ru', theme: 'dark' },
  { name: 'en-dark-telephone', language: 'en', theme: 'dark', width: 390, height: 800 },
  { name: 'ru-light-telephone', language: 'ru', theme: 'light', width: 390, height: 800 },
]
const visitors = process.env.AMENDS_PICTURES === 'all' ? [...usual, ...others] : usual

/** Addresses to look at for every path of web/router.tsx; a path that is missing here fails the first test. */
const addresses: Record<string, string[]> = {
  '/': [],
  '/start': [],
  '/complaints': ['/complaints', '/complaints?q=credit&sort=due', '/complaints?q=zzyzx'],
  '/complaints/$reference': ['/complaints/OPEN', '/complaints/CLOSED', '/complaints/AM-00000-00000'],
  '/care': ['/care'],
  '/coding': ['/coding'],
  '/samples': ['/samples'],
  '/samples/$id': ['/samples/SAMPLE', '/samples/00000000-0000-4000-8000-000000000000'],
  '/customers/$id': ['/customers/SOMEBODY'],
  '/causes': ['/causes', '/causes?from=2025-01-01&to=2025-06-30'],
  '/inside-out': ['/inside-out', '/inside-out?from=2025-01-01&to=2025-06-30'],
  '/hot-spots': ['/hot-spots', '/hot-spots?part=alarms'],
  '/hot-spots/alarms/$id': ['/hot-spots/alarms/ALARM', '/hot-spots/alarms/00000000-0000-4000-8000-000000000000'],
  '/potholes': ['/potholes'],
  // Its parts are looked at below: they take as long as many pages.
  '/potholes/$id': ['/potholes/POTHOLE', '/potholes/00000000-0000-4000-8000-000000000000'],
  '/loop': ['/loop'],
  '/returns': ['/returns', '/returns?key=us_cfpb_case_file&version=1'],
  '/promises': ['/promises', '/promises?part=steps', '/promises?part=stopped'],
  '/barriers': ['/barriers'],
  '/workload': ['/workload'],
  '/silent-customers': ['/silent-customers', '/silent-customers?tab=surveys', '/silent-customers?tab=scores'],
  '/reports': ['/reports'],
  '/import': ['/import'],
  '/mail': ['/mail'],
  '/development-mailbox': ['/development-mailbox'],
  '/settings': [],
  '/settings/$section': [],
}

test('every page of the router is looked at', () => {
  const router = readFileSync(join(productFolder, 'web', 'router.tsx'), 'utf8')
  const paths = [...router.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path]) => path)
  expect(new Set(paths)).toEqual(new Set(Object.keys(addresses)))
})

test.each(visitors)('pages before signing in: $name', async ({ name, ...visitor }) => {
  const page = await browser.visit(demonstration, visitor)
  await page.goto('/')
  await look(page, `sign-in-${name}`)
  const stranger = await browser.visit(untouched, visitor)
  for (const way of ['', '?way=company', '?way=import']) {
    await stranger.goto(`/start${way}`)
    await look(stranger, `start-${way.split('=')[1] ?? 'ways'}-${name}`)
  }
  expect([...troublesOf(page), ...troublesOf(stranger)]).toEqual([])
})

test.each(visitors.filter(({ mirrored }) => !mirrored))('pages for customers and programs: $name', async (visitor) => {
  const page = await browser.visit(demonstration, visitor)
  const known = ['/known-issues', await knownIssue(page)]
  for (const address of ['/tell-us', '/how-we-handle-complaints', '/my-complaint', '/api/docs', ...known]) {
    await page.goto(address)
    await look(page, `public${address.replaceAll('/', '-')}-${visitor.name}`)
  }
  await page.goto('/tell-us')
  await page.locator('textarea').first().fill('The parcel came open and half empty. Посылка пришла вскрытой.')
  await page.locator('button[type=submit], form button').first().click()
  await look(page, `public-told-${visitor.name}`)
  expect(troublesOf(page)).toEqual([])
})

test.each(visitors)('pages of the workspace: $name', async ({ name, ...visitor }) => {
  const page = await browser.visit(demonstration, visitor)
  await signIn(page, 'analyst')
  const known = await someComplaints(page)
  for (const address of Object.values(addresses).flat()) {
    await page.goto(
      address.replace(/OPEN|CLOSED|SOMEBODY|SAMPLE|ALARM|POTHOLE/, (which) => known[which as keyof typeof known]),
    )
    await look(page, `${address.slice(1).replace(/\W+/g, '-')}-${name}`)
  }
  expect(troublesOf(page)).toEqual([])
})

test.each(visitors)('parts of a pothole that was repaired: $name', async ({ name, ...visitor }) => {
  const page = await browser.visit(demonstration, visitor)
  await signIn(page, 'analyst')
  const { POTHOLE } = await someComplaints(page)
  for (const part of ['evidence', 'whys', 'touched', 'fixes', 'verdict', 'known-issue', 'told']) {
    await page.goto(`/potholes/${POTHOLE}?part=${part}`)
    await look(page, `potholes-${part}-${name}`)
  }
  expect(troublesOf(page)).toEqual([])
})

test.each(visitors)('pages of the settings: $name', async ({ name, ...visitor }) => {
  const page = await browser.visit(demonstration, visitor)
  await signIn(page, 'administrator')
  await page.goto('/settings/profile')
  await settled(page)
  const sections = await page
    .locator('nav a[href^="/settings/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(new Set(sections).size).toBeGreaterThanOrEqual(8)
  for (const address of new Set([...sections, '/settings/people?person=new'])) {
    await page.goto(address ?? '')
    await look(page, `${address?.slice(1).replace(/\W+/g, '-')}-${name}`)
  }
  expect(troublesOf(page)).toEqual([])
})

test('from right to left, the navigation stands at the right and the page to its left', async () => {
  const page = await browser.visit(demonstration, { mirrored: true })
  await signIn(page, 'manager')
  const known = await someComplaints(page)
  for (const address of ['/complaints', `/complaints/${known.OPEN}`, '/settings/routing', '/causes']) {
    await page.goto(address)
    await look(page, `${address.slice(1).replace(/\W+/g, '-')}-mirrored`)
  }
  await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe('rtl')
  const navigation = await page.getByRole('navigation').first().boundingBox()
  const main = await page.getByRole('main').boundingBox()
  expect(navigation?.x).toBeGreaterThan((main?.x ?? 0) + (main?.width ?? 0) / 2)
})

/** An open and a closed complaint, and a customer, of the demonstration. */
async function someComplaints(page: Page) {
  const first = async (query: string) => {
    const { items } = await (await page.request.get(`/api/v1/complaints?limit=50&${query}`)).json()
    return items as { reference: string; customer: { id: string } | null }[]
  }
  const [[open], [closed], all] = await Promise.all([
    first('state=open&withWords=true'),
    first('state=closed&withWords=true'),
    first(''),
  ])
  const somebody = all.find(({ customer }) => customer)?.customer?.id ?? '00000000-0000-7000-8000-000000000000'
  const [sample] = (await (await page.request.get('/api/v1/samples')).json()) as { id: string }[]
  const known = { OPEN: open?.reference ?? '', CLOSED: closed?.reference ?? '', SOMEBODY: somebody }
  // The days of the demonstration are watched in the background: without an alarm yet, the page that misses it is looked at.
  const alarms = (await (await page.request.get('/api/v1/alarms')).json()) as { items: { id: string }[] }
  const ALARM = alarms.items[0]?.id ?? '00000000-0000-4000-8000-000000000000'
  // The story of the demonstration is told before the demonstration is said to be loaded, so its pothole is there.
  const potholes = (await (await page.request.get('/api/v1/potholes')).json()) as { items: { id: string }[] }
  return { ...known, SAMPLE: sample?.id ?? '', ALARM, POTHOLE: potholes.items[0]?.id ?? 'missing' }
}

/** The address of the page on which the demonstration tells customers of what it repaired. */
async function knownIssue(page: Page): Promise<string> {
  await page.goto('/known-issues')
  const address = await page.locator('main a[href^="/known-issues/"]').first().getAttribute('href')
  return address ?? '/known-issues/missing'
}

/** Takes a picture, and holds the page to what everyone needs: no serious finding of axe, nothing wider than the window. */
async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  await photograph(page, name)
  // Turning sentences round changes nothing that axe looks at.
  const isExamined = !name.endsWith('mirrored')
  expect(isExamined ? await accessibilityFindings(page) : [], name).toEqual([])
  await expect.poll(() => overflowOf(page), { message: name }).toBeLessThanOrEqual(0)
}
