import PostalMime from 'postal-mime'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { late, writerOf } from '../../known-issues/issues/writing-for-tests.ts'
import { sendIssueLetters } from '../../known-issues/subscriptions/sending.ts'
import { forgetUnconfirmed } from '../../known-issues/subscriptions/store.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { visitorOf } from '../visiting-for-tests.ts'

const smtp = await startSmtp()
const product = await startProduct()
const { call, clock, db, people } = product
const { open, press } = visitorOf(product)
const { published, publish, write } = writerOf(product)
const publicUrl = () => 'https://care.example.com'
const post = () => {
  const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
  return sendIssueLetters({ db, clock, mailer, publicUrl })
}
const ask = (slug: string, email: string, language = 'en') => press(`/known-issues/${slug}/news`, { email, language })
const lettersTo = async (address: string) =>
  Promise.all(smtp.received.filter(({ to }) => to[0] === address).map(({ raw }) => PostalMime.parse(raw)))
const pathIn = (words = '') => /https:\/\/care\.example\.com(\/known-issue-news\/[\w-]{43})/.exec(words)?.[1] ?? ''
const confirmed = async (slug: string, email: string) => {
  await ask(slug, email)
  await post()
  const path = pathIn((await lettersTo(email)).at(-1)?.text)
  await press(path)
  return path
}
const told = (address: string) => column(db, `select id from known_issue_subscriptions where address = '${address}'`)

test('one letter asks whether the address is theirs; opening it changes nothing, its button confirms', async () => {
  const { slug } = await published({ en: late, ru: { title: 'Посылки опаздывают', fails: 'Курьер не доезжает.' } })
  expect((await ask(slug, 'Anna@Example.org', 'ru')).text).toContain('Ещё один шаг')
  await Promise.all([post(), post()])
  const [letter, ...more] = await lettersTo('anna@example.org')
  expect([letter?.subject, more.length]).toEqual(['Присылать новости о «Посылки опаздывают»?', 0])
  const path = pathIn(letter?.text)
  const page = await open(path)
  expect([page.status, page.text.includes('Посылки опаздывают'), page.text.includes('<form')]).toEqual([
    200,
    true,
    true,
  ])
  expect(await column(db, 'select confirmed_at from known_issue_subscriptions')).toEqual([null])
  expect((await press(path, { language: 'ru' })).text).toContain('Новости будут приходить')
  expect((await open(path)).text).not.toContain('<form')
})

test('whoever asks learns nothing of an address, and nobody is written to again and again', async () => {
  const { slug } = await published({ en: late })
  const first = await ask(slug, 'bo@example.org')
  const again = await ask(slug, 'bo@example.org')
  expect(again.text).toBe(first.text)
  await post()
  expect(await lettersTo('bo@example.org')).toHaveLength(1)
  for (let turn = 0; turn < 8; turn++) await ask((await published({ en: late })).slug, 'bo@example.org')
  await post()
  expect(await lettersTo('bo@example.org')).toHaveLength(5)
  expect((await ask(slug, 'no address')).status).toBe(422)
})

test('who did not confirm gets no news, and is forgotten after a week', async () => {
  const { id, slug } = await published({ en: late })
  await ask(slug, 'carl@example.org')
  await post()
  await write(id, { en: late }, { state: 'committed', release: '2' })
  await publish(id)
  await post()
  expect(await lettersTo('carl@example.org')).toHaveLength(1)
  await forgetUnconfirmed(db, new Date(clock.now().getTime() + 6 * 86_400_000))
  expect(await told('carl@example.org')).toHaveLength(1)
  await forgetUnconfirmed(db, new Date(clock.now().getTime() + 8 * 86_400_000))
  expect(await told('carl@example.org')).toHaveLength(0)
})

test('a change of state is told once to each, other changes are not', async () => {
  const { id, slug } = await published({ en: late })
  await confirmed(slug, 'dora@example.org')
  await write(id, { en: { ...late, fails: 'Told better.' } })
  await publish(id)
  await post()
  expect(await lettersTo('dora@example.org')).toHaveLength(1)
  await write(id, { en: { ...late, repair: 'Tours are split.' } }, { state: 'committed', dueOn: '2026-04-01' })
  await publish(id)
  await Promise.all([post(), post(), post()])
  const [, news, ...more] = await lettersTo('dora@example.org')
  expect([news?.subject, more.length]).toEqual(['News of “Parcels arrive late”', 0])
  expect(news?.text).toContain('Now: Repair committed: by 1 Apr 2026.')
  expect(news?.text).toContain('Tours are split.')
  expect(news?.text).toContain(`https://care.example.com/known-issues/${slug}?language=en`)
  const header = (name: string) => news?.headers.find(({ key }) => key === name)?.value
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header('list-unsubscribe')).toMatch(/^<https:\/\/care\.example\.com\/known-issue-news\/[\w-]{43}\/stop>$/)
})

test('of two changes in a row only the last is told', async () => {
  const { id, slug } = await published({ en: late })
  await confirmed(slug, 'emil@example.org')
  for (const release of ['2', '3']) {
    await write(id, { en: late }, { state: 'committed', release })
    await publish(id)
  }
  await post()
  const letters = await lettersTo('emil@example.org')
  expect([letters.length, letters[1]?.text?.includes('version 3')]).toEqual([2, true])
})

test('one click ends the news and forgets the address, also for a letter that waits; opening the page does not', async () => {
  const { id, slug } = await published({ en: late })
  const path = await confirmed(slug, 'fay@example.org')
  await write(id, { en: late }, { state: 'committed', release: '9' })
  await publish(id)
  expect((await open(`${path}/stop`)).text).toContain('<form')
  expect(await told('fay@example.org')).toHaveLength(1)
  expect((await press(`${path}/stop`)).status).toBe(200)
  expect(await told('fay@example.org')).toHaveLength(0)
  await post()
  expect(await lettersTo('fay@example.org')).toHaveLength(1)
  expect((await open(path)).status).toBe(404)
})

test('a link that is not ours opens nothing, nor does that of another letter', async () => {
  const { slug } = await published({ en: late })
  const path = await confirmed(slug, 'gus@example.org')
  for (const wrong of [
    `${path.slice(0, -2)}AA`,
    '/known-issue-news/nothing',
    path.replace('known-issue-news', 'survey'),
  ])
    expect((await open(wrong)).status, wrong).toBe(404)
})

test('what was withdrawn is told to nobody', async () => {
  const { id, slug } = await published({ en: late })
  await confirmed(slug, 'hal@example.org')
  await write(id, { en: late }, { state: 'committed', release: '9' })
  await publish(id)
  await call(people.manager, 'withdrawKnownIssue', { params: { id } })
  await post()
  expect(await lettersTo('hal@example.org')).toHaveLength(1)
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from known_issue_letters where sent_at is null and cancelled_at is null and failure is null`.execute(
    db,
  )
  expect(rows[0]?.waiting).toBe(0)
})

test('a letter whose fate is unknown is not sent again, and is counted as failed', async () => {
  const { id, slug } = await published({ en: late })
  await confirmed(slug, 'ida@example.org')
  await write(id, { en: late }, { state: 'committed', release: '9' })
  await publish(id)
  smtp.hangsUp = true
  await post()
  smtp.hangsUp = false
  clock.advance(3_600_000)
  await post()
  expect(await lettersTo('ida@example.org')).toHaveLength(2)
  const { letters, subscribers } = (await call(people.manager, 'readKnownIssue', { params: { id } })).body
  expect([letters, subscribers]).toEqual([{ waiting: 0, sent: 0, failed: 1 }, 1])
})
