import PostalMime from 'postal-mime'
import { beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { column, startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { startSession } from '../../people/sessions.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { visitorOf } from '../../portal/visiting-for-tests.ts'
import { remind } from './letters.ts'
import { sendSurveyLetters } from './sending.ts'
import { surveyorOf } from './surveys-for-tests.ts'

const smtp = await startSmtp()
const product = await startProduct()
const { db, clock, people, call } = product
const { make, draw, open, links } = surveyorOf(product)
const { open: visit, press } = visitorOf(product)
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const post = () => sendSurveyLetters({ db, clock, mailer, publicUrl: () => 'https://care.example.com' })
// Each test begins with nothing that waits from the one before.
beforeEach(async () => {
  await post()
  smtp.received.length = 0
})
/** Days go by, and everyone signs in again. */
async function days(count: number): Promise<void> {
  clock.advance(count * 86_400_000)
  for (const person of Object.values(people))
    person.headers = { cookie: `amends_session=${await startSession(db, person.id, clock.now())}` }
}

const listOf = (names: string[], language = 'en', segment = 'shop') =>
  ['E-mail,Name,Language,Segment', ...names.map((name) => `${name}@example.org,${name},${language},${segment}`)].join(
    '\n',
  )
const read = async (id: string) => (await call(people.analyst, 'readSurvey', { params: { id } })).body
const noProblem = { problem: 'no', leaving: 'no' }

/** A survey by letter of all in the list, opened. */
async function opened(names: string[], given: Parameters<typeof make>[0] = {}, language = 'en') {
  const { id } = await make(given)
  await draw(id, listOf(names, language), { size: '100' })
  await open(id)
  return { id, links: await links(id) }
}

test('a list is drawn from by seed: the same list and seed give the same sample, and only those drawn are kept', async () => {
  const names = Array.from({ length: 60 }, (_, place) => `first${place}`)
  const [one, other] = [await make(), await make()]
  for (const { id } of [one, other]) expect((await draw(id, listOf(names), { size: '20', seed: '7' })).status).toBe(200)
  const drawn = (await links(one.id)).map(({ email }) => email).sort()
  expect(new Set(drawn).size).toBe(20)
  expect((await links(other.id)).map(({ email }) => email).sort()).toEqual(drawn)
  const third = await make()
  await draw(third.id, listOf(names), { size: '20', seed: '8' })
  expect((await links(third.id)).map(({ email }) => email).sort()).not.toEqual(drawn)
  expect(await read(one.id)).toMatchObject({
    state: 'drawn',
    frame: 'list',
    seed: 7,
    inFrame: 60,
    drawn: 20,
    answered: 0,
  })
})

test('the same address counts once, a row without one stays in the frame, and Russian headings are read', async () => {
  const { id } = await make()
  const csv = '\uFEFFИмя;Эл. почта;Язык;Сегмент\nОльга;olga@example.org;ru;A\nОльга;OLGA@example.org;ru;A\nИван;;ru;B\n'
  await draw(id, csv, { size: '5' })
  const { inFrame, drawn, strata } = await read(id)
  expect([inFrame, drawn]).toEqual([2, 2])
  expect(strata.map(({ segment, language }) => `${segment} ${language}`).sort()).toEqual(['A ru', 'B ru'])
  await open(id)
  expect((await read(id)).notWritten).toEqual({ stopped: 0, noAddress: 1, cameBack: 0 })
})

test('a file that is no list is refused with the columns it needs, and nothing is drawn', async () => {
  const { id } = await make()
  const refused = await draw(id, 'a,b\n1,2\n', { size: '5' })
  expect([refused.status, refused.text.includes('survey_list_unreadable')]).toEqual([400, true])
  expect((await draw(id, 'email\n', { size: '5' })).text).toContain('survey_list_empty')
  expect((await read(id)).state).toBe('made')
})

test('opening queues one letter to everyone drawn, in their language, and each is sent once however many senders look', async () => {
  const { id } = await opened(['anna', 'boris'], {}, 'ru')
  expect((await read(id)).letters).toMatchObject({ waiting: 2, sent: 0 })
  expect((await open(id)).status).toBe(409)
  await Promise.all([post(), post(), post()])
  await post()
  expect(smtp.received.map(({ to }) => to.join()).sort()).toEqual(['anna@example.org', 'boris@example.org'])
  const { subject, text = '', html = '', headers } = await PostalMime.parse(smtp.received[0]?.raw ?? '')
  expect(subject).toBe('Две минуты: всё ли прошло хорошо с Parcels & Co?')
  expect(text).toMatch(/https:\/\/care\.example\.com\/survey\/[\w-]{43}\n/)
  expect(html).toContain('Ответить на вопросы')
  const header = (name: string) => headers.find(({ key }) => key === name)?.value
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header('auto-submitted')).toBe('auto-generated')
  expect((await read(id)).letters).toMatchObject({ waiting: 0, sent: 2 })
  const stored = await column<string>(db, 'select body from survey_letters')
  expect(stored.some((body) => body.includes('/survey/'))).toBe(false)
})

test('a letter refused for now is tried again; one whose fate is unknown is not, and its reason is shown', async () => {
  const { id } = await opened(['carla'])
  smtp.refusal = { code: 450, words: 'Mailbox busy' }
  await post()
  await post()
  smtp.refusal = null
  expect((await read(id)).letters).toMatchObject({ waiting: 1, failed: 0 })
  clock.advance(60_000)
  smtp.hangsUp = true
  await post()
  smtp.hangsUp = false
  await days(2)
  await post()
  expect(smtp.received).toHaveLength(1)
  const { letters, failures } = await read(id)
  expect(letters).toMatchObject({ waiting: 0, failed: 1 })
  expect(failures).toEqual([{ reason: expect.stringMatching(/^unsure: /), letters: 1 }])
})

test('those who asked for no letters are not written to, and still count as drawn', async () => {
  const [stopped] = (await opened(['dora'])).links
  await press(`${stopped?.path}/stop`, {})
  const complaint = { text: 'Broken', language: 'en', customer: { email: 'egon@example.org' } }
  await call(people.agent, 'createComplaint', { body: complaint })
  await sql`
    insert into stopped_news (customer_id, at)
    select customer_id, ${clock.now()} from customer_addresses where address = 'egon@example.org'`.execute(db)
  const { id } = await opened(['dora', 'egon', 'fritz'])
  expect(await read(id)).toMatchObject({ drawn: 3, letters: { waiting: 1 }, notWritten: { stopped: 2 } })
  await post()
  expect(smtp.received.map(({ to }) => to[0])).toEqual(['fritz@example.org'])
})

test('reminders come after the stated days, as often as stated, and not to those who answered or stopped', async () => {
  const { id, links: sample } = await opened(['gina', 'hugo', 'ines'], { reminders: 2, remindAfterDays: 5 })
  await post()
  expect(await remind(db, clock.now())).toBe(0)
  const pathOf = (name: string) => sample.find(({ email }) => email.startsWith(name))?.path ?? ''
  expect((await press(pathOf('gina'), noProblem)).status).toBe(201)
  await days(5)
  await Promise.all([remind(db, clock.now()), remind(db, clock.now())])
  await press(`${pathOf('ines')}/stop`, {})
  await post()
  const reached = () =>
    smtp.received
      .slice(3)
      .map(({ to }) => to[0])
      .filter((to) => /gina|hugo|ines/.test(to ?? ''))
  expect(reached()).toEqual(['hugo@example.org'])
  for (let round = 0; round < 4; round++) {
    await days(5)
    await remind(db, clock.now())
    await post()
  }
  expect(reached()).toEqual(['hugo@example.org', 'hugo@example.org'])
  expect((await read(id)).letters).toMatchObject({ sent: 5, reminders: 2 })
})

test('opening the questions changes nothing; a link answers once and opens nobody else’s', async () => {
  const { id, links: sample } = await opened(['jana', 'karl'])
  const [jana, karl] = [sample[0]?.path ?? '', sample[1]?.path ?? '']
  const shown = await visit(jana)
  expect([shown.status, shown.text.includes('<form')]).toEqual([200, true])
  expect(shown.text).not.toContain('example.org')
  expect(Buffer.byteLength(shown.text)).toBeLessThan(30_000)
  expect((await read(id)).answered).toBe(0)
  expect((await press(jana, noProblem)).status).toBe(201)
  const again = await press(jana, { problem: 'yes', complained: 'no', leaving: 'yes' })
  expect([again.status, (await visit(jana)).text.includes('These questions are answered')]).toEqual([409, true])
  expect((await read(id)).answered).toBe(1)
  const forged = `${karl.slice(0, -4)}${jana.slice(-4)}`
  for (const path of [forged, `${karl}A`, '/survey/nothing']) {
    expect((await visit(path)).status, path).toBe(404)
    expect((await press(path, noProblem)).status, path).toBe(404)
  }
  expect((await read(id)).answered).toBe(1)
  expect((await visit(karl)).text).toContain('<form')
})

test('two answers by one link at once are one', async () => {
  const { id, links: sample } = await opened(['lena'])
  const path = sample[0]?.path ?? ''
  const all = await Promise.all([press(path, noProblem), press(path, noProblem), press(path, noProblem)])
  expect(all.map(({ status }) => String(status)).sort()).toEqual(['201', '409', '409'])
  expect((await read(id)).answered).toBe(1)
})

test('an answer is stored without whose it is', async () => {
  const { links: sample } = await opened(['mona'])
  await press(sample[0]?.path ?? '', {
    problem: 'yes',
    complained: 'no',
    silent: 'fear',
    leaving: 'yes',
    text: 'They know me',
  })
  const answers = await column<object>(db, `select to_json(a) from survey_answers a where words = 'They know me'`)
  expect(JSON.stringify(answers)).not.toMatch(/mona|invitation/)
  expect(answers).toMatchObject([
    { had_problem: true, complained: false, silent_because: 'fear', leaving: 'yes', became_reference: null },
  ])
})

test('what is missing is said at the question, and what was chosen is given back', async () => {
  const { id, links: sample } = await opened(['nina'])
  const path = sample[0]?.path ?? ''
  const flawed = await press(path, {
    problem: 'yes',
    leaving: 'unsure',
    text: 'Late again',
    answer: 'yes',
    email: 'no address',
  })
  expect(flawed.status).toBe(422)
  expect(flawed.text).toContain('id="complained-wrong"')
  expect(flawed.text).toContain('id="email-wrong"')
  expect(flawed.text).toMatch(/id="leaving-unsure"[^>]*checked/)
  expect(flawed.text).toContain('Late again')
  expect((await read(id)).answered).toBe(0)
})

test('whoever tells of a problem makes a complaint of it in the same step, answered at the address we wrote to', async () => {
  const { id, links: sample } = await opened(['olaf'])
  const path = sample[0]?.path ?? ''
  const told = {
    problem: 'yes',
    complained: 'no',
    silent: 'did_not_know_where',
    leaving: 'unsure',
    text: 'My parcel never came',
    answer: 'yes',
  }
  const { status, text } = await press(path, told)
  expect(status).toBe(201)
  const reference = /AM-\w{5}-\w{5}/.exec(text)?.[0] ?? ''
  const { body } = await call(people.agent, 'readComplaint', { params: { reference } })
  expect(body.text).toBe('My parcel never came')
  const { body: letters } = await call(people.agent, 'listLetters', { params: { reference } })
  expect(letters.map(({ to }) => to)).toEqual(['olaf@example.org'])
  const answers = await call(people.analyst, 'listSurveyAnswers', {
    params: { id },
    query: { part: 'did_not_know_where' },
  })
  expect(answers.body).toMatchObject([{ words: 'My parcel never came', complaint: reference }])
})

test('when a survey ends its links stop, what waits does not leave, and who was drawn is forgotten', async () => {
  const { id, links: sample } = await opened(['paul', 'rita'])
  await press(sample[0]?.path ?? '', noProblem)
  const { status, body } = await call(people.analyst, 'endSurvey', { params: { id } })
  expect([status, body.state, body.answered]).toEqual([200, 'ended', 1])
  await post()
  expect(smtp.received).toEqual([])
  const late = await press(sample[1]?.path ?? '', noProblem)
  expect([late.status, late.text.includes('takes no answers now')]).toEqual([409, true])
  const names = await column<string | null>(
    db,
    `select coalesce(name, email) from survey_invitations where survey_id = '${id}'`,
  )
  expect(names).toEqual([null, null])
  const letters = await column<string>(
    db,
    `select to_address || body from survey_letters l join survey_invitations i
    on i.id = l.invitation_id where survey_id = '${id}'`,
  )
  expect(letters.join('')).toBe('')
})

test('by link nobody is written to, and before it opens nobody can answer', async () => {
  const { id } = await make({ way: 'link' })
  await draw(id, listOf(['sara']), { size: '1' })
  const path = (await links(id))[0]?.path ?? ''
  expect((await press(path, noProblem)).status).toBe(409)
  await open(id)
  await post()
  expect(smtp.received).toEqual([])
  expect((await press(path, noProblem)).status).toBe(201)
})

test('our own customers can be drawn from, by seed', async () => {
  const { id } = await make({ way: 'link' })
  const { status, body } = await call(people.analyst, 'drawFromCustomers', {
    params: { id },
    body: { size: 1, seed: 3 },
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'drawn', frame: 'customers', drawn: 1 })
  expect(body.inFrame).toBeGreaterThan(1)
})

test('only those who keep the numbers make surveys and see links', async () => {
  const { id } = await make()
  const refused = await Promise.all([
    call(people.manager, 'makeSurvey', { body: { name: 'X', from: '2026-02-01', to: '2026-02-28', way: 'link' } }),
    call(people.manager, 'downloadSurveyLinks', { params: { id } }),
    call(people.operations, 'readSurvey', { params: { id } }),
  ])
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  const wrong = await call(people.analyst, 'makeSurvey', {
    body: { name: 'X', from: '2026-02-28', to: '2026-02-01', way: 'link' },
  })
  expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([400, 'to'])
})
