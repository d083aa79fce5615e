import { Script } from 'node:vm'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct, unlimited } from '../../../test/setup/product.ts'
import { late, writerOf } from '../../known-issues/issues/writing-for-tests.ts'
import { newId } from '../../platform/ids.ts'
import { visitorOf } from '../visiting-for-tests.ts'

const form = { requests: 30, seconds: 60 }
const product = await startProduct({ allowances: { ...unlimited, form } })
const { call, db, people } = product
const { open, press, tell } = visitorOf(product)
const { published, open: openPothole, write, publish } = writerOf(product)
const fetchesNothing = /<script|<img|<link(?! rel="alternate")/

test('while nothing is published the page says so, and the form knows nothing of it', async () => {
  const page = await open('/known-issues?language=en')
  expect([page.status, page.text.includes('There is no known problem that we have published')]).toEqual([200, true])
  expect((await open('/tell-us')).text).not.toContain('known-while-typing')
})

test('anyone reads what fails, for whom, what helps, how far the repair is and when it was last checked', async () => {
  const words = { ...late, hits: 'Whoever lives at the end of a tour.', repair: 'Tours are split in two.' }
  const { slug } = await published({ en: words }, { state: 'committed', release: 'Tour 2', dueOn: '2026-05-01' })
  const { status, text } = await open(`/known-issues/${slug}?language=en`)
  expect(status).toBe(200)
  for (const said of [
    'Parcels arrive late',
    'The courier skips the last stop.',
    'Whom it hits',
    'Whoever lives at the end of a tour.',
    'Choose a pick-up point.',
    'Tours are split in two.',
    'Repair committed: version Tour 2, by 1 May 2026',
    'Last checked on 2 Mar 2026',
    'What we said and when',
  ])
    expect(text).toContain(said)
  expect(text).not.toMatch(fetchesNothing)
  expect(Buffer.byteLength(text)).toBeLessThan(30_000)
  const list = await open('/known-issues?language=en')
  expect(list.text).toContain(`href="/known-issues/${slug}?language=en"`)
  expect(list.text).not.toMatch(fetchesNothing)
})

test('in the other language the page says so, and marks the words that are not', async () => {
  const { slug } = await published({ ru: { title: 'Лифт стоит', fails: 'Двери не закрываются.' } })
  const { text } = await open(`/known-issues/${slug}?language=en`)
  expect(text).toContain('<h1 lang="ru">Лифт стоит</h1>')
  expect(text).toContain('Written in Russian only so far')
})

test('what is written never becomes part of the page, of a feed or of Markdown', async () => {
  const evil = '<script>alert(1)</script> ]]> [a](javascript:alert(1)) https://x.example/"onmouseover="alert(1)'
  const { slug } = await published({ en: { title: 'Evil <b>title</b>', fails: evil } })
  const page = await open(`/known-issues/${slug}`)
  expect(page.text).not.toMatch(/<script|<b>|href="javascript|"onmouseover/)
  const atom = await open('/known-issues.atom?language=en')
  expect(atom.text).not.toMatch(/<script|<b>|]]>/)
  const markdown = await open(`/known-issues/${slug}.md`)
  expect(markdown.text).not.toMatch(/<script|<b>|(?<!\\)\[a(?<!\\)\]/)
})

test('the Atom feed has an entry for each, new when it was published again', async () => {
  const { id, slug } = await published({ en: { ...late, title: 'In the feed' } })
  const feed = await open('/known-issues.atom?language=en')
  expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
  const entryOf = (text: string) => text.split('<entry>').find((each) => each.includes(`/known-issues/${slug}<`)) ?? ''
  const entry = entryOf(feed.text)
  expect(entry).toContain('<title>In the feed</title>')
  expect(entry).toContain('<category term="looking" label="Being looked into"/>')
  expect(/<updated>(.*)<\/updated>/.exec(entry)?.[1]).toBe('2026-03-02T09:00:00.000Z')
  product.clock.advance(60_000)
  await write(id, { en: { ...late, title: 'In the feed, again' } })
  await publish(id)
  const again = entryOf((await open('/known-issues.atom?language=en')).text)
  expect(/<updated>(.*)<\/updated>/.exec(again)?.[1]).toBe('2026-03-02T09:01:00.000Z')
  expect(/<published>(.*)<\/published>/.exec(again)?.[1]).toBe('2026-03-02T09:00:00.000Z')
})

test('the JSON feed and Markdown say the same, may be read from other sites, and who has them is told so', async () => {
  const { slug } = await published({ en: { ...late, title: 'For programs' } }, { state: 'committed', release: '7.1' })
  const feed = await open('/known-issues.json?language=en')
  const { version, items } = JSON.parse(feed.text) as { version: string; items: Record<string, unknown>[] }
  expect(version).toBe('https://jsonfeed.org/version/1.1')
  expect(items.find(({ title }) => title === 'For programs')).toMatchObject({
    summary: 'Repair committed: version 7.1',
    _amends: { state: 'committed', release: '7.1', due_on: null },
  })
  expect(feed.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
  const etag = String(feed.headers.etag)
  expect((await open('/known-issues.json?language=en', { 'if-none-match': etag })).status).toBe(304)
  const markdown = await open(`/known-issues/${slug}.md?language=en`)
  expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8')
  expect(markdown.text).toMatch(/^# For programs\n\n\*\*Repair committed: version 7\.1\*\*/)
  expect((await open('/known-issues.md?language=en')).text).toContain('## For programs')
})

test('an address where nothing ever was is not found, one that was withdrawn is gone, with a way on', async () => {
  const { id, slug } = await published({ en: { ...late, title: 'Soon withdrawn' } })
  await call(people.manager, 'withdrawKnownIssue', { params: { id } })
  const gone = await open(`/known-issues/${slug}`)
  expect([gone.status, gone.text.includes('href="/known-issues?language=en"')]).toEqual([410, true])
  expect(gone.text).not.toContain('Soon withdrawn')
  expect((await open('/known-issues/never-was')).status).toBe(404)
  expect((await open('/known-issues/never-was.md')).status).toBe(404)
})

test('the page of a pothole that was merged leads to that of the other', async () => {
  const [one, other] = [
    await published({ en: { ...late, title: 'Merged away' } }),
    await published({ en: { ...late, title: 'Goes on here' } }),
  ]
  await call(people.manager, 'withdrawKnownIssue', { params: { id: one.id } })
  await sql`
    update potholes set closing = 'merged', closed_at = now(), merged_into_id = ${other.id} where id = ${one.id}`.execute(
    db,
  )
  const { status, headers } = await open(`/known-issues/${one.slug}?language=en`)
  expect([status, headers.location]).toEqual([302, `/known-issues/${other.slug}?language=en`])
})

test('the form leads to what is known before sending, also in a frame, and its script sends no cookie', async () => {
  expect((await open('/tell-us?language=en')).text).toContain('<a href="/known-issues?language=en">')
  expect((await open('/embedded/tell-us?language=en')).text).toMatch(
    /<a href="\/known-issues\?language=en" target="_blank" rel="noopener">/,
  )
  const script = await open('/known-while-typing.js')
  expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8'])
  expect(() => new Script(script.text)).not.toThrow()
  expect(script.text).toContain("credentials: 'omit'")
  expect(Buffer.byteLength((await open('/tell-us')).text)).toBeLessThan(30_000)
})

test('without scripts the customer learns after sending what may be known of it, and only that', async () => {
  const { slug } = await published({
    en: { title: 'Thermostat forgets its schedule', fails: 'After a power cut.', workaround: 'Note it down.' },
  })
  const alike = await tell({ text: 'Our thermostat forgot its schedule again' })
  expect(alike.page).toContain(`href="/known-issues/${slug}?language=en"`)
  expect(alike.page).toContain('Note it down.')
  const other = await tell({ text: 'The bus driver drove past me' })
  expect(other.page).not.toContain('This may be known to us already')
})

test('on their page a customer reads what is known of the cause, once their complaint shows the pothole', async () => {
  const { id } = await published({
    en: { title: 'Key fob stops working', fails: 'In the cold.', workaround: 'Warm it.' },
  })
  const { link, reference } = await tell({ text: 'Nothing opens' })
  expect((await open(`${link}?language=en`)).text).not.toContain('Key fob')
  await sql`update complaints set pothole_id = ${id} where reference = ${reference}`.execute(db)
  const { text } = await open(`${link}?language=en`)
  for (const said of ['What we know about the cause', 'Key fob stops working', 'Being looked into', 'Warm it.'])
    expect(text).toContain(said)
  const unpublished = await openPothole()
  await sql`update complaints set pothole_id = ${unpublished} where reference = ${reference}`.execute(db)
  expect((await open(`${link}?language=en`)).text).not.toContain('What we know about the cause')
})

test('who asks for news too often waits, and finds the form as it was', async () => {
  const { slug } = await published({ en: late })
  let last = { status: 0, text: '' }
  for (let turn = 0; turn < 31; turn++)
    last = await press(`/known-issues/${slug}/news`, { email: `many+${newId()}@example.com` }, '10.9.9.9')
  expect([last.status, last.text.includes('many+')]).toEqual([429, true])
})
