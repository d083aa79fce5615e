import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  accessibilityFindings,
  openBrowser,
  photograph,
  settled,
  signInAs,
  startServer,
  type Visitor,
  visitorsOf,
} from '../setup/browser.ts'

// Several people at once, each in a browser of their own: what one does the other sees, nobody's change or words are lost.

/** A machine that does much else at once needs its time. */
const patience = { timeout: 180_000 }
const server = await startServer({ demo: true })
const visitors = visitorsOf(server, await openBrowser(), { expected: ['ERR_INTERNET_DISCONNECTED'] })
/** What they have not opened yet must open without a network. */
const open = (name: string, visitor?: Visitor) => visitors.open(name, { ...visitor, savesData: false })

const complain = async (page: Page, text: string): Promise<string> => {
  const answer = await page.request.post('/api/v1/complaints', { data: { text, channel: 'phone' } })
  return ((await answer.json()) as { reference: string }).reference
}
const show = async (page: Page, reference: string) => {
  await page.goto(`/complaints/${reference}`)
  await page.getByRole('heading', { name: reference }).waitFor()
}
const history = (page: Page) => page.getByRole('list', { name: 'History' })
const dialog = (page: Page) => page.getByRole('dialog')
const facts = (page: Page) => page.getByRole('region', { name: 'Facts' })
const box = (page: Page) => page.getByPlaceholder('For us only; the customer does not see it')
const others = (page: Page, name = 'Also on this complaint now') => page.getByRole('list', { name })
/** The line at the foot of the page that says how it stands with the server. What it says is read to the blind elsewhere, too. */
const line = (page: Page, hasText: string) => page.getByRole('paragraph').filter({ hasText })
/** How often these words were stored on a complaint. */
const timesStored = async (page: Page, reference: string, words: string) => {
  const timeline = await (await page.request.get(`/api/v1/complaints/${reference}/timeline`)).json()
  return (timeline as { words: string | null }[]).filter((entry) => entry.words === words).length
}

test('what one does to a complaint the other sees without doing anything', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'The invoice names another flat.')
  await show(ines, reference)
  await show(demid, reference)
  await box(demid).fill('The flat was renumbered in spring.')
  await demid.getByRole('button', { name: 'Add', exact: true }).click()
  await history(ines).getByText('The flat was renumbered in spring.').waitFor()
  await expect.poll(() => box(ines).inputValue()).toBe('')
})

test('those on one complaint see each other, who writes, and who leaves', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'Nobody calls back.')
  await show(demid, reference)
  await show(ines, reference)
  const here = others(demid)
  await here.getByText('Ines Castelmar is here too').waitFor()
  await others(ines)
    .getByText(/Demid .* is here too/)
    .waitFor()
  await box(ines).pressSequentially('I will call her')
  await here.getByText('Ines Castelmar is here and writes').waitFor()
  await demid.getByText('Ines Castelmar is writing about this complaint now.').waitFor()
  expect(await accessibilityFindings(demid)).toEqual([])
  await photograph(demid, 'live/presence')
  await ines.close()
  await here.getByText(/Ines/).waitFor({ state: 'detached' })
})

test('new complaints move no row: they wait behind a button, and changed rows change in place', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const first = await complain(demid, 'The lift stands still since Monday.')
  await ines.goto('/complaints')
  await ines.getByRole('row', { name: first }).waitFor()
  await settled(ines)
  const place = () => ines.getByRole('row', { name: first }).boundingBox()
  const before = await place()
  const second = await complain(demid, 'The lift stands still since Tuesday.')
  await ines.getByRole('button', { name: '1 new complaint' }).waitFor()
  await expect.poll(() => ines.getByRole('row', { name: second }).count()).toBe(0)
  expect((await place())?.y).toBe(before?.y)
  await photograph(ines, 'live/new-rows')
  const closing = { closure: 'withdrawn', customerWords: 'Never mind.', channel: 'phone' }
  await demid.request.post(`/api/v1/complaints/${first}/closure`, { data: closing })
  await ines.getByRole('row', { name: first }).getByText('Withdrawn').waitFor()
  expect((await place())?.y).toBe(before?.y)
  await ines.getByRole('button', { name: /new complaint/ }).click()
  await ines.getByRole('row', { name: second }).waitFor()
  await ines.getByRole('button', { name: /new complaint/ }).waitFor({ state: 'detached' })
})

test('a handover offered appears with the one who is asked', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'The key does not fit.')
  await ines.goto('/complaints')
  await ines.getByRole('table').waitFor()
  const { id: toId } = await (await ines.request.get('/api/v1/session')).json()
  await demid.request.post(`/api/v1/complaints/${reference}/handovers`, {
    data: { toId, note: 'You know the house.' },
  })
  const waiting = ines.getByRole('region', { name: 'One handover waits for your answer' })
  await waiting.getByText('You know the house.').waitFor()
  await waiting.getByRole('button', { name: 'Accept' }).click()
  await ines.getByText(`${reference} is yours now.`).waitFor()
  await expect.poll(() => waiting.count()).toBe(0)
})

const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const changeDue = (page: Page, reference: string, nextUpdateDue: string) =>
  page.request.patch(`/api/v1/complaints/${reference}`, { data: { nextUpdateDue } })

test('of two edits of one field at once none is lost: the second person chooses', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'The heating is cold at night.')
  await show(ines, reference)
  await facts(ines).getByRole('button', { name: 'Change when' }).click()
  await changeDue(demid, reference, dayAfter(20))
  await ines.getByRole('button', { name: 'In 7 days' }).click()
  const merge = ines.getByRole('dialog', { name: /Demid .* changed the same thing meanwhile/ })
  await merge.getByText('Nothing was overwritten.').waitFor()
  expect(await accessibilityFindings(ines)).toEqual([])
  await photograph(ines, 'live/merge')
  await expect.poll(() => merge.getByRole('button', { name: 'Save this' }).isDisabled()).toBe(true)
  await merge.getByRole('radio', { name: /Yours/ }).click()
  await merge.getByRole('button', { name: 'Save this' }).click()
  await ines.getByText(/The customer hears from us by/).waitFor()
  const { nextUpdateDue } = await (await ines.request.get(`/api/v1/complaints/${reference}`)).json()
  expect(Math.round((Date.parse(nextUpdateDue) - Date.now()) / 86_400_000)).toBe(7)
})

test('an edit of another field is stored on top of what others did, and says so', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'The bin is never emptied.')
  await show(ines, reference)
  await facts(ines).getByRole('button', { name: 'Change when' }).click()
  const note = { direction: 'note', channel: 'phone', text: 'Third time this month.' }
  await demid.request.post(`/api/v1/complaints/${reference}/messages`, { data: note })
  await ines.getByRole('button', { name: 'In 7 days' }).click()
  await ines.getByText('Somebody else changed something meanwhile; both changes hold.').waitFor()
  expect(await timesStored(ines, reference, note.text)).toBe(1)
})

test('words written offline survive a reload, wait, can be taken back, and are sent once', patience, async () => {
  const page = await open('Ines')
  const reference = await complain(page, 'The door bell rings by itself.')
  const words = 'Sent the electrician for Friday.'
  await show(page, reference)
  await box(page).fill(words)
  await page.reload()
  await box(page).waitFor()
  await expect.poll(() => box(page).inputValue()).toBe(words)
  await page.context().setOffline(true)
  await line(page, 'You are offline. What you type is kept on this device.').waitFor()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const waiting = page.getByRole('list', { name: 'Waiting to be sent' })
  await waiting.getByText(words).waitFor()
  await expect.poll(() => box(page).inputValue()).toBe('')
  await photograph(page, 'live/offline')
  await waiting.getByRole('button', { name: 'Take back' }).click()
  await expect.poll(() => box(page).inputValue()).toBe(words)
  await box(page).press('Control+Enter')
  await waiting.getByText(words).waitFor()
  await page.context().setOffline(false)
  await history(page).getByText(words).waitFor()
  await waiting.waitFor({ state: 'detached' })
  expect(await timesStored(page, reference, words)).toBe(1)
})

test('an answer that is lost on the way back does not store the words twice', patience, async () => {
  const page = await open('Ines')
  const reference = await complain(page, 'The gate is locked at noon.')
  const words = 'The caretaker opens it from now on.'
  await show(page, reference)
  let lost = 0
  await page.route('**/messages', async (route) => {
    if (lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await box(page).fill(words)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText(`Sent: what you wrote on ${reference}.`).waitFor()
  expect(lost).toBe(2)
  expect(await timesStored(page, reference, words)).toBe(1)
})

test('the tabs of one browser share one stream, and another takes over when its tab is closed', patience, async () => {
  const [demid, first] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'The intercom is mute.')
  const streams: string[] = []
  first.context().on('request', (request) => {
    if (request.url().includes('/api/v1/live')) streams.push(request.url())
  })
  await show(first, reference)
  const second = await first.context().newPage()
  await show(second, reference)
  const note = (text: string) =>
    demid.request.post(`/api/v1/complaints/${reference}/messages`, {
      data: { direction: 'note', channel: 'phone', text },
    })
  await note('A part is ordered.')
  await history(first).getByText('A part is ordered.').waitFor()
  await history(second).getByText('A part is ordered.').waitFor()
  expect(streams).toHaveLength(1)
  const takesOver = first.context().waitForEvent('request', (request) => request.url().includes('/api/v1/live'))
  await first.close()
  await takesOver
  await note('The part has come.')
  await history(second).getByText('The part has come.').waitFor()
})

test('a page that lost the server says so, and shows what it missed when the server is back', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  const reference = await complain(demid, 'The letter box is broken.')
  await ines.route('**/api/v1/live*', (route) => route.abort('connectionrefused'))
  await show(ines, reference)
  await line(ines, 'The server cannot be reached; trying again.').waitFor()
  await ines.unroute('**/api/v1/live*')
  const data = { direction: 'note', channel: 'phone', text: 'The carpenter looks at it.' }
  await demid.request.post(`/api/v1/complaints/${reference}/messages`, { data })
  await history(ines).getByText(data.text).waitFor()
  await line(ines, 'The server cannot be reached; trying again.').waitFor({ state: 'detached' })
  expect(await timesStored(ines, reference, data.text)).toBe(1)
})

test('in Russian, in the dark and on a telephone it is all there', patience, async () => {
  const demid = await open('Demid')
  const reference = await complain(demid, 'Мусор не вывозят вторую неделю.')
  await show(demid, reference)
  const page = await open('Ines', { language: 'ru', theme: 'dark', width: 390, height: 800 })
  await page.request.put('/api/v1/session/language', { data: { language: 'ru' } })
  await show(page, reference)
  await others(page, 'Эту жалобу сейчас смотрят')
    .getByText(/Demid .* тоже здесь/)
    .waitFor()
  await page.getByRole('button', { name: 'Изменить срок' }).click()
  await changeDue(demid, reference, dayAfter(20))
  await page.getByRole('button', { name: 'Через 7 дней' }).click()
  const merge = page.getByRole('dialog', { name: /То же самое тем временем меняет Demid/ })
  await merge.getByText('Ничего не перезаписано.').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'live/merge-ru-dark-telephone')
  await merge.getByRole('radio', { name: /Как сейчас/ }).press('Space')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Оставлена чужая правка.').waitFor()
  await page.context().setOffline(true)
  await line(page, 'Нет связи.').waitFor()
  const words = 'Вывоз назначен на среду.'
  await page.getByPlaceholder('Только для нас').fill(words)
  await page.getByRole('button', { name: 'Добавить', exact: true }).click()
  await page.getByRole('list', { name: 'Ожидает отправки' }).getByText(words).waitFor()
  await page.getByRole('button', { name: '1 ждёт отправки' }).click()
  await dialog(page).getByText(words).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, 'live/outbox-ru-dark-telephone')
  await page.keyboard.press('Escape')
  await photograph(page, 'live/offline-ru-dark-telephone')
  await page.context().setOffline(false)
  await page.getByText(`Отправлено: ваш текст по жалобе ${reference}.`).waitFor()
  expect(await timesStored(page, reference, words)).toBe(1)
  await page.request.put('/api/v1/session/language', { data: { language: 'en' } })
})

test('a complaint logged offline waits, and is stored once', patience, async () => {
  const page = await open('Ines')
  await page.goto('/complaints')
  await page.getByRole('table').waitFor()
  await page.getByRole('button', { name: 'Log a complaint' }).click()
  await page.getByLabel('What the customer said').fill('The cellar is under water.')
  await page.context().setOffline(true)
  await page.getByLabel('What the customer said').press('Control+Enter')
  await page.getByRole('button', { name: '1 waits to be sent' }).waitFor()
  await page.context().setOffline(false)
  const sent = await page.getByText(/Stored as AM-\S+: what you logged while offline/).innerText()
  const reference = /AM-[^:]+/.exec(sent)?.[0] ?? ''
  const stored = await (await page.request.get('/api/v1/complaints?q=%22cellar+is+under+water%22')).json()
  expect((stored as { items: { reference: string }[] }).items.map((item) => item.reference)).toEqual([reference])
})

test('where tabs cannot agree, as over plain HTTP, each follows by itself', patience, async () => {
  const [demid, ines] = [await open('Demid'), await open('Ines')]
  await ines.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
  const reference = await complain(demid, 'The gutter leaks.')
  await show(ines, reference)
  const data = { direction: 'note', channel: 'phone', text: 'The roofer comes on Monday.' }
  await demid.request.post(`/api/v1/complaints/${reference}/messages`, { data })
  await history(ines).getByText(data.text).waitFor()
  await box(ines).fill('Ladder needed')
  await box(ines).press('Control+Enter')
  await history(ines).getByText('Ladder needed').waitFor()
  expect(await timesStored(ines, reference, 'Ladder needed')).toBe(1)
})

test('a page left open by one person shows nothing of theirs to the next who signs in', patience, async () => {
  const page = await open('Ines')
  const reference = await complain(page, 'The fence is down.')
  await show(page, reference)
  await page.getByRole('button', { name: /Ines Castelmar/ }).waitFor()
  await box(page).fill('For my eyes only')
  const { cookies } = await page.context().storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  await signInAs(page, 'Demid')
  await fetch(`${server.address}/api/v1/session`, { method: 'DELETE', headers: { cookie, origin: server.address } })
  await page.getByRole('button', { name: /Demid Ozerkov/ }).waitFor()
  await page.getByRole('heading', { name: reference }).waitFor()
  await expect.poll(() => box(page).inputValue()).toBe('')
})

test('a draft is shown in the list, and to nobody else who signs in on this machine', patience, async () => {
  const page = await open('Ines')
  const reference = await complain(page, 'The stairs are not lit.')
  await show(page, reference)
  await box(page).fill('Half a thought')
  await page.goto('/complaints')
  const row = () => page.getByRole('row', { name: reference })
  await row().getByText('Draft').waitFor()
  await signInAs(page, 'Demid')
  await page.goto('/complaints')
  await row().waitFor()
  await expect.poll(() => row().getByText('Draft').count()).toBe(0)
  await show(page, reference)
  await expect.poll(() => box(page).inputValue()).toBe('')
  await signInAs(page, 'Ines')
  await show(page, reference)
  await expect.poll(() => box(page).inputValue()).toBe('Half a thought')
})

test(
  'who is signed out elsewhere is told at once, and what they typed is there when they come back',
  patience,
  async () => {
    const page = await open('Ines')
    const reference = await complain(page, 'The roof drips.')
    await show(page, reference)
    await box(page).fill('Tarpaulin ordered')
    // The session ends on the server while the page stays open.
    const { cookies } = await page.context().storageState()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    await fetch(`${server.address}/api/v1/session`, { method: 'DELETE', headers: { cookie, origin: server.address } })
    await line(page, 'You are signed out. What you typed is kept for you.').waitFor()
    await photograph(page, 'live/signed-out')
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await page.waitForURL(/sign-in/)
    await signInAs(page, 'Ines')
    await show(page, reference)
    await expect.poll(() => box(page).inputValue()).toBe('Tarpaulin ordered')
  },
)
