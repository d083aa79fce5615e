import { createTransport } from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { smtpMailer } from '../../src/platform/mailer.ts'
import { type Language, type TextKey, text } from '../../src/platform/texts/index.ts'
import { accessibilityFindings, openBrowser, photograph, settled, startServer, visitorsOf } from '../setup/browser.ts'
import { startImapServer } from '../setup/imap.ts'
import { type Arrived, startSmtp } from '../setup/smtp.ts'

// The whole story, with real mail servers on both sides: a customer writes an e-mail, is answered and promised something, asks for
// someone who can decide, is spoken to, and says that it is solved. In both languages.

const patience = { timeout: 240_000 }
const imap = await startImapServer()
const smtp = await startSmtp()
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const server = await startServer({ demo: true, sendsLetters: true, mailer })
const { visit, open } = visitorsOf(server, await openBrowser())

const stories = {
  en: {
    customer: { name: 'Kim Larsen', address: 'kim@example.org' },
    complaint: 'My parcel of 3 March never came, and your chat told me to write an e-mail.',
    reply: 'I have asked the depot. I will tell you by Friday 17:00 where your parcel is.',
    more: 'It was a birthday present, by the way.',
    quoted: 'On Mon, 2 Mar 2026 at 10:00, Care wrote:',
    wish: 'Refund the parcel.',
    solution: 'Your money is back on your card.',
  },
  ru: {
    customer: { name: 'Анна Петрова', address: 'anna@example.org' },
    complaint: 'Посылка от 3 марта так и не пришла, а в чате мне посоветовали написать вам письмо.',
    reply: 'Я отправил запрос на склад. Напишу вам до пятницы, 17:00, где ваша посылка.',
    more: 'Кстати, это подарок на день рождения.',
    quoted: 'пн, 2 мар. 2026 г. в 10:00, Care <care@example.com>:',
    wish: 'Верните деньги за посылку.',
    solution: 'Деньги вернулись на вашу карту.',
  },
} as const

type Story = (typeof stories)[Language] & { language: Language }
const desktop = (language: Language) => ({ language, width: 1280, height: 900 })

test('a mailbox is connected', patience, async () => {
  const page = await visit()
  await signInByRole(page, 'administrator')
  const place = { host: '127.0.0.1', port: imap.port, security: 'plain', userName: 'care', password: imap.password }
  const added = await page.request.post('/api/v1/mailboxes', {
    data: { name: 'Care', address: 'care@example.com', imap: place },
  })
  expect(added.status(), await added.text()).toBe(201)
})

for (const language of ['en', 'ru'] as const) {
  test(`from an e-mail to the customer’s word that it is solved: ${language}`, patience, async () => {
    const story = { ...stories[language], language }
    const acknowledged = await customerWrites(story)
    const reference = /AM-\w{5}-\w{5}/.exec(acknowledged.subject ?? '')?.[0] ?? ''
    const employee = await answerWithPromise(story, reference)
    const manager = await customerWantsDecider(story, { link: linkIn(acknowledged), reference })
    await managerSpeaksAndProposes(story, manager)
    await customerSaysSolved(story)
    await employee.getByText(text(language, 'closure.solved')).first().waitFor()
    expect(await closureOf(reference)).toBe('solved')
  })
}

async function signInByRole(page: Page, role: string): Promise<{ id: string; name: string }> {
  const { people } = await (await page.request.get('/api/v1/setup')).json()
  const person = people.find((each: { role: string }) => each.role === role)
  await page.request.post('/api/v1/session/demonstration', { data: { personId: person.id } })
  return person
}

async function customerWrites({ customer, complaint }: Story): Promise<Email> {
  await mailFrom(customer, { subject: 'Parcel', text: complaint })
  return nextLetter(customer.address)
}

/** The owner finds the customer first among theirs, answers with a promise, and reads what comes back to that. */
async function answerWithPromise(story: Story, reference: string): Promise<Page> {
  const { language, customer, reply } = story
  const say = saying(language)
  const page = await openAs(language, await ownerOf(reference))
  await page.goto('/care')
  await page
    .getByRole('list', { name: say('care.title') })
    .getByText(customer.name)
    .first()
    .waitFor()
  await settled(page)
  expect(await accessibilityFindings(page)).toEqual([])
  await photograph(page, `whole-story/care-${language}`)
  await page.goto(`/complaints/${reference}`)
  const form = page.getByRole('form', { name: say('write.title') })
  await form.getByText(say('write.reply'), { exact: true }).click()
  await form.getByLabel(say('write.reply_label')).fill(reply)
  await form.getByRole('group').filter({ hasText: '17:00' }).getByRole('checkbox').waitFor()
  await form.getByRole('button', { name: say('write.send'), exact: true }).click()
  const letter = await nextLetter(customer.address)
  expect(letter.text).toContain(reply)
  await mailFrom(customer, {
    subject: `Re: ${letter.subject}`,
    text: `${story.more}\n\n${story.quoted}\n> ${reply}\n`,
    inReplyTo: letter.messageId,
    to: letter.replyTo?.[0]?.address,
  })
  const history = page.getByRole('list', { name: say('complaint.history') })
  await history.getByText(story.more, { exact: true }).waitFor()
  await photograph(page, `whole-story/answered-${language}`)
  return page
}

/** @returns the manager who has it now */
async function customerWantsDecider(
  { language, wish }: Story,
  { link, reference }: { link: string; reference: string },
): Promise<{ id: string; name: string }> {
  const say = saying(language)
  const page = await visit({ ...desktop(language), width: 390, javaScript: false })
  await page.goto(link)
  await page.getByRole('link', { name: say('portal.answer.someone-who-can-decide.way') }).click()
  await page.getByLabel(say('portal.answer.someone-who-can-decide.words')).fill(wish)
  await page.getByRole('button', { name: say('portal.answer.someone-who-can-decide.button') }).click()
  await page.getByText(say('portal.done.someone-who-can-decide')).waitFor()
  const manager = await ownerOf(reference)
  await page.getByText(manager.name).first().waitFor()
  return manager
}

async function managerSpeaksAndProposes({ language, customer, wish, solution }: Story, { name }: { name: string }) {
  const say = saying(language)
  const page = await openAs(language, { name })
  await page.goto('/care')
  const reached = page.getByRole('region', { name: say('reached.title') })
  await reached.getByText(wish).waitFor()
  await photograph(page, `whole-story/reached-${language}`)
  await reached.getByRole('link', { name: customer.name }).click()
  const dialog = page.getByRole('dialog')
  const press = (key: TextKey) => page.getByRole('button', { name: say(key) }).click()
  const confirm = async (key: TextKey) => {
    await dialog.getByRole('button', { name: say(key), exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await press('spoke.action')
  await dialog.getByLabel(say('spoke.words')).fill(wish)
  await confirm('spoke.confirm')
  await press('failures.action')
  for (const choice of await dialog.getByLabel(say('failures.what')).all()) await choice.selectOption('late')
  await confirm('failures.confirm')
  await press('no_pothole.action')
  await dialog.getByLabel(say('no_pothole.reason')).fill('One parcel lost by one driver.')
  await confirm('no_pothole.confirm')
  await press('propose.action')
  await dialog.getByLabel(say('propose.words')).fill(solution)
  await confirm('propose.confirm')
}

async function customerSaysSolved({ language, customer, solution }: Story): Promise<void> {
  const say = saying(language)
  const asked = await letterWith(customer.address, solution)
  const page = await visit({ ...desktop(language), width: 390, javaScript: false })
  await page.goto(linkIn(asked))
  await page.getByRole('link', { name: say('portal.answer.solved.way'), exact: true }).click()
  await page.getByRole('button', { name: say('portal.answer.solved.button') }).click()
  await page.getByText(say('portal.done.solved')).waitFor()
  await photograph(page, `whole-story/solved-${language}`)
  const thanks = await nextLetter(customer.address)
  await page.goto(linkIn(thanks))
  await page.getByText(solution).first().waitFor()
}

const saying = (language: Language) => (key: TextKey) => text(language, key)
const linkIn = ({ text: words = '' }: Email): string => /https?:\/\/\S+\/my-complaint\/[\w-]+/.exec(words)?.[0] ?? ''

async function openAs(language: Language, { name }: { name: string }): Promise<Page> {
  const page = await open(name, desktop(language))
  await page.request.put('/api/v1/session/language', { data: { language } })
  return page
}

async function stored(reference: string): Promise<{ owner: { id: string; name: string }; closure: string | null }> {
  const page = await visit()
  await signInByRole(page, 'administrator')
  return (await page.request.get(`/api/v1/complaints/${reference}`)).json()
}
const ownerOf = async (reference: string) => (await stored(reference)).owner
const closureOf = async (reference: string) => (await stored(reference)).closure

type Written = { subject: string; text: string; inReplyTo?: string; to?: string | undefined }

/** The customer’s mail program sends, and our mail server puts it into the mailbox. */
async function mailFrom(from: { name: string; address: string }, written: Written): Promise<void> {
  const composer = createTransport({ streamTransport: true, buffer: true })
  const { message } = await composer.sendMail({ to: 'care@example.com', ...written, from })
  await imap.arrive('care', message as Buffer)
}

const read = new Set<Arrived>()

/** The oldest letter to somebody that they have not read yet. */
const nextLetter = (address: string): Promise<Email> => letterWith(address, '')

/** The oldest unread letter to somebody that holds these words. */
async function letterWith(address: string, words: string): Promise<Email> {
  let found: Email | undefined
  const look = async () => {
    for (const arrived of smtp.received.filter((each) => each.to.includes(address) && !read.has(each))) {
      const letter = await PostalMime.parse(Buffer.from(arrived.raw, 'latin1'))
      if (!letter.text?.includes(words)) continue
      read.add(arrived)
      found = letter
      return true
    }
    return false
  }
  await expect.poll(look, { timeout: 60_000, interval: 200 }).toBe(true)
  if (!found) throw new Error(`No letter to ${address}`)
  return found
}
