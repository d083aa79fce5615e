import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  type Visitor,
  accessibilityFindings,
  openBrowser,
  photograph,
  signIn,
  startServer,
  visitorsOf,
} from '../setup/browser.ts'

// A photograph's way: from the customer's form to the person who looks after it, and what colleagues add to it.

const patience = { timeout: 180_000 }
const server = await startServer({ demo: true })
const { visit } = visitorsOf(server, await openBrowser())
let reference = ''

async function openComplaint(visitor?: Visitor): Promise<Page> {
  const page = await visit(visitor)
  await signIn(page, 'agent')
  await page.goto(`/complaints/${reference}`)
  await page.getByRole('heading', { name: reference }).waitFor()
  return page
}

/** A picture of one colour, as a file to choose. */
function picture(name: string, colour: [number, number, number], size = 64) {
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: size }, () => Buffer.from(colour))])
  const chunk = (kind: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), content])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 2], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  return { name, mimeType: 'image/png', buffer: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]) }
}

const box = (page: Page) => page.getByRole('form', { name: 'Add to this complaint' })
const chosen = (page: Page) => page.getByRole('list', { name: 'Files to be stored' })
const files = (page: Page) => page.getByRole('region', { name: /^\d+ files?$/ })
const history = (page: Page) => page.getByRole('list', { name: 'History' })
const choose = (page: Page, ...given: { name: string; mimeType: string; buffer: Buffer }[]) =>
  box(page).locator('input[type=file]').setInputFiles(given)

test('a customer sends a photograph with the form; a program is refused, and the words stay', patience, async () => {
  const page = await visit()
  await page.goto('/tell-us?language=en')
  await page.getByLabel('What happened?').fill('The cup came broken.')
  await page
    .getByLabel('Pictures or papers')
    .setInputFiles([{ name: 'cup.exe', mimeType: '', buffer: Buffer.from('MZ') }])
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('We cannot take “cup.exe”').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await expect.poll(() => page.getByLabel('What happened?').inputValue()).toBe('The cup came broken.')
  await page.getByLabel('Pictures or papers').setInputFiles([picture('cup.png', [180, 60, 40])])
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Your file is with us too.').waitFor()
  reference = /AM-\w{5}-\w{5}/.exec(await page.locator('main').innerText())?.[0] ?? ''
  expect(reference).not.toBe('')
})

test('whoever looks after it sees the picture, large too, by keyboard alone', patience, async () => {
  const page = await openComplaint()
  const show = files(page).getByRole('button', { name: 'Show cup.png' })
  await show.focus()
  await page.keyboard.press('Enter')
  const lightbox = page.getByRole('dialog', { name: 'cup.png' })
  const shown = lightbox.getByRole('img', { name: 'cup.png' })
  await shown.waitFor()
  await expect
    .poll(() => shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)))
    .toBe(64)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await lightbox.waitFor({ state: 'hidden' })
  await expect.poll(() => show.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('files go along with a note; what will not be taken says so and can be left out', patience, async () => {
  const page = await openComplaint()
  const papers = { name: 'invoice.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 one') }
  await choose(page, papers, { name: 'run.bat', mimeType: '', buffer: Buffer.from('del') })
  await chosen(page).getByText('Files .bat can do harm').waitFor()
  await chosen(page).getByRole('button', { name: 'Leave out run.bat' }).click()
  await box(page).getByRole('textbox').fill('She brought the invoice.')
  expect(await accessibilityFindings(page)).toEqual([])
  await box(page).getByRole('button', { name: 'Add', exact: true }).click()
  const note = history(page).getByRole('listitem').filter({ hasText: 'She brought the invoice.' })
  await note.getByRole('link', { name: 'invoice.pdf' }).waitFor()
  await chosen(page).waitFor({ state: 'hidden' })
  const saving = page.waitForEvent('download')
  await files(page).getByRole('link', { name: 'invoice.pdf' }).click()
  expect((await saving).suggestedFilename()).toBe('invoice.pdf')
})

test('files are dropped and pasted, and pictures are gone through with the arrow keys', patience, async () => {
  const page = await openComplaint()
  const give = (kind: 'drop' | 'paste', name: string, content: string) =>
    box(page)
      .getByRole('textbox')
      .evaluate(
        (field, [happening, called, encoded]) => {
          const data = new DataTransfer()
          data.items.add(
            new File([Uint8Array.from(atob(encoded ?? ''), (each) => each.charCodeAt(0))], called ?? '', {
              type: 'image/png',
            }),
          )
          const init = { bubbles: true, cancelable: true }
          const event =
            happening === 'drop'
              ? new DragEvent('drop', { ...init, dataTransfer: data })
              : new ClipboardEvent('paste', { ...init, clipboardData: data })
          field.dispatchEvent(event)
        },
        [kind, name, content],
      )
  await give('drop', 'dropped.png', picture('', [40, 120, 60]).buffer.toString('base64'))
  await give('paste', 'pasted.png', picture('', [40, 60, 160]).buffer.toString('base64'))
  await expect.poll(() => chosen(page).getByRole('listitem').count()).toBe(2)
  await box(page).getByRole('button', { name: 'Add', exact: true }).click()
  await files(page).getByRole('button', { name: 'Show dropped.png' }).click()
  await page.getByRole('dialog', { name: 'dropped.png' }).getByText('2 of 3').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'pasted.png' }).getByText('3 of 3').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'cup.png' }).waitFor()
})

test('an upload that does not get through is tried again', patience, async () => {
  const page = await openComplaint()
  const address = `**/api/v1/complaints/${reference}/attachments`
  await page.route(address, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await choose(page, { name: 'later.txt', mimeType: 'text/plain', buffer: Buffer.from('later') })
  await box(page).getByRole('button', { name: 'Add', exact: true }).click()
  const again = chosen(page).getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await page.unroute(address)
  await again.click()
  await files(page).getByRole('link', { name: 'later.txt' }).waitFor()
  await expect.poll(() => chosen(page).isVisible()).toBe(false)
})

test('a file is taken away, and brought back with undo; the history tells both', patience, async () => {
  const page = await openComplaint()
  await files(page).getByRole('button', { name: 'Remove invoice.pdf' }).click()
  await files(page).getByRole('link', { name: 'invoice.pdf' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await files(page).getByRole('link', { name: 'invoice.pdf' }).waitFor()
  await history(page).getByText('brought back the file “invoice.pdf”').waitFor()
  await history(page).getByText('removed the file “invoice.pdf”').waitFor()
  await expect.poll(() => files(page).getByRole('link').count()).toBe(5)
})

test.each<Visitor & { name: string }>([
  { name: 'attachments/en-light' },
  { name: 'attachments/ru-dark-telephone', language: 'ru', theme: 'dark', width: 390 },
])('nothing is in the way of anybody: $name', patience, async ({ name, ...visitor }) => {
  const page = await openComplaint(visitor)
  await page.getByRole('button', { name: 'cup.png' }).first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(isWide).toBe(false)
  await photograph(page, name)
})
