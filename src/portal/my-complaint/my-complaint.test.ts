import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct, unlimited } from '../../../test/setup/product.ts'
import { formOf, png } from '../../complaints/attachments/attaching-for-tests.ts'
import { proposeSolution } from '../../complaints/solution/propose.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { visitorOf } from '../visiting-for-tests.ts'

const product = await startProduct({ allowances: { ...unlimited, 'sign-in': { requests: 30, seconds: 900 } } })
const { call, clock, db, people } = product
const { open, press, tell, follow } = visitorOf(product)

const idOf = async (reference: string) =>
  (await column<string>(db, `select id from complaints where reference = '${reference}'`))[0] ?? ''
const closureOf = async (reference: string) =>
  (await column<string | null>(db, `select closure from complaints where reference = '${reference}'`))[0]
const propose = async (reference: string, words = 'We send a new lamp on Monday.') =>
  inTransaction(db, async (tx) =>
    proposeSolution(tx, {
      complaintId: await idOf(reference),
      words,
      actor: { kind: 'person', id: people.agent.id },
      now: clock.now(),
    }),
  )
const note = (reference: string, text: string, direction: 'note' | 'out') =>
  call(people.agent, 'addMessage', { params: { reference }, body: { direction, channel: 'email', text } })

test('the page says who looks after it and by when the customer hears from us', async () => {
  const { link, reference } = await tell({ text: 'The lamp flickers.', email: 'one@example.com' })
  const { status, text, headers } = await open(link)
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-store',
  ])
  expect([headers['x-robots-tag'], headers['referrer-policy']]).toEqual(['noindex', 'no-referrer'])
  expect(text).toContain(`Your complaint ${reference}`)
  expect(text).toContain('Agent looks after your complaint')
  expect(text).toContain('You hear from us by Thursday, March 5, 2026 at 09:00 UTC')
  expect(text).toContain('The lamp flickers.')
  expect(text).not.toMatch(/<script|<link|<img|https?:\/\//)
})

test('without an address the number and a code lead back, and nothing else does', async () => {
  const { link, reference, code, page } = await tell({ text: 'I would rather not say who I am.' })
  expect(page).toContain(code)
  const typed = { reference: reference.toLowerCase().replaceAll('-', ' '), code: ` ${code.toUpperCase()} ` }
  const found = await press('/my-complaint', typed)
  expect([found.status, found.headers.location]).toEqual([303, `${link}?language=en`])
  for (const wrong of [
    { reference, code: 'aaaa-aaaa-aaaa' },
    { reference: 'AM-00000-00000', code },
    { reference: '', code: '' },
  ]) {
    const refused = await press('/my-complaint', wrong)
    expect([refused.status, refused.text.includes('do not belong together')]).toEqual([422, true])
  }
})

test('whoever guesses codes is held up, and may go on after a while', async () => {
  const { reference } = await tell({ text: 'Guessed at.' })
  const guess = () => press('/my-complaint', { reference, code: newId().slice(0, 12) }, '10.7.7.7')
  for (let turn = 0; turn < 30; turn++) expect((await guess()).status).toBe(422)
  const { status, text } = await guess()
  expect([status, text.includes('try once more in fifteen minutes')]).toEqual([429, true])
})

test.each(['', 'nonsense', 'A'.repeat(43)])(
  'a link that is not ours (%s) leads to a page that says what to do',
  async (token) => {
    const { status, text } = await open(`/my-complaint/${token}/solved`)
    expect([status, text.includes('This link does not open a complaint')]).toEqual([404, true])
  },
)

test('opening pages changes nothing', async () => {
  const { link, reference } = await tell({ text: 'Looked at.', email: 'two@example.com' })
  await propose(reference)
  const version = () => column(db, `select event_count from complaints where reference = '${reference}'`)
  const before = await version()
  for (const way of ['solved', 'not-solved', 'someone-who-can-decide', 'withdraw', 'renew'])
    expect((await open(`${link}/${way}`)).status).toBe(200)
  for (const way of ['', '/data.json', '/rate?satisfaction=1']) await open(`${link}${way}`)
  expect(await version()).toEqual(before)
})

test('words are added once however often they are sent', async () => {
  const { link, reference } = await tell({ text: 'First words.' })
  const once = newId()
  const [sent] = [
    await press(link, { text: 'More\r\nwords.', once }),
    await press(link, { text: 'More\r\nwords.', once }),
  ]
  expect(sent?.status).toBe(303)
  expect((await follow(sent as never)).text).toContain('We have what you added.')
  const messages = `select text from messages where complaint_id = '${await idOf(reference)}'`
  expect(await column(db, messages)).toEqual(['More\nwords.'])
  expect((await open(link)).text).toContain('You wrote:')
})

test('files come with words or alone, and the customer gets their own back, no others', async () => {
  const { link, reference } = await tell({ text: 'See.' })
  const send = async (fields: Record<string, string>, name: string) => {
    const { headers, payload } = await formOf([{ name, content: png }], { once: newId(), language: 'en', ...fields })
    return product.send({ method: 'POST', url: link, remoteAddress: '10.0.9.1', headers, payload })
  }
  expect((await send({ text: 'With words' }, 'with.png')).status).toBe(303)
  expect((await send({}, 'alone.png')).status).toBe(303)
  await note(reference, 'Among us', 'note')
  const { text } = await open(link)
  const paths = [...text.matchAll(/href="(\/my-complaint\/[^"]+\/files\/[^"]+)">([^<]+)</g)]
  expect(paths.map(([, , name]) => name)).toEqual(['with.png', 'alone.png'])
  const file = await open(paths[0]?.[1] ?? '')
  expect([file.status, file.headers['content-disposition']]).toEqual([200, expect.stringContaining('with.png')])
  const id = (await call(people.agent, 'attachFiles', await ours(reference))).body[0]?.id
  expect((await open(`${link}/files/${id}`)).status).toBe(404)
})

/** A file that one of us adds to a note's complaint. */
async function ours(reference: string) {
  const { headers, payload } = await formOf([{ name: 'ours.png', content: png }], {})
  return { params: { reference }, headers, body: payload } as never
}

test('what we say to the customer is in the story, notes among us are not', async () => {
  const { link, reference } = await tell({ text: 'Tell me.', name: 'Bo' })
  await note(reference, 'A secret among us', 'note')
  await note(reference, 'Here is our answer.', 'out')
  const { text } = await open(link)
  expect(text).toContain('Agent wrote to you:')
  expect(text).toContain('Here is our answer.')
  expect(text).not.toContain('A secret among us')
})

test('a proposed solution is asked about first; yes closes it with the customer’s word', async () => {
  const { link, reference } = await tell({ text: 'Please mend it.', email: 'three@example.com' })
  await propose(reference)
  const { text } = await open(link)
  expect(text.indexOf('Is it solved for you?')).toBeLessThan(text.indexOf('Add something'))
  expect(text).toContain('We send a new lamp on Monday.')
  const said = await press(`${link}/solved`, { text: 'Thank you!' })
  const after = await follow(said)
  expect(after.text).toContain('Thank you for telling us that it is solved.')
  expect(after.text).toContain('because you told us that it is solved')
  expect(after.text.match(/Thank you!/g)).toHaveLength(1)
  expect(await closureOf(reference)).toBe('solved')
})

test('a button pressed twice says it once', async () => {
  const { link, reference } = await tell({ text: 'Twice.' })
  const answers = [await press(`${link}/solved`), await press(`${link}/solved`)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const events = `select 1 from complaint_events where kind = 'said_solved' and complaint_id = '${await idOf(reference)}'`
  expect(await column(db, events)).toHaveLength(1)
})

test('“not solved” takes a closed complaint up again; thanks after closing do not', async () => {
  const { link, reference } = await tell({ text: 'Again and again.' })
  await press(`${link}/solved`)
  expect((await press(link, { text: 'Thanks to all of you', once: newId() })).status).toBe(303)
  expect(await closureOf(reference)).toBe('solved')
  expect((await press(link, { text: 'It broke again', once: newId(), reopen: 'on' })).status).toBe(303)
  expect(await closureOf(reference)).toBeNull()
  const then = clock.now()
  clock.set(new Date(then.getTime() + 60_000))
  await press(`${link}/solved`)
  await press(`${link}/not-solved`)
  clock.set(then)
  expect(await closureOf(reference)).toBeNull()
})

test('after the stated time a new complaint begins, and its page is where the customer lands', async () => {
  const { link, reference } = await tell({ text: 'Long ago.' })
  await press(`${link}/solved`)
  const then = clock.now()
  clock.set(new Date(then.getTime() + 61 * 86_400_000))
  const after = await follow(await press(`${link}/not-solved`, { text: 'It is back' }))
  clock.set(then)
  expect(after.text).toContain('so we began this new one')
  expect(after.text).toContain(`It goes on from your complaint ${reference}`)
  expect((await open(link)).text).toMatch(/It goes on as complaint AM-/)
  expect(await closureOf(reference)).toBe('solved')
})

test('whoever wants someone who can decide learns who it is and by when', async () => {
  const { link, reference } = await tell({ text: 'Nobody may decide.' })
  const after = await follow(await press(`${link}/someone-who-can-decide`, { text: 'I want my money back' }))
  expect(after.text).toContain('Someone who can decide has your complaint now.')
  expect(after.text).toMatch(/Manager, who can decide, speaks to you in person by Tuesday, March 3, 2026 at 09:00 UTC/)
  const owner = await column(db, `select owner_id from complaints where reference = '${reference}'`)
  expect(owner).toEqual([people.manager.id])
})

test('“solved” after a manager had it waits for what we owe, not for the customer', async () => {
  const { link, reference } = await tell({ text: 'They called me.' })
  await press(`${link}/someone-who-can-decide`)
  const after = await follow(await press(`${link}/solved`))
  expect(after.text).toContain('We have something to settle among ourselves first; you need do nothing.')
  expect(after.text).not.toContain('/solved?')
  expect(await closureOf(reference)).toBeNull()
})

test('where nobody can decide, the page says so and keeps the words', async () => {
  const { link } = await tell({ text: 'Nobody there.' })
  const give = (role: string) =>
    sql`update people set role = ${role} where id in (${people.manager.id}, ${people.executive.id})`.execute(
      product.owned,
    )
  await give('analyst')
  const { status, text } = await press(`${link}/someone-who-can-decide`, { text: 'Kept words' })
  await give('manager')
  expect([status, text.includes('Kept words'), text.includes('nobody who can decide')]).toEqual([422, true, true])
})

test('a complaint is taken back with the customer’s word', async () => {
  const { link, reference } = await tell({ text: 'Never mind.' })
  expect((await follow(await press(`${link}/withdraw`))).text).toContain('You took back your complaint.')
  expect(await closureOf(reference)).toBe('withdrawn')
})

test('a renewed link ends the old one and the old code', async () => {
  const { link, reference, code } = await tell({ text: 'Somebody has my link.' })
  const after = await follow(await press(`${link}/renew`))
  expect(after.text).toContain('This is the new address of your complaint')
  expect((await open(link)).status).toBe(404)
  expect((await press('/my-complaint', { reference, code })).status).toBe(422)
  const newCode = /\w{4}-\w{4}-\w{4}(?=\.)/.exec(after.text)?.[0] ?? ''
  expect((await press('/my-complaint', { reference, code: newCode })).status).toBe(303)
})

test('the data to take along hold what was said, and nothing else of a person whose address somebody typed', async () => {
  const known = { name: 'Known Person', email: 'known@example.com', phone: '+44 20 7946 0000' }
  const body = { text: 'An earlier matter', channel: 'phone', customer: known } as const
  await call(people.agent, 'createComplaint', { body })
  const { link, reference } = await tell({ text: 'My words', email: 'known@example.com' })
  await note(reference, 'A secret among us', 'note')
  const { status, text, headers } = await open(`${link}/data.json`)
  expect([status, headers['content-disposition']]).toEqual([200, expect.stringContaining(`${reference}.json`)])
  expect(JSON.parse(text)).toMatchObject({ reference, words: 'My words', letters: [{ kind: 'acknowledgement' }] })
  for (const secret of ['A secret among us', 'Known Person', '7946', 'An earlier matter', link.slice(-43)])
    expect(`${text}${(await open(link)).text.replaceAll(link, '')}`).not.toContain(secret)
})

test('how it was is asked on the page a letter leads to, answered once, and never changed by opening it', async () => {
  const { link, reference } = await tell({ text: 'A late parcel.', email: 'rates@example.com' })
  await propose(reference)
  await press(`${link}/solved`)
  const asked = await open(`${link}/rate?satisfaction=4`)
  expect(asked.text).toMatch(/value="4"[^>]*checked|checked=""[^>]*value="4"/)
  expect((await press(`${link}/rate`, { effort: '7' })).status).toBe(422)
  const after = await follow(await press(`${link}/rate`, { satisfaction: '4', effort: '6', comment: 'Quick' }))
  expect(after.text).toContain('We will not ask you again.')
  expect(after.text).not.toContain('Say how it was')
  await press(`${link}/rate`, { satisfaction: '1' })
  const ratings = `select to_jsonb(r) from ratings r where complaint_id = '${await idOf(reference)}'`
  expect(await column(db, ratings)).toMatchObject([{ satisfaction: 4, effort: 6, comment: 'Quick' }])
})

test('the page speaks the customer’s language, whatever the browser’s, and leads to the other', async () => {
  const { link } = await tell({ text: 'Лампа мигает уже третий день, помогите.', language: 'ru' })
  const { text } = await open(link, { 'accept-language': 'en' })
  expect(text).toContain('<html lang="ru">')
  expect(text).toContain('Что уже произошло')
  expect(text).toContain(`href="${link}?language=en"`)
})

test('what is typed never becomes part of the page', async () => {
  const evil = '"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>'
  const { link } = await tell({ text: evil })
  await press(link, { text: evil, once: newId() })
  await press(`${link}/not-solved`, { text: evil })
  for (const way of ['', `/rate?satisfaction=${encodeURIComponent(evil)}`, `?done=${encodeURIComponent(evil)}`])
    expect((await open(`${link}${way}`)).text).not.toMatch(/<script|<img/)
})

test('what was said by letter stands in the story once it can no longer be taken back; what we promised stands beside it', async () => {
  const { link, reference } = await tell({ text: 'Answer me.', email: 'answered@example.com' })
  const dueAt = new Date(clock.now().getTime() + 4 * 86_400_000).toISOString()
  const reply = (text: string, commitments: { text: string; dueAt: string }[] = []) =>
    call(people.agent, 'sendReply', { params: { reference }, body: { text, commitments } })
  const { id } = (await reply('Never said.', [{ text: 'Never promised', dueAt }])).body
  await call(people.agent, 'takeBackReply', { params: { reference, id } })
  await reply('We call you on Friday.', [{ text: 'Call you', dueAt }])
  expect((await open(link)).text).not.toContain('We call you on Friday.')
  const then = clock.now()
  clock.set(new Date(then.getTime() + 11_000))
  const { text } = await open(link)
  clock.set(then)
  expect(text).toContain('We call you on Friday.')
  expect(text).toContain('Call you <span class="soft">By Friday, March 6, 2026')
  expect(text).not.toMatch(/Never (said|promised)/)
})

test('the first view stays under 30 kB however long the story, and the whole of it is one link away', async () => {
  const { link, reference } = await tell({
    text: `Начало. ${'Много слов о том, что случилось. '.repeat(1000)}Конец.`,
    language: 'ru',
  })
  for (let turn = 0; turn < 22; turn++) await note(reference, `Ответ ${turn}. ${'Подробности. '.repeat(100)}`, 'out')
  await propose(reference, 'Предлагаем. '.repeat(1000))
  const { text } = await open(link)
  expect(Buffer.byteLength(text)).toBeLessThan(30_000)
  expect(text).not.toContain('Конец.')
  expect((await open(`${link}?story=whole`)).text).toContain('Конец.')
})
